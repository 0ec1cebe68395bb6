package lab.cli.report.compare;

import java.util.Optional;
import lab.cli.report.kept.Estimate;

/** A race shows while two threads really run at the same time, and then only. */
record TooSeldomTogether() implements Rule {
  @Override
  public Optional<String> explain(Fingerprint a, Fingerprint b, Estimate.Kind kind) {
    if (a.together().enough() == b.together().enough()) {
      return Optional.empty();
    }
    Fingerprint seldom = a.together().enough() ? b : a;
    Fingerprint often = a.together().enough() ? a : b;
    return Optional.of(
        "Running together: two threads of %s ran at the same time %s of the time, too little for a"
                .formatted(seldom.name(), Estimate.percent(seldom.together().together()))
            + " race to have a fair chance; in %s it was %s."
                .formatted(often.name(), Estimate.percent(often.together().together())));
  }
}
