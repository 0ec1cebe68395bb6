package lab.cli.judge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Score;
import lab.cli.answer.Verdict;
import lab.memorymodel.Architecture;
import lab.memorymodel.MemoryModel;
import lab.room.Bench;
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
   * @param unproved why the model's proof is not of what ran, if it is of another world
   */
  public Verdict counted(
      ModelAnswer model, Row row, Optional<String> unseen, Optional<String> unproved) {
    HostResult.Outcomes result = row.sum();
    List<Count> impossible =
        result.outcomes().stream().filter(c -> c.count() > 0 && c.allowed().isEmpty()).toList();
    String m = row.samples();
    boolean seen = result.violations() > 0;
    if (!impossible.isEmpty() && (!seen || model.canHappen())) {
      return ruledOut(model, result, Proof.noModelAllows(model, impossible, m));
    }
    if (model.canHappen()) {
      return seen
          ? verdict(model, result, VerdictWord.CONFIRMED, "seen in " + row.seen())
          : verdict(
              model,
              result,
              VerdictWord.NOT_SEEN,
              "0 of %s: %s%s"
                  .formatted(
                      m,
                      NotSeen.reason(architecture, result, unseen, together, enough),
                      row.canFail()));
    }
    if (!model.cannotHappen()) {
      return verdict(
          model,
          result,
          VerdictWord.INCONCLUSIVE,
          "the model has no answer (%s); %s"
              .formatted(model.extent(), seen ? "seen in " + row.seen() : "0 of " + m));
    }
    return seen
        ? ruledOut(model, result, "seen in %s, %s".formatted(row.seen(), Proof.rulesOut(model)))
        : verdict(
            model,
            result,
            VerdictWord.CONSISTENT,
            "0 of %s; %s%s"
                .formatted(
                    m,
                    unproved
                        .map(why -> "that is all there is, for no proof is of what ran: " + why)
                        .orElseGet(() -> Proof.of(model)),
                    row.canFail()));
  }

  /**
   * What was seen although the models rule it out. No contradiction is what a CPU may do that they
   * leave out, nor what a model allows that was not asked for.
   */
  private Verdict ruledOut(ModelAnswer model, HostResult.Outcomes result, String sentence) {
    if (model.reach().loadBuffers() && !architecture.keepsLoadsBeforeStores()) {
      return verdict(
          model,
          result,
          VerdictWord.INCONCLUSIVE,
          "%s; no contradiction, for java leaves load buffering out and %s may do it"
              .formatted(sentence, architecture.word()));
    }
    boolean lawful =
        result.outcomes().stream()
            .filter(c -> c.count() > 0 && (c.violates(result.claim()) || c.allowed().isEmpty()))
            .allMatch(c -> c.allowed().contains(MemoryModel.JAVA.word()));
    return lawful
        ? verdict(
            model,
            result,
            VerdictWord.INCONCLUSIVE,
            sentence + "; no contradiction, for java allows it")
        : verdict(model, result, VerdictWord.CONTRADICTED, sentence);
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
  private record Compared(String claim, String a, String b, Optional<String> analogue) {
    Verdict verdict(VerdictWord word, String sentence) {
      return new Verdict(claim, Map.of(), word, sentence + Judge.analogue(analogue));
    }
  }

  private Verdict compared(ModelAnswer model, Compared bench, List<HostResult> results) {
    Optional<Score> a = score(results, bench.claim(), bench.a());
    Optional<Score> b = score(results, bench.claim(), bench.b());
    if (a.isEmpty() || b.isEmpty()) {
      String missing = a.isEmpty() ? bench.a() : bench.b();
      return bench.verdict(VerdictWord.UNAVAILABLE, "there is no score of " + missing);
    }
    Compared of =
        new Compared(
            bench.claim(),
            bench.a(),
            bench.b(),
            Weighed.analogue(bench.analogue(), model, a.get()));
    String measured = Weighed.words(bench.a(), a.get(), bench.b(), b.get());
    Optional<String> open = undecided(a.get(), b.get());
    if (open.isPresent()) {
      return of.verdict(VerdictWord.INCONCLUSIVE, measured + open.get());
    }
    boolean aWins = Cost.of(a.get()).below(Cost.of(b.get()));
    if (!model.canHappen() && !model.cannotHappen()) {
      return of.verdict(VerdictWord.INCONCLUSIVE, measured + "; the model has no answer");
    }
    // SAFE: the model says that A costs less. BREAKS: that it does not.
    boolean agrees = model.cannotHappen() == aWins;
    return of.verdict(
        agrees ? VerdictWord.CONFIRMED : VerdictWord.CONTRADICTED,
        measured + Weighed.costs(model, bench.a(), bench.b()));
  }

  /** Why two scores decide nothing, if they do not. */
  private Optional<String> undecided(Score a, Score b) {
    if (!a.unit().equals(b.unit())) {
      return Optional.of(": their units differ");
    }
    if (!restless.isEmpty()) {
      return Optional.of(", but " + restless.getFirst());
    }
    if (!a.distance().equals(b.distance())) {
      return Optional.of(", but their CPUs were not equally far apart");
    }
    Cost costA = Cost.of(a);
    Cost costB = Cost.of(b);
    return costA.below(costB) || costB.below(costA)
        ? Optional.empty()
        : Optional.of(": the intervals overlap");
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
    Score any = result.series().curves().getFirst().points().getFirst().score();
    return new Verdict(
        result.claim(),
        result.settings(),
        word,
        sentence + analogue(Weighed.analogue(result.analogue(), model, any)));
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

  private static Verdict verdict(
      ModelAnswer model, HostResult.Outcomes r, VerdictWord word, String sentence) {
    return new Verdict(r.claim(), r.settings(), word, sentence + analogue(r.analogue()))
        .meaning(Elsewhere.of(model, r));
  }

  private static String analogue(Optional<String> reason) {
    return reason.map(r -> " (an analogue: " + r + ")").orElse("");
  }
}
