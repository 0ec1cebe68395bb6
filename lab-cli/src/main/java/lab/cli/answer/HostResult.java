package lab.cli.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.room.Ordered;

/**
 * What this machine answered: one test, one benchmark, one series, one matrix or one fact. In a
 * document the kinds are told apart by the field that only they have: {@code outcomes}, {@code
 * score}, {@code series}, {@code matrix}, {@code value}, {@code unavailable}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(HostResult.Outcomes.class),
  @JsonSubTypes.Type(HostResult.Scored.class),
  @JsonSubTypes.Type(HostResult.Swept.class),
  @JsonSubTypes.Type(HostResult.Pairs.class),
  @JsonSubTypes.Type(HostResult.FactValue.class),
  @JsonSubTypes.Type(HostResult.Unavailable.class)
})
public sealed interface HostResult {

  /** {@code stress}, {@code bench}, {@code series}, {@code live} or {@code fact}. */
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
   * @param twin whether what ran is a copy that was broken on purpose, which shows that the test
   *     can fail; unknown of a run of schema 1
   * @param jit the part of the JVM that ran the test, as the control {@code jit} names it
   * @param outcomes the expected outcomes in the test's order, then those that nobody expected
   * @param lookedMillis how long the test ran
   * @param firstSeenMillis when a violation was first seen, counted from the start of the child JVM
   * @param timeSliced whether there were more actors than CPUs
   * @param command what was run, so that it can be run again: flags, main class, arguments
   * @param notes what a reader must know, such as that the test ended early
   */
  record Outcomes(
      String kind,
      String claim,
      String test,
      Map<String, String> settings,
      Optional<Boolean> twin,
      Optional<String> analogue,
      String jit,
      List<Count> outcomes,
      long lookedMillis,
      Optional<Long> firstSeenMillis,
      boolean timeSliced,
      List<String> command,
      List<String> notes)
      implements HostResult {
    public Outcomes {
      settings = Ordered.copy(settings);
      outcomes = List.copyOf(outcomes);
      command = List.copyOf(command);
      notes = List.copyOf(notes);
    }

    /** Also in the document, so that nobody has to add up. */
    @JsonProperty("samples")
    public long samples() {
      return outcomes.stream().mapToLong(Count::count).sum();
    }

    /** How many outcomes violate this claim. What violates another one speaks of that one. */
    public long violations() {
      return outcomes.stream().filter(c -> c.violates(claim)).mapToLong(Count::count).sum();
    }

    /** Whether what ran was broken on purpose: it tells of the test and not of the claim. */
    public boolean isTwin() {
      return twin.orElse(false);
    }

    public Duration looked() {
      return Duration.ofMillis(lookedMillis);
    }
  }

  /**
   * The score of a benchmark, or of a live run.
   *
   * @param kind {@code bench} or {@code live}
   * @param label what the benchmark is called in the verdict
   */
  record Scored(
      String kind,
      String claim,
      String test,
      Map<String, String> settings,
      Optional<String> analogue,
      String label,
      Score score,
      List<String> command,
      List<String> notes)
      implements HostResult {
    public Scored {
      settings = Ordered.copy(settings);
      command = List.copyOf(command);
      notes = List.copyOf(notes);
    }
  }

  /**
   * The curves of a series.
   *
   * @param kind {@code series}
   * @param settings the controls that it stands for
   * @param about what is swept, in words; empty in runs of earlier labs
   * @param notes what a reader must know, such as which points were left out
   */
  record Swept(
      String kind,
      String claim,
      String test,
      Map<String, String> settings,
      Optional<String> analogue,
      String about,
      Curves series,
      List<String> notes)
      implements HostResult {
    public Swept {
      settings = Ordered.copy(settings);
      about = about == null ? "" : about;
      notes = List.copyOf(notes);
    }
  }

  /**
   * What was measured between every two of several things. It is told, and not judged.
   *
   * @param kind {@code live}
   * @param notes what a reader must know, such as what a value is the median of
   */
  record Pairs(
      String kind,
      String claim,
      String test,
      Map<String, String> settings,
      Optional<String> analogue,
      Matrix matrix,
      List<String> command,
      List<String> notes)
      implements HostResult {
    public Pairs {
      settings = Ordered.copy(settings);
      command = List.copyOf(command);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Something read from the host, or printed by a live run.
   *
   * @param kind {@code fact} or {@code live}
   * @param value as it is shown; empty where the host does not tell
   */
  record FactValue(
      String kind,
      String claim,
      String test,
      Map<String, String> settings,
      Optional<String> analogue,
      Optional<String> value)
      implements HostResult {
    public FactValue {
      settings = Ordered.copy(settings);
    }
  }

  /**
   * A test that could not be run, or gave no answer, for this reason.
   *
   * @param twin as in {@link Outcomes}; unknown of runs of earlier labs
   */
  record Unavailable(
      String kind,
      String claim,
      String test,
      Map<String, String> settings,
      Optional<String> analogue,
      @JsonProperty("unavailable") String reason,
      Optional<Boolean> twin)
      implements HostResult {
    public Unavailable {
      settings = Ordered.copy(settings);
    }

    /** Of what is no broken twin. */
    public Unavailable(
        String kind,
        String claim,
        String test,
        Map<String, String> settings,
        Optional<String> analogue,
        String reason) {
      this(kind, claim, test, settings, analogue, reason, Optional.of(false));
    }

    public boolean isTwin() {
      return twin.orElse(false);
    }
  }
}
