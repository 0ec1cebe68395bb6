package lab.cli.answer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.room.Ordered;
import lab.room.Outcome;
import lab.room.Series;

/** What this machine answered: one test, one benchmark or one fact. */
public sealed interface HostResult {

  /** {@code stress}, {@code bench}, {@code live} or {@code fact}. */
  String kind();

  /** Name of the claim that was asked about. */
  String claim();

  /** Name of the test, of the benchmark or of the fact. */
  String test();

  /** The controls that the test stands for, or the benchmark's parameters. */
  Map<String, String> settings();

  /** Why this is an analogue only, if it is one. */
  Optional<String> analogue();

  /**
   * Counts of a stress test, or of a live run.
   *
   * @param kind {@code stress} or {@code live}
   * @param outcomes the expected outcomes in the test's order, then those that nobody expected
   * @param looked how long the test ran
   * @param firstSeen when a violation was first seen, counted from the start of the child JVM
   * @param timeSliced whether there were more actors than CPUs
   * @param command what was run, so that it can be run again: flags, main class, arguments
   * @param jit the part of the JVM that ran the test, as the control {@code jit} names it
   * @param notes what a reader must know, such as that the test ended early
   */
  record Outcomes(
      String kind,
      String claim,
      String test,
      Map<String, String> settings,
      List<Count> outcomes,
      Duration looked,
      Optional<Duration> firstSeen,
      boolean timeSliced,
      String jit,
      List<String> command,
      List<String> notes,
      Optional<String> analogue)
      implements HostResult {
    public Outcomes {
      settings = Ordered.copy(settings);
      outcomes = List.copyOf(outcomes);
      command = List.copyOf(command);
      notes = List.copyOf(notes);
    }

    public long samples() {
      return outcomes.stream().mapToLong(Count::count).sum();
    }

    /** How many outcomes violate this claim. What violates another one speaks of that one. */
    public long violations() {
      return outcomes.stream()
          .filter(c -> c.outcome().violates(claim))
          .mapToLong(Count::count)
          .sum();
    }
  }

  /**
   * How often an outcome was seen.
   *
   * @param allowed the models that allow it: some of {@code sc}, {@code tso}, {@code java}
   */
  record Count(Outcome outcome, List<String> allowed, long count) {
    public Count {
      allowed = List.copyOf(allowed);
    }

    public Count plus(Count more) {
      return new Count(outcome, allowed, count + more.count);
    }
  }

  /**
   * The score of a benchmark, or of a live run.
   *
   * @param kind {@code bench} or {@code live}
   * @param label what the benchmark is called in the verdict
   * @param unit of the numbers, as in {@code ns/op}
   * @param moreIsBetter whether a larger score costs less, as with {@code ops/ms}
   * @param median of the samples
   * @param low lower end of the interval
   * @param high upper end of the interval
   * @param samples every measured iteration that counts
   * @param distance how far apart the two threads' CPUs were, as in {@code near}, where two threads
   *     were measured; scores of different distances do not compare
   */
  record Score(
      String kind,
      String claim,
      String test,
      Map<String, String> settings,
      String label,
      String unit,
      boolean moreIsBetter,
      double median,
      double low,
      double high,
      List<Double> samples,
      Optional<String> distance,
      List<String> command,
      List<String> notes,
      Optional<String> analogue)
      implements HostResult {
    public Score {
      settings = Ordered.copy(settings);
      samples = List.copyOf(samples);
      command = List.copyOf(command);
      notes = List.copyOf(notes);
    }

    /**
     * Whether more of that unit costs less: throughputs, as in {@code ops/ms} and {@code msg/s}.
     */
    public static boolean moreIsBetter(String unit) {
      return unit.startsWith("ops/") || unit.endsWith("/s");
    }
  }

  /**
   * The curves of a series.
   *
   * @param settings the controls that it stands for
   * @param notes what a reader must know, such as which points were left out
   */
  record Swept(
      String claim,
      String test,
      Map<String, String> settings,
      Series series,
      List<Line> lines,
      List<String> notes,
      Optional<String> analogue)
      implements HostResult {
    public Swept {
      settings = Ordered.copy(settings);
      lines = List.copyOf(lines);
      notes = List.copyOf(notes);
    }

    @Override
    public String kind() {
      return "series";
    }

    /** The curve of that label. */
    public Optional<Line> line(String label) {
      return lines.stream().filter(l -> l.label().equals(label)).findFirst();
    }
  }

  /** A curve: its points in ascending order. */
  record Line(String label, List<At> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /** The score at a point of the axis. */
  record At(int x, Score score) {}

  /**
   * Something read from the host, or printed by a live run.
   *
   * @param kind {@code fact} or {@code live}
   * @param value as it is shown; empty where the host does not tell
   */
  record FactValue(
      String kind, String claim, String test, Optional<String> value, Optional<String> analogue)
      implements HostResult {
    @Override
    public Map<String, String> settings() {
      return Map.of();
    }
  }

  /** A test that could not be run, or gave no answer, for this reason. */
  record Unavailable(
      String kind,
      String claim,
      String test,
      Map<String, String> settings,
      String reason,
      Optional<String> analogue)
      implements HostResult {
    public Unavailable {
      settings = Ordered.copy(settings);
    }
  }
}
