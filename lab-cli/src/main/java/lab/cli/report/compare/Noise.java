package lab.cli.report.compare;

import java.util.List;
import java.util.Optional;
import lab.cli.host.Quietness;
import lab.cli.report.kept.Estimate;

/** A machine that was not quiet measures its other work too. */
record Noise() implements Rule {
  @Override
  public Optional<String> explain(Fingerprint a, Fingerprint b, Estimate.Kind kind) {
    return against(a).isEmpty() && against(b).isEmpty()
        ? Optional.empty()
        : Optional.of("Noise: %s; %s.".formatted(words(a), words(b)));
  }

  private static List<String> against(Fingerprint of) {
    return of.quiet().map(Quietness::reasons).orElse(List.of());
  }

  private static String words(Fingerprint of) {
    List<String> reasons = against(of);
    return reasons.isEmpty()
        ? of.name() + (of.quiet().isEmpty() ? " was not watched" : " was quiet")
        : "%s was not quiet (%s)".formatted(of.name(), String.join(", ", reasons));
  }
}
