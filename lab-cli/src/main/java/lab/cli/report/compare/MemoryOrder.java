package lab.cli.report.compare;

import java.util.Optional;
import lab.cli.report.kept.Estimate;
import lab.memorymodel.Architecture;

/** Hardware of one kind may show what that of the other cannot. A cost is no matter of order. */
record MemoryOrder() implements Rule {
  @Override
  public Optional<String> explain(Fingerprint a, Fingerprint b, Estimate.Kind kind) {
    Architecture one = Architecture.of(a.machine().arch());
    Architecture other = Architecture.of(b.machine().arch());
    boolean known =
        one.family() != Architecture.Family.UNKNOWN
            && other.family() != Architecture.Family.UNKNOWN;
    boolean differs = one.keepsLoadsBeforeStores() != other.keepsLoadsBeforeStores();
    return kind == Estimate.Kind.SHARE && known && differs
        ? Optional.of(
            "Memory order: %s is %s and %s is %s."
                .formatted(a.name(), words(one), b.name(), words(other)))
        : Optional.empty();
  }

  private static String words(Architecture architecture) {
    return architecture.word()
        + (architecture.keepsLoadsBeforeStores()
            ? ", where only a load may pass an earlier store (TSO)"
            : ", where independent accesses may pass each other (weak)");
  }
}
