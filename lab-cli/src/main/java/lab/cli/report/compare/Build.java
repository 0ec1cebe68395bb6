package lab.cli.report.compare;

import java.util.Optional;
import lab.cli.host.LabFacts;
import lab.cli.report.kept.Estimate;

/** What was measured may itself have changed. */
record Build() implements Rule {
  private static final int SHORT = 7;

  @Override
  public Optional<String> explain(Fingerprint a, Fingerprint b, Estimate.Kind kind) {
    boolean same =
        a.lab().commit().isPresent()
            && a.lab().commit().equals(b.lab().commit())
            && !isDirty(a.lab())
            && !isDirty(b.lab());
    return same
        ? Optional.empty()
        : Optional.of(
            "Lab: %s was measured by %s and %s by %s; runs do not record whether a test's code"
                    .formatted(a.name(), words(a.lab()), b.name(), words(b.lab()))
                + " changed between them.");
  }

  private static boolean isDirty(LabFacts lab) {
    return lab.dirty().orElse(false);
  }

  /** {@code commit 98efea5, changed since}. */
  static String words(LabFacts lab) {
    return lab.commit()
        .map(c ->
            "commit "
                + c.substring(0, Math.min(SHORT, c.length()))
                + (isDirty(lab) ? " with changes" : ""))
        .orElse("an unknown commit");
  }
}
