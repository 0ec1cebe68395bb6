package lab.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@link Explorer} says of a machine what {@link SequentialExplorer} says, with any number of
 * threads, and also when levels are cut so finely that small machines are searched in parallel.
 */
public final class Agreement {
  private static final List<RoundSize> SIZES = List.of(RoundSize.USUAL, new RoundSize(1, 3));

  private Agreement() {}

  /** What both owe; a machine may make its claims anew each time, so they are told by name. */
  private record Said(long states, int depth, Exploration.End end, List<SaidOfClaim> answers) {
    static Said by(Exploration found) {
      return new Said(
          found.states(),
          found.depth(),
          found.end(),
          found.answers().stream()
              .map(a -> new SaidOfClaim(a.claim().name(), a.outcome(), a.schedule(), a.costs()))
              .toList());
    }
  }

  private record SaidOfClaim(
      String claim,
      Exploration.Outcome outcome,
      Optional<Schedule> schedule,
      Optional<Claim.Costs> costs) {}

  /** What the reference found, after every number of threads has found the same. */
  public static <S> Exploration of(Machine<S> machine, S from, long mostStates, int... threads) {
    Exploration reference = SequentialExplorer.explore(machine, from, mostStates);
    for (int count : threads) {
      for (RoundSize size : SIZES) {
        assertThat(Said.by(parallel(machine, from, mostStates, count, size)))
            .as("%s with %d threads, %s", machine, count, size)
            .isEqualTo(Said.by(reference));
      }
    }
    return reference;
  }

  private static <S> Exploration parallel(
      Machine<S> machine, S from, long mostStates, int threads, RoundSize size) {
    Bounds bounds = new Bounds(mostStates, Duration.ofMinutes(10), threads);
    HeapBudget heap = HeapBudget.ofThisJvm(machine.codec().isPresent());
    return Explorer.explore(machine, from, Explorer.Options.within(bounds), heap, size);
  }
}
