package lab.bench.cpu.mesi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lab.bench.harness.LiveAnswers;
import lab.host.Affinity;
import lab.host.Cpus;
import lab.host.PingPong;

/**
 * What it costs to hand a line from one CPU to another, for every two that this process may use. A
 * virtual machine's CPUs are moved about while this runs, so the number of a pair is of the moment
 * when it was looked at.
 */
public final class CoreToCore {
  private static final long MILLIS_UNTOLD = 4_000;
  private static final int WARM_UP_ROUND_TRIPS = 20_000;
  private static final int REWARM_ROUND_TRIPS = 400;

  /** Windows of {@link PingPong#CALIBRATION} round trips in which a pair is looked at. */
  private static final int WINDOWS = 9;

  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long WARM_UP_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Once more would say little: the median of as many windows does not move any more. */
  private static final int MOST_PASSES = 50;

  private CoreToCore() {}

  /** The price of one hand-over between two CPUs at this moment, in nanoseconds. */
  interface Looking {
    /** Empty if one of the two could not be bound, or the other did not answer. */
    OptionalDouble between(int one, int other) throws InterruptedException;
  }

  /** What was found of the pairs so far. */
  static final class Found {
    private final List<Integer> cpus;
    private final List<List<List<Double>>> samples = new ArrayList<>();
    private int looked;

    Found(List<Integer> cpus) {
      this.cpus = List.copyOf(cpus);
      for (int row = 0; row < cpus.size(); row++) {
        List<List<Double>> columns = new ArrayList<>();
        for (int column = 0; column < cpus.size(); column++) {
          columns.add(new ArrayList<>());
        }
        samples.add(columns);
      }
    }

    /** Whether there was no time for every pair. */
    boolean sampled() {
      return looked < pairs(cpus.size()).size();
    }

    /** The median of each pair in both directions; what is not a number was not measured. */
    double[][] medians() {
      double[][] medians = new double[cpus.size()][cpus.size()];
      for (int row = 0; row < medians.length; row++) {
        for (int column = 0; column < medians.length; column++) {
          int least = Math.min(row, column);
          medians[row][column] = median(samples.get(least).get(Math.max(row, column)));
        }
      }
      return medians;
    }
  }

  private record Pair(int row, int column) {}

  public static void main(String[] args) throws InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    Cpus machine = Cpus.ofThisMachine();
    List<Integer> cpus = machine.allowed();
    if (cpus.size() < 2) {
      answers.unavailable(
          cpus.isEmpty()
              ? "this system does not tell which CPUs there are, or binds no thread to one"
              : "this process may use one CPU only: there is no other to hand a line to");
      return;
    }
    long until =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LiveAnswers.millis(args, MILLIS_UNTOLD));
    look(cpus.get(0), cpus.get(1), WARM_UP_ROUND_TRIPS, WARM_UP_PATIENCE_NANOS);
    Found found = look(cpus, CoreToCore::between, () -> System.nanoTime() < until);
    if (found.looked == 0) {
      answers.unavailable("no two threads could be bound to two CPUs, or the other did not answer");
      return;
    }
    answers.matrix(
        "hand-over between CPUs",
        "ns",
        cpus,
        found.medians(),
        found.sampled(),
        siblings(machine),
        "a value is half a round trip, the same in both directions: the median over windows of "
            + PingPong.CALIBRATION
            + " round trips between two bound threads");
  }

  /** CPUs that share a core, where there are any. */
  private static List<List<Integer>> siblings(Cpus machine) {
    return machine.allowed().stream()
        .map(machine::siblings)
        .map(core -> core.stream().filter(machine.allowed()::contains).toList())
        .filter(core -> core.size() > 1)
        .distinct()
        .toList();
  }

  /** Goes over all pairs, again and again, in an order that favours none. */
  static Found look(List<Integer> cpus, Looking looking, BooleanSupplier hasTime)
      throws InterruptedException {
    Found found = new Found(cpus);
    List<Pair> pairs = pairs(cpus.size());
    // The same order in every run: what is left out is then the same as well.
    Collections.shuffle(pairs, new Random(1));
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      for (Pair pair : pairs) {
        if (!hasTime.getAsBoolean()) {
          return found;
        }
        List<Double> samples = found.samples.get(pair.row()).get(pair.column());
        OptionalDouble price = looking.between(cpus.get(pair.row()), cpus.get(pair.column()));
        if (price.isPresent()) {
          found.looked += samples.isEmpty() ? 1 : 0;
          samples.add(price.getAsDouble());
        }
      }
    }
    return found;
  }

  private static List<Pair> pairs(int cpus) {
    List<Pair> pairs = new ArrayList<>();
    for (int row = 0; row < cpus; row++) {
      for (int column = row + 1; column < cpus; column++) {
        pairs.add(new Pair(row, column));
      }
    }
    return pairs;
  }

  static double median(List<Double> samples) {
    List<Double> sorted = samples.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  private static OptionalDouble between(int one, int other) throws InterruptedException {
    return look(one, other, PingPong.CALIBRATION, PATIENCE_NANOS);
  }

  private static OptionalDouble look(int one, int other, int roundTrips, long patienceNanos)
      throws InterruptedException {
    // The first hand-overs count the waking of the other thread and of its CPU.
    PingPong warmUp = new PingPong();
    List<PingPong> lines = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      lines.add(new PingPong());
    }
    Thread answering =
        Thread.ofPlatform()
            .daemon()
            .name("other CPU")
            .start(() -> {
              if (Affinity.pin(other)) {
                warmUp.answer(REWARM_ROUND_TRIPS);
                lines.forEach(line -> line.answer(roundTrips));
              }
            });
    List<Double> samples = new ArrayList<>();
    boolean bound = Affinity.pin(one);
    boolean together =
        warmUp.measure(REWARM_ROUND_TRIPS, bound ? patienceNanos : 0).isPresent() && bound;
    for (PingPong line : lines) {
      // Whoever gave up once is not waited for again: the answering thread is released.
      OptionalDouble price = line.measure(roundTrips, together ? patienceNanos : 0);
      price.ifPresent(samples::add);
    }
    answering.join();
    return samples.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(samples));
  }
}
