package lab.room;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a run found on this machine, so that a room can say it in its own words. Rows that did not
 * run are not in it: a person may have asked for one mode only.
 *
 * @param architecture of this CPU, as Java names it: {@code amd64}, {@code aarch64}
 * @param counted one per stress test that ran
 * @param measured one per benchmark that ran
 * @param values what live runs and facts said, by name, where the host told it
 */
public record Findings(
    String architecture, List<Counted> counted, List<Measured> measured, List<Value> values) {
  public Findings {
    counted = List.copyOf(counted);
    measured = List.copyOf(measured);
    values = List.copyOf(values);
  }

  /** Without values. */
  public Findings(String architecture, List<Counted> counted, List<Measured> measured) {
    this(architecture, counted, measured, List.of());
  }

  /** Something that a live run or a fact said. */
  public record Value(String claim, String name, String text) {}

  /** The value of that name. */
  public Optional<String> value(String name) {
    return values.stream().filter(v -> v.name().equals(name)).map(Value::text).findFirst();
  }

  /**
   * How often a stress test saw what the claim says cannot be.
   *
   * @param settings the controls that the test stands for, as in {@link Evidence.StressTest}
   * @param seen outcomes that violate the claim
   * @param samples all outcomes
   */
  public record Counted(
      String claim,
      String test,
      Map<String, String> settings,
      long seen,
      long samples,
      VerdictWord word) {
    public Counted {
      settings = Map.copyOf(settings);
    }

    /** {@code 13 of 4.2 million}. */
    public String phrase() {
      return number(seen) + " of " + number(samples);
    }
  }

  /**
   * The score of a benchmark: the median of its samples and the ends of its interval.
   *
   * @param label as in {@link Evidence.Benchmark}
   */
  public record Measured(
      String claim, String label, String unit, double median, double low, double high) {}

  /** The row of that claim whose test stands for this value of that control. */
  public Optional<Counted> counted(String claim, String control, String value) {
    return counted.stream()
        .filter(c -> c.claim().equals(claim) && value.equals(c.settings().get(control)))
        .findFirst();
  }

  /** The score of the benchmark of that label. */
  public Optional<Measured> measured(String label) {
    return measured.stream().filter(m -> m.label().equals(label)).findFirst();
  }

  /** A count as it is read: exact up to a hundred thousand, then {@code 4.2 million}. */
  public static String number(long count) {
    if (count < 100_000) {
      return String.format(Locale.ROOT, "%,d", count);
    }
    return count < 999_950_000
        ? String.format(Locale.ROOT, "%.1f million", count / 1e6)
        : String.format(Locale.ROOT, "%.1f billion", count / 1e9);
  }
}
