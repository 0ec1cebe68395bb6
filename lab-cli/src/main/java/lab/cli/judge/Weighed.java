package lab.cli.judge;

import java.util.Locale;
import java.util.Optional;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Score;

/** Two measured costs in words, beside those that the model counts. */
final class Weighed {
  private Weighed() {}

  /** Times as a ratio; anything else, of which there may be none, as it is. */
  static String words(String nameA, Score a, String nameB, Score b) {
    Cost costA = Cost.of(a);
    Cost costB = Cost.of(b);
    if (!a.isTime() || !a.unit().equals(b.unit())) {
      return "%s costs %s, %s %s".formatted(nameA, value(a), nameB, value(b));
    }
    return String.format(
        Locale.ROOT,
        "%s costs %.2f times as much as %s (%.2f to %.2f)",
        nameB,
        costB.middle() / costA.middle(),
        nameA,
        costB.low() / costA.high(),
        costB.high() / costA.low());
  }

  private static String value(Score s) {
    return String.format(
        Locale.ROOT, "%.2f %s (%.2f to %.2f)", s.median(), s.unit(), s.low(), s.high());
  }

  /** What the model counts; constants are arithmetic, and called so. */
  static String costs(ModelAnswer model, String a, String b) {
    return model
        .costs()
        .map(c ->
            "; %s %s: %s %,d, %s %,d"
                .formatted(
                    c.isArithmetic() ? "the arithmetic of" : "the model counts",
                    c.unit().orElse("costs"),
                    a,
                    c.a(),
                    b,
                    c.b()))
        .orElse("");
  }

  /**
   * What is measured is what is claimed, or it is an analogue: where the room does not say so, the
   * units do.
   */
  static Optional<String> analogue(Optional<String> said, ModelAnswer model, Score measured) {
    return said.or(() ->
        model
            .costs()
            .flatMap(ModelAnswer.Costs::unit)
            .filter(claimed -> !same(claimed, measured))
            .map(claimed -> "%s are claimed, %s is measured".formatted(claimed, measured.unit())));
  }

  /** Whether a score counts what the claim counts. A machine's tick is its time. */
  private static boolean same(String claimed, Score measured) {
    return claimed.matches("ns|us|ms|s|ticks")
        ? measured.isTime()
        : claimed.startsWith("bytes")
            ? measured.unit().startsWith("B/")
            : measured.unit().startsWith(claimed);
  }
}
