package lab.explore;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A graph as a machine: states are numbers, and the k-th step out of a state is {@code g.go:k}.
 *
 * @param width how many {@code long}s its codec packs a state into; 0 for no codec
 * @param next where the steps of a state lead, in order
 */
record Numbers(int begin, int width, IntFunction<int[]> next, List<Claim<Integer>> claims)
    implements Machine<Integer> {
  private static final Action[] ACTIONS =
      IntStream.range(0, 2048)
          .mapToObj(k -> Action.of("g", "go", Integer.toString(k)))
          .toArray(Action[]::new);

  /** A graph given by the targets of 0, 1, 2, …; a state that is not given has no steps. */
  static Numbers graph(List<Claim<Integer>> claims, int[]... targets) {
    return new Numbers(0, 1, s -> s < targets.length ? targets[s] : new int[0], claims);
  }

  /** A pseudo-random graph, always the same for the same seed. */
  static Numbers random(long seed, int size, int mostSteps, int width) {
    return new Numbers(0, width, s -> randomSteps(seed, size, mostSteps, s), claimsOn(seed, size));
  }

  private static int[] randomSteps(long seed, int size, int mostSteps, int state) {
    int[] steps = new int[Math.floorMod(mix(seed, state), mostSteps + 1)];
    for (int k = 0; k < steps.length; k++) {
      steps[k] = Math.floorMod(mix(seed * 31 + k + 1, state), size);
    }
    return steps;
  }

  private static List<Claim<Integer>> claimsOn(long seed, int size) {
    int rare = Math.max(2, size / 40);
    return List.of(
        new Claim.Never<>("rare", "rare states are not reached", s -> mix(seed, ~s) % rare == 0),
        new Claim.Never<>("impossible", "there are no more states", s -> s >= size),
        new Claim.Sometimes<>("some", "an even state is reached", s -> s > 0 && s % 2 == 0),
        new Claim.Sometimes<>("none", "a state too many is reached", s -> s >= size),
        new Claim.Reach<>("third", "a third is reached", s -> mix(seed + 1, s) % 3 == 0 && s > 0),
        new Claim.Stuck<>("live", "a rare state stays reachable", s -> mix(seed, s) % rare == 1),
        new Claim.Beats<>("even", "even seeds cost less", "seeds", "A", "B", () -> costs(seed)));
  }

  private static Claim.Costs costs(long seed) {
    return new Claim.Costs(seed & 1, 1 - (seed & 1), Schedule.of(ACTIONS[(int) seed & 3]));
  }

  private static long mix(long seed, int state) {
    long h = (seed * 0x9E3779B97F4A7C15L + state) * 0xBF58476D1CE4E5B9L;
    return ((h ^ (h >>> 29)) * 0x94D049BB133111EBL) >>> 7;
  }

  Numbers withWidth(int count) {
    return new Numbers(begin, count, next, claims);
  }

  @Override
  public Integer start() {
    return begin;
  }

  @Override
  public void steps(Integer state, Steps<Integer> out) {
    int[] targets = next.apply(state);
    for (int k = 0; k < targets.length; k++) {
      int target = targets[k];
      out.step(ACTIONS[k], target, () -> "goes to " + target);
    }
  }

  @Override
  public Optional<Codec<Integer>> codec() {
    return width == 0 ? Optional.empty() : Optional.of(new Spread(width));
  }

  /** The number stands in the last {@code long}, so that the others cannot tell states apart. */
  private record Spread(int width) implements Codec<Integer> {
    @Override
    public int longs() {
      return width;
    }

    @Override
    public void pack(Integer state, long[] into, int at) {
      for (int i = 0; i < width - 1; i++) {
        into[at + i] = 7;
      }
      into[at + width - 1] = state;
    }

    @Override
    public Integer unpack(long[] from, int at) {
      return (int) from[at + width - 1];
    }
  }
}
