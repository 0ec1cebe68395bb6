package lab.cli.judge;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Score;
import lab.cli.answer.Verdict;
import lab.memorymodel.Architecture;
import lab.room.Bench;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Series;
import lab.room.VerdictWord;

/**
 * Holds what this machine did against what the model says: the table of words, and nothing else.
 *
 * @param architecture of this CPU
 * @param together share of the time in which two threads ran at the same time, 0 to 1
 * @param enough whether that is enough for a race to show
 * @param restless what spoke against a quiet machine; empty if it was quiet
 */
public record Judge(
    Architecture architecture, double together, boolean enough, List<String> restless) {

  /**
   * Counted outcomes beside the model's answer for their row.
   *
   * @param unseen the room's own reason why nothing may be seen
   */
  public Verdict counted(ModelAnswer model, Row row, Optional<String> unseen) {
    HostResult.Outcomes result = row.sum();
    List<Count> impossible =
        result.outcomes().stream().filter(c -> c.count() > 0 && c.allowed().isEmpty()).toList();
    String m = row.samples();
    if (!impossible.isEmpty() && result.violations() == 0) {
      return verdict(result, VerdictWord.CONTRADICTED, noModelAllows(impossible, m));
    }
    boolean seen = result.violations() > 0;
    if (model.canHappen()) {
      return !impossible.isEmpty()
          ? verdict(result, VerdictWord.CONTRADICTED, noModelAllows(impossible, m))
          : seen
              ? verdict(result, VerdictWord.CONFIRMED, "seen in " + row.seen())
              : verdict(
                  result,
                  VerdictWord.NOT_SEEN,
                  "0 of %s: %s"
                      .formatted(
                          m, NotSeen.reason(architecture, result, unseen, together, enough)));
    }
    if (!model.cannotHappen()) {
      return verdict(
          result,
          VerdictWord.INCONCLUSIVE,
          "the model has no answer (%s); %s"
              .formatted(model.extent(), seen ? "seen in " + row.seen() : "0 of " + m));
    }
    return seen
        ? verdict(
            result,
            VerdictWord.CONTRADICTED,
            "seen in %s, and the model rules it out (%s)".formatted(row.seen(), model.extent()))
        : verdict(
            result,
            VerdictWord.CONSISTENT,
            "0 of %s; that it cannot happen is the model's proof (%s)"
                .formatted(m, model.extent()));
  }

  private static String noModelAllows(List<Count> impossible, String samples) {
    return "no model allows "
        + impossible.stream()
            .map(c -> "%s (seen %s times)".formatted(c.id(), Findings.number(c.count())))
            .collect(Collectors.joining(" or "))
        + ", in "
        + samples;
  }

  /** The two sides of a comparison beside the model's costs. */
  public Verdict compared(ModelAnswer model, Bench bench, List<HostResult> results) {
    return compared(
        model, new Compared(bench.claim(), bench.a(), bench.b(), bench.analogue()), results);
  }

  /** The two scores of a live run beside the model's costs. */
  public Verdict compared(ModelAnswer model, Live live, List<HostResult> results) {
    Live.Comparison sides = live.compares().orElseThrow();
    return compared(
        model, new Compared(live.claim(), sides.a(), sides.b(), live.analogue()), results);
  }

  /** What is compared: A should cost less than B. */
  private record Compared(String claim, String a, String b, Optional<String> analogue) {}

  private Verdict compared(ModelAnswer model, Compared bench, List<HostResult> results) {
    Optional<Score> a = score(results, bench.claim(), bench.a());
    Optional<Score> b = score(results, bench.claim(), bench.b());
    if (a.isEmpty() || b.isEmpty()) {
      String missing = a.isEmpty() ? bench.a() : bench.b();
      return verdict(bench, VerdictWord.UNAVAILABLE, "there is no score of " + missing);
    }
    Cost costA = Cost.of(a.get());
    Cost costB = Cost.of(b.get());
    String ratio =
        String.format(
            Locale.ROOT,
            "%s costs %.2f times as much as %s (%.2f to %.2f)",
            bench.b(),
            costB.middle() / costA.middle(),
            bench.a(),
            costB.low() / costA.high(),
            costB.high() / costA.low());
    if (!restless.isEmpty()) {
      return verdict(bench, VerdictWord.INCONCLUSIVE, ratio + ", but " + restless.getFirst());
    }
    if (!a.get().distance().equals(b.get().distance())) {
      return verdict(
          bench, VerdictWord.INCONCLUSIVE, ratio + ", but their CPUs were not equally far apart");
    }
    boolean aWins = costA.below(costB);
    boolean bWins = costB.below(costA);
    if (!aWins && !bWins) {
      return verdict(bench, VerdictWord.INCONCLUSIVE, ratio + ": the intervals overlap");
    }
    if (!model.canHappen() && !model.cannotHappen()) {
      return verdict(bench, VerdictWord.INCONCLUSIVE, ratio + "; the model has no answer");
    }
    // SAFE: the model says that A costs less. BREAKS: that it does not.
    boolean agrees = model.cannotHappen() == aWins;
    return verdict(
        bench, agrees ? VerdictWord.CONFIRMED : VerdictWord.CONTRADICTED, ratio + costs(model));
  }

  /** The shape of curves beside the claim of the model that it follows from. */
  public Verdict swept(ModelAnswer model, Series.Shape expected, HostResult.Swept result) {
    SweptJudge.Found found = SweptJudge.judge(expected, result.series());
    boolean claimed = model.cannotHappen() || model.isReached();
    boolean open = !claimed && !model.canHappen();
    VerdictWord word = found.word();
    String sentence = found.sentence();
    if (!restless.isEmpty()) {
      word = VerdictWord.INCONCLUSIVE;
      sentence += ", but " + restless.getFirst();
    } else if (result.series().curves().stream()
            .flatMap(l -> l.points().stream())
            .map(p -> p.score().distance())
            .distinct()
            .count()
        > 1) {
      word = VerdictWord.INCONCLUSIVE;
      sentence += ", but their CPUs were not equally far apart";
    } else if (!claimed) {
      word = VerdictWord.INCONCLUSIVE;
      sentence +=
          open
              ? "; the model has no answer (" + model.extent() + ")"
              : "; the model does not claim it under these settings";
    }
    return new Verdict(
        result.claim(), result.settings(), word, sentence + analogue(result.analogue()));
  }

  private static String costs(ModelAnswer model) {
    return model
        .costs()
        .map(c -> "; the model counts %d and %d".formatted(c.b(), c.a()))
        .orElse("");
  }

  private static Optional<Score> score(List<HostResult> results, String claim, String label) {
    return results.stream()
        .filter(r -> r instanceof HostResult.Scored s && s.claim().equals(claim))
        .map(HostResult.Scored.class::cast)
        .filter(s -> s.label().equals(label))
        .map(HostResult.Scored::score)
        .findFirst();
  }

  /** A result that could not be had, or evidence that there is none of. */
  public Verdict unavailable(HostResult.Unavailable result) {
    return new Verdict(result.claim(), result.settings(), VerdictWord.UNAVAILABLE, result.reason());
  }

  private static Verdict verdict(HostResult.Outcomes r, VerdictWord word, String sentence) {
    return new Verdict(r.claim(), r.settings(), word, sentence + analogue(r.analogue()));
  }

  private static Verdict verdict(Compared b, VerdictWord word, String sentence) {
    return new Verdict(b.claim(), Map.of(), word, sentence + analogue(b.analogue()));
  }

  private static String analogue(Optional<String> reason) {
    return reason.map(r -> " (an analogue: " + r + ")").orElse("");
  }
}
