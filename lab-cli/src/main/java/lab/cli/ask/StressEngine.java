package lab.cli.ask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.room.Evidence;
import lab.room.Stress;
import lab.room.StressTest;

/**
 * Runs jcstress tests by driving their generated runners directly, each in child JVMs of its own:
 * the first outcome comes within a second or two, and a fresh JVM compiles the test anew.
 *
 * <p>When something was seen and the settings leave the choice to the JVM, the test that showed it
 * runs again in the interpreter, in C1 and in C2 alone, to tell which part did it.
 */
public final class StressEngine implements Engine {
  /** A spin ends or hangs within its first hundred milliseconds: looking longer tells little. */
  private static final int WEIGHT_OF_SPIN = 1;

  private static final int WEIGHT_OF_RACE = 4;

  /** Share of the time that is kept for telling which part of the JVM did it, in percent. */
  private static final int ATTRIBUTION_PERCENT = 30;

  private static final Duration SHORTEST_ATTRIBUTION = Duration.ofMillis(800);

  @Override
  public String kind() {
    return "stress";
  }

  @Override
  public Duration estimate(Evidence evidence, RunContext context) {
    if (!context.passedOn().isEmpty()) {
      return FullHarness.estimate((Stress) evidence);
    }
    List<Turn> turns = turns((Stress) evidence, context);
    int lives = turns.stream().mapToInt(t -> StressTurn.lives(t.time)).sum();
    Duration starts = StressTurn.START.multipliedBy(lives);
    return context.share().plus(starts);
  }

  /** A test, in a part of the JVM, for a time. */
  private record Turn(StressTest test, JitTier tier, Duration time) {}

  private static List<Turn> turns(Stress stress, RunContext context) {
    List<JitTier> tiers = JitTier.of(context.settings());
    Duration looking = context.share().minus(attribution(context));
    int units = stress.cases().stream().mapToInt(StressEngine::weight).sum() * tiers.size();
    List<Turn> turns = new ArrayList<>();
    for (StressTest test : stress.cases()) {
      for (JitTier tier : tiers) {
        turns.add(new Turn(test, tier, looking.multipliedBy(weight(test)).dividedBy(units)));
      }
    }
    return turns;
  }

  private static Duration attribution(RunContext context) {
    boolean byItself = JitTier.of(context.settings()).equals(List.of(JitTier.DEFAULT));
    return context.settings().containsKey("jit") && byItself
        ? context.share().multipliedBy(ATTRIBUTION_PERCENT).dividedBy(100)
        : Duration.ZERO;
  }

  /** How much time a test deserves, beside others. */
  static int weight(StressTest test) {
    boolean spin = test.outcomes().stream().anyMatch(o -> o.id().equals("TERMINATED"));
    return spin ? WEIGHT_OF_SPIN : WEIGHT_OF_RACE;
  }

  @Override
  public List<HostResult> run(Evidence evidence, RunContext context) throws InterruptedException {
    Stress stress = (Stress) evidence;
    if (!context.passedOn().isEmpty()) {
      return FullHarness.run(stress, context);
    }
    List<HostResult> results = new ArrayList<>();
    for (Turn turn : turns(stress, context)) {
      results.add(run(stress, turn, context));
    }
    results.addAll(whichPart(stress, results, context));
    return results;
  }

  /** Runs those tests again that showed something, in each part of the JVM, while time is left. */
  private List<HostResult> whichPart(Stress stress, List<HostResult> results, RunContext context)
      throws InterruptedException {
    List<HostResult> more = new ArrayList<>();
    Duration left = attribution(context);
    List<JitTier> parts = JitTier.parts();
    List<StressTest> shown =
        stress.cases().stream()
            .filter(t -> weight(t) == WEIGHT_OF_RACE && !t.twin())
            .filter(t -> rate(results, t) > 0)
            // What showed most often tells most in little time.
            .sorted(Comparator.comparingDouble(t -> -rate(results, t)))
            .toList();
    if (shown.isEmpty() || left.isZero()) {
      return more;
    }
    Duration each = left.dividedBy((long) shown.size() * parts.size());
    int affordable =
        each.compareTo(SHORTEST_ATTRIBUTION) >= 0
            ? shown.size()
            : Math.max(1, (int) left.dividedBy(SHORTEST_ATTRIBUTION.multipliedBy(parts.size())));
    Duration time = left.dividedBy((long) affordable * parts.size());
    for (StressTest test : shown.subList(0, affordable)) {
      for (JitTier part : parts) {
        more.add(run(stress, new Turn(test, part, time), context));
      }
    }
    return more;
  }

  /** Share of the samples of a test that violated the claim. */
  private static double rate(List<HostResult> results, StressTest test) {
    return results.stream()
        .filter(r -> r instanceof HostResult.Outcomes o && o.test().equals(test.name()))
        .filter(r -> r.settings().equals(test.settings()))
        .map(HostResult.Outcomes.class::cast)
        .mapToDouble(o -> (double) o.violations() / Math.max(1, o.samples()))
        .max()
        .orElse(0);
  }

  private static HostResult run(Stress stress, Turn turn, RunContext context)
      throws InterruptedException {
    HostResult result = new StressTurn(stress, turn.test, turn.tier, context).run(turn.time);
    context.progress().finished(result);
    return result;
  }
}
