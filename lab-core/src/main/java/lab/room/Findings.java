package lab.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a run found on this machine, so that a room can say it in its own words (see {@link
 * Saying}). Rows that did not run are not in it: a person may have asked for one mode only.
 *
 * @param architecture of this CPU, as Java names it: {@code amd64}, {@code aarch64}
 * @param counted one per row of stress tests or live runs; what a broken twin showed is in none
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
   * @param settings the controls that the test stands for, as in {@link StressTest}
   * @param seen outcomes that violate the claim
   * @param samples all outcomes
   * @param jit the part of the JVM that ran it, in the words of the control {@code jit}
   */
  public record Counted(
      String claim,
      String test,
      Map<String, String> settings,
      long seen,
      long samples,
      VerdictWord word,
      String jit) {
    public Counted {
      settings = Ordered.copy(settings);
    }

    /** Of a JVM that chose for itself which part runs what. */
    public Counted(
        String claim,
        String test,
        Map<String, String> settings,
        long seen,
        long samples,
        VerdictWord word) {
      this(claim, test, settings, seen, samples, word, "default");
    }

    /** Whether the interpreter alone ran it: no compiler had a part in what was seen or not. */
    public boolean interpreted() {
      return jit.equals("interpreter");
    }

    /** {@code 13 of 4.2 million}. */
    public String phrase() {
      return Findings.phrase(seen, samples);
    }

    private boolean standsFor(Map<String, String> these) {
      return these.entrySet().stream().allMatch(e -> e.getValue().equals(settings.get(e.getKey())));
    }
  }

  /**
   * The score of a benchmark: the median of its samples and the ends of its interval.
   *
   * @param label as in {@link Benchmark}
   */
  public record Measured(
      String claim, String label, String unit, double median, double low, double high) {}

  /** The rows of that claim that stand for these settings, as in {@code mode=plain}. */
  public List<Counted> rows(String claim, String settings) {
    Map<String, String> wanted = Settings.parse(settings);
    return counted.stream().filter(c -> c.claim().equals(claim) && c.standsFor(wanted)).toList();
  }

  /**
   * {@code 13 of 4.2 million}: all {@link #rows} together. A zero is said only where none of them
   * saw anything.
   */
  public Optional<String> count(String claim, String settings) {
    List<Counted> rows = rows(claim, settings);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            phrase(
                rows.stream().mapToLong(Counted::seen).sum(),
                rows.stream().mapToLong(Counted::samples).sum()));
  }

  /** Whether there are such rows, and the interpreter alone ran them. */
  public boolean interpreted(String claim, String settings) {
    List<Counted> rows = rows(claim, settings);
    return !rows.isEmpty() && rows.stream().allMatch(Counted::interpreted);
  }

  private static String phrase(long seen, long samples) {
    return number(seen) + " of " + number(samples);
  }

  /**
   * {@code 13 of 4.2 million with plain, 0 of 3.1 million with opaque}: the {@link #count} for each
   * value of a control.
   */
  public Optional<String> counts(String claim, Choice<?> by, String settings) {
    List<String> all = new ArrayList<>();
    for (String word : by.words()) {
      count(claim, by.name() + "=" + word + " " + settings)
          .ifPresent(phrase -> all.add(phrase + " with " + word));
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", all));
  }

  /** The score of the benchmark of that label. */
  public Optional<Measured> measured(String label) {
    return measured.stream().filter(m -> m.label().equals(label)).findFirst();
  }

  /** The median of a score, with so many digits behind the point. */
  public Optional<String> score(String label, int digits) {
    return measured(label).map(m -> fixed(m.median(), digits));
  }

  /** How many times the median of one score is that of another. */
  public Optional<String> times(String more, String less, int digits) {
    return measured(more)
        .flatMap(b -> measured(less).map(a -> fixed(b.median() / a.median(), digits)));
  }

  /** {@code 5 % slower}, {@code 3 % faster}: a cost beside the one it is held against. */
  public Optional<String> change(String label, String against) {
    return measured(label)
        .flatMap(m -> measured(against).map(a -> 100 * (m.median() / a.median() - 1)))
        .map(more -> fixed(Math.abs(more), 0) + " % " + (more < 0 ? "faster" : "slower"));
  }

  /** A number with so many digits behind the point, and commas between thousands. */
  public static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /** A count as it is read: exact up to a million, then {@code 4.2 million}. */
  public static String number(long count) {
    if (count < 1_000_000) {
      return String.format(Locale.ROOT, "%,d", count);
    }
    return count < 999_950_000
        ? String.format(Locale.ROOT, "%.1f million", count / 1e6)
        : String.format(Locale.ROOT, "%.1f billion", count / 1e9);
  }
}
