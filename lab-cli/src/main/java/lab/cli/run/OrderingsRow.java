package lab.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.cli.answer.Rows;
import lab.cli.ask.Rewritten;
import lab.cli.orderings.OrderingModel;
import lab.cli.orderings.OrderingsJob;
import lab.memorymodel.MemoryModel;
import lab.room.Findings;
import lab.room.VerdictWord;

/**
 * What came of a weakened access: whether the tests noticed, and what the models say of that.
 *
 * @param rewritten empty: the access could not be weakened
 */
record OrderingsRow(
    OrderingsJob job,
    Optional<Rewritten> rewritten,
    List<HostResult> results,
    List<OrderingModel.Answer> model,
    VerdictWord word,
    String sentence) {

  static OrderingsRow notApplicable(
      OrderingsJob job, List<OrderingModel.Answer> model, String why) {
    return new OrderingsRow(
        job, Optional.empty(), List.of(), model, VerdictWord.UNAVAILABLE, "not applicable: " + why);
  }

  /**
   * What the tests saw, held against what the models allow.
   *
   * @param x86 whether the tests ran on such a CPU, which keeps an order that {@code tso} keeps
   */
  static OrderingsRow judged(
      OrderingsJob job,
      Rewritten rewritten,
      List<HostResult> results,
      List<OrderingModel.Answer> model,
      boolean x86) {
    long samples = 0;
    long bad = 0;
    List<String> noticed = new ArrayList<>();
    for (HostResult result : results) {
      if (result instanceof HostResult.Outcomes o) {
        long unexpected =
            o.outcomes().stream()
                .filter(c -> c.outcome().violation() || c.allowed().isEmpty())
                .mapToLong(HostResult.Count::count)
                .sum();
        samples += o.samples();
        bad += unexpected;
        if (unexpected > 0) {
          noticed.add(
              "%s noticed in %s of %s"
                  .formatted(
                      Rows.shortName(o.test()),
                      Findings.number(unexpected),
                      Findings.number(o.samples())));
        }
      } else if (result instanceof HostResult.Unavailable u) {
        noticed.add("%s gave nothing (%s)".formatted(Rows.shortName(u.test()), u.reason()));
      }
    }
    boolean allowed = model.stream().anyMatch(OrderingModel.Answer::notices);
    boolean tso = model.stream().anyMatch(a -> a.model() == MemoryModel.TSO && a.notices());
    boolean excluded =
        !model.isEmpty() && !allowed && model.stream().allMatch(OrderingModel.Answer::complete);
    String host = noticed.isEmpty() ? "" : String.join("; ", noticed) + "; ";
    VerdictWord word;
    String why;
    if (results.isEmpty()) {
      word = VerdictWord.UNAVAILABLE;
      why = "no stress test of the room uses the class and rules an outcome out";
    } else if (bad > 0) {
      word =
          allowed
              ? VerdictWord.CONFIRMED
              : excluded ? VerdictWord.CONTRADICTED : VerdictWord.INCONCLUSIVE;
      why =
          allowed
              ? "the models allow it"
              : excluded ? "no model allows it" : "no program says whether a model allows it";
    } else {
      word =
          allowed
              ? VerdictWord.NOT_SEEN
              : excluded ? VerdictWord.CONSISTENT : VerdictWord.INCONCLUSIVE;
      why =
          "not noticed in %s samples (%s)"
              .formatted(Findings.number(samples), reason(model, allowed, tso, excluded, x86));
    }
    return new OrderingsRow(job, Optional.of(rewritten), results, model, word, host + why);
  }

  private static String reason(
      List<OrderingModel.Answer> model,
      boolean allowed,
      boolean tso,
      boolean excluded,
      boolean x86) {
    if (model.isEmpty()) {
      return "no program of the room has this access";
    }
    if (excluded) {
      return "no model allows anything to be noticed";
    }
    if (!allowed) {
      return "the models' searches did not end";
    }
    if (tso) {
      return "tso allows it too: longer looking may show it";
    }
    return x86
        ? "java allows it, tso does not: x86-64 keeps this order, only the compiler could break it"
        : "java allows it";
  }
}
