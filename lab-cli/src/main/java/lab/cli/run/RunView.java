package lab.cli.run;

import java.util.List;
import java.util.Map;
import lab.cli.answer.HostResult;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Verdict;
import lab.room.VerdictWord;

/** Prints the document of a run: what was seen of each claim, then the verdicts. */
final class RunView {
  static final int WORD_WIDTH = 14;

  private final Paragraphs out;

  RunView(Paragraphs out) {
    this.out = out;
  }

  /** The whole run. */
  void print(RunDocument run) {
    out.line(run.experiment().address());
    if (run.experiment().asks() == RunDocument.Asks.ORDERINGS) {
      out.wrapped(1, "What notices, on this machine, that one access is weaker than it ships?");
      out.blank();
    } else {
      out.wrapped(1, run.experiment().question());
      out.blank();
      new ClaimTables(out, run).print();
    }
    out.line("Verdicts");
    for (Verdict verdict : run.verdicts()) {
      verdict(run, verdict);
    }
    if (run.verdicts().isEmpty()) {
      out.wrapped(1, "none: what was measured is told, and not judged");
    }
    run.sentence()
        .ifPresent(sentence -> {
          out.blank();
          out.wrapped(0, sentence);
        });
    run.quiet()
        .filter(q -> !q.quiet())
        .ifPresent(q -> {
          out.blank();
          out.wrapped(0, "The machine was not quiet: " + String.join("; ", q.reasons()) + ".");
        });
  }

  private void verdict(RunDocument run, Verdict verdict) {
    out.hanging("  " + pad(verdict.word().word(), WORD_WIDTH), verdict.label());
    out.wrapped(WORD_WIDTH / 2 + 1, verdict.sentence());
    comment(verdict);
    run.host().stream()
        .filter(r -> verdict.word() == VerdictWord.CONTRADICTED)
        .filter(r -> r.claim().equals(verdict.claim()) && sameRow(r, verdict.settings()))
        .forEach(this::replay);
  }

  /** What the code says of an access whose weakening nothing noticed. */
  private void comment(Verdict verdict) {
    boolean noticed =
        verdict.word() == VerdictWord.CONFIRMED || verdict.word() == VerdictWord.CONTRADICTED;
    verdict
        .weakened()
        .filter(w -> !noticed)
        .flatMap(Verdict.Weakened::comment)
        .ifPresent(c -> out.wrapped(WORD_WIDTH / 2 + 1, "the code says: " + c));
  }

  static boolean sameRow(HostResult result, Map<String, String> settings) {
    return result.settings().entrySet().stream()
        .allMatch(e -> e.getValue().equals(settings.get(e.getKey())));
  }

  /** Everything needed to see a contradiction again. */
  private void replay(HostResult result) {
    switch (result) {
      case HostResult.Outcomes o -> again(o.command());
      case HostResult.Swept s ->
          again(s.series().curves().getFirst().points().getFirst().command());
      default -> {}
    }
  }

  private void again(List<String> command) {
    out.wrapped(WORD_WIDTH / 2 + 1, "again: java -cp lab.jar " + String.join(" ", command));
  }

  static String pad(String text, int to) {
    return text + " ".repeat(Math.max(0, to - text.length()));
  }
}
