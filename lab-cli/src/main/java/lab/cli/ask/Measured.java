package lab.cli.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.cli.answer.HostResult;
import lab.cli.answer.Score;
import lab.host.Distance;
import lab.room.Bench;
import lab.room.Benchmark;

/**
 * Everything that was heard of one benchmark, and what becomes of it. The thread that reads the
 * child's lines may still add to it while a child that hung is given up.
 */
final class Measured {
  /** Fewer windows than this say nothing. */
  private static final int FEWEST_WINDOWS = 10;

  private static final List<Distance> COMPARABLE =
      List.of(Distance.NEAR, Distance.FAR, Distance.BETWEEN);

  private final Bench bench;
  private final Benchmark benchmark;
  private final List<Window> windows = new ArrayList<>();
  private List<String> command = List.of();
  private Optional<String> failure = Optional.empty();

  Measured(Bench bench, Benchmark benchmark) {
    this.bench = bench;
    this.benchmark = benchmark;
  }

  Benchmark benchmark() {
    return benchmark;
  }

  synchronized void add(Window window) {
    windows.add(window);
  }

  synchronized void command(List<String> typed) {
    command = List.copyOf(typed);
  }

  /** The first reason stands: later ones follow from it. */
  synchronized void failed(String reason) {
    failure = failure.or(() -> Optional.of(reason));
  }

  synchronized boolean paired() {
    return windows.stream().anyMatch(w -> w.distance().isPresent());
  }

  /**
   * The distance at which most can be compared: where the worst off of these benchmarks has the
   * most windows. Empty if none of them measures two threads.
   */
  static Optional<Distance> common(List<Measured> compared) {
    List<Measured> paired = compared.stream().filter(Measured::paired).toList();
    return paired.isEmpty()
        ? Optional.empty()
        : COMPARABLE.stream()
            .max(
                Comparator.comparingLong((Distance d) -> worst(paired, d))
                    .thenComparing(Comparator.comparingInt(Distance::ordinal).reversed()));
  }

  private static long worst(List<Measured> paired, Distance distance) {
    return paired.stream().mapToLong(m -> m.at(distance).size()).min().orElse(0);
  }

  private synchronized List<Window> at(Distance distance) {
    return windows.stream().filter(w -> w.distance().map(d -> d == distance).orElse(true)).toList();
  }

  /**
   * The score, or why there is none.
   *
   * @param common the distance at which the comparison is made; this benchmark falls back to its
   *     own most frequent one where it has too few windows there, and its score says so
   */
  synchronized HostResult result(Optional<Distance> common, List<String> notes) {
    Optional<Distance> distance =
        common
            .filter(d -> paired())
            .map(d -> at(d).size() >= FEWEST_WINDOWS ? d : common(List.of(this)).orElse(d));
    List<Window> counted = distance.map(this::at).orElse(windows);
    if (counted.size() < FEWEST_WINDOWS) {
      return unavailable(
          failure.orElse(
              windows.size() < FEWEST_WINDOWS
                  ? "only %d windows were measured".formatted(windows.size())
                  : "the two threads' CPUs were moved all the time: of %d windows only %d had the"
                          .formatted(windows.size(), counted.size())
                      + " same distance at both ends"));
    }
    Map<Integer, List<Double>> forks = new TreeMap<>();
    counted.forEach(w -> forks.computeIfAbsent(w.fork(), f -> new ArrayList<>()).add(w.value()));
    Interval interval =
        Interval.of(
            forks.values().stream()
                .map(f -> f.stream().mapToDouble(Double::doubleValue).toArray())
                .toList());
    String unit = counted.getFirst().unit();
    return new HostResult.Scored(
        bench.kind(),
        bench.claim(),
        benchmark.method(),
        benchmark.parameters(),
        bench.analogue(),
        benchmark.label(),
        new Score(
            unit,
            Score.moreIsBetter(unit),
            interval.median(),
            interval.low(),
            interval.high(),
            counted.stream().map(Window::value).toList(),
            distance.map(Distance::word)),
        command,
        notes(counted, forks.size(), notes));
  }

  private List<String> notes(List<Window> counted, int forks, List<String> general) {
    List<String> notes = new ArrayList<>(general);
    int left = windows.size() - counted.size();
    if (left > 0) {
      notes.add(
          "%d of %d windows left out: the distance of the CPUs was another one"
              .formatted(left, windows.size()));
    }
    if (counted.stream().anyMatch(w -> !w.pinned())) {
      notes.add("the two threads could not be bound to CPUs");
    }
    if (forks < 2) {
      notes.add("one fork only: the interval says nothing of how forks differ");
    }
    failure.ifPresent(f -> notes.add("a fork failed: " + f));
    return notes;
  }

  HostResult unavailable(String reason) {
    return new HostResult.Unavailable(
        bench.kind(),
        bench.claim(),
        benchmark.method(),
        benchmark.parameters(),
        bench.analogue(),
        reason);
  }
}
