package lab.cli.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cli.host.MachineFacts.Cache;
import lab.cli.report.kept.Estimate;

/** What fits in a cache, and what shares a line of it, decides costs. */
record Caches() implements Rule {
  @Override
  public Optional<String> explain(Fingerprint a, Fingerprint b, Estimate.Kind kind) {
    if (kind == Estimate.Kind.SHARE) {
      return Optional.empty();
    }
    List<String> differences = new ArrayList<>();
    a.machine()
        .lineBytes()
        .flatMap(l -> b.machine().lineBytes().filter(m -> !m.equals(l)).map(m -> l + " and " + m))
        .ifPresent(lines -> differences.add("lines of %s bytes".formatted(lines)));
    for (Cache one : a.machine().caches()) {
      b.machine().caches().stream()
          .filter(other -> other.name().equals(one.name()))
          .findFirst()
          .filter(other -> one.bytes().isPresent() && other.bytes().isPresent())
          .filter(other -> !other.bytes().equals(one.bytes()))
          .map(other ->
              "%s of %s and %s"
                  .formatted(one.name(), size(one.bytes().get()), size(other.bytes().get())))
          .ifPresent(differences::add);
    }
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Caches: %s and %s have %s."
                .formatted(a.name(), b.name(), String.join(", ", differences)));
  }

  /** {@code 32 KiB}, {@code 1.5 MiB}. */
  static String size(long bytes) {
    double mebibytes = bytes / (double) (1 << 20);
    String number =
        mebibytes >= 1 ? Double.toString(Math.round(mebibytes * 10) / 10.0) : bytes / 1024 + ".0";
    String unit = mebibytes >= 1 ? " MiB" : " KiB";
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + unit;
  }
}
