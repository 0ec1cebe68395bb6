package lab.cli.report.compare;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import lab.cli.report.kept.Estimate;

/** With fewer CPUs than actors threads take turns, and most races have no chance. */
record Sliced() implements Rule {
  @Override
  public Optional<String> explain(Fingerprint a, Fingerprint b, Estimate.Kind kind) {
    if (a.sliced() == b.sliced()) {
      return Optional.empty();
    }
    Fingerprint few = a.sliced() ? a : b;
    Fingerprint enough = a.sliced() ? b : a;
    return Optional.of(
        "Fewer CPUs than actors: %s has %s, so that its threads took turns; %s has %s."
            .formatted(few.name(), cpus(few), enough.name(), cpus(enough)));
  }

  private static String cpus(Fingerprint of) {
    OptionalInt cpus = IntStream.of(of.together().cpus()).filter(n -> n > 0).findFirst();
    return cpus.isEmpty()
        ? "CPUs of an unknown number"
        : cpus.getAsInt() + (cpus.getAsInt() == 1 ? " CPU" : " CPUs");
  }
}
