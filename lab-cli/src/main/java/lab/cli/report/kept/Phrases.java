package lab.cli.report.kept;

import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Verdict;
import lab.cli.answer.Words;
import lab.explore.Exploration.Outcome;
import lab.explore.Schedule;
import lab.room.Findings;

/** What the model says and what the machine did, in the few words that fit a table. */
public final class Phrases {
  private Phrases() {}

  /** The model's answer for the row of a verdict. */
  public static Optional<ModelAnswer> model(RunDocument run, Verdict verdict) {
    return run.model().stream()
        .filter(m -> m.claim().equals(verdict.claim()))
        .filter(m -> verdict.settings().entrySet().containsAll(m.row().entrySet()))
        .max((a, b) -> Integer.compare(a.row().size(), b.row().size()));
  }

  /** {@code breaks in 5 steps}, {@code safe, 866 states}, {@code 0 against 2 objects}. */
  public static String model(Optional<ModelAnswer> answer, Observed observed) {
    if (answer.isEmpty()) {
      return "was not asked";
    }
    ModelAnswer m = answer.get();
    boolean compares = m.costs().isPresent() || observed instanceof Observed.Weighed;
    if (compares) {
      String claims = m.cannotHappen() ? "costs less" : m.canHappen() ? "costs no less" : "open";
      return m.costs()
          .map(c ->
              "%s, %,d against %,d%s"
                  .formatted(claims, c.a(), c.b(), c.unit().map(u -> " " + u).orElse("")))
          .orElse(claims);
    }
    if (m.canHappen()) {
      return "breaks" + steps(m);
    }
    if (m.cannotHappen()) {
      return "safe, %s %s"
          .formatted(Findings.number(m.states()), m.states() == 1 ? "state" : "states");
    }
    return m.isReached()
        ? "reached" + steps(m)
        : m.answer().equals(Outcome.NO_ANSWER.word()) ? "no answer" : m.answer();
  }

  private static String steps(ModelAnswer m) {
    return m.schedule()
        .flatMap(Phrases::schedule)
        .map(s -> " in " + Words.steps(s.size()))
        .orElse("");
  }

  /** A schedule as a run keeps it; empty if it is none. */
  public static Optional<Schedule> schedule(String text) {
    try {
      return Optional.of(Schedule.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@code 408 of 9.0 million}, {@code 3.58 times (3.03 to 4.31)}. */
  public static String machine(Observed observed) {
    return switch (observed) {
      case Observed.Counted c -> c.row().seen();
      case Observed.Weighed w ->
          Estimate.of(w)
              .map(e -> "%s (%s)".formatted(e.words(), e.interval()))
              .orElse("two scores");
      case Observed.Curve c -> "a curve of " + points(c.swept().series().points().size());
      case Observed.Nothing n -> "nothing measured";
    };
  }

  /** {@code stamped 21.3 ns/op, tagged 12.1 ns/op}, of two scores. */
  public static Optional<String> scores(Observed observed) {
    return observed instanceof Observed.Weighed w
        ? Optional.of(score(w.more()) + ", " + score(w.less()))
        : Optional.empty();
  }

  private static String score(HostResult.Scored s) {
    return "%s %s %s".formatted(s.label(), digits(s.score().median()), s.score().unit());
  }

  /** A measured number as it is read: small ones with digits behind the point. */
  public static String digits(double value) {
    return Findings.fixed(value, Math.abs(value) < 100 ? 2 : 0);
  }

  private static String points(int n) {
    return n == 1 ? "1 point" : n + " points";
  }
}
