package lab.cli.report.compare;

import java.util.Optional;
import lab.cli.report.kept.Estimate;

/** Below a virtual machine is a scheduler that nobody here sees. */
record VirtualMachine() implements Rule {
  @Override
  public Optional<String> explain(Fingerprint a, Fingerprint b, Estimate.Kind kind) {
    Optional<Boolean> one = a.machine().virtualMachine();
    Optional<Boolean> other = b.machine().virtualMachine();
    if (one.isEmpty() || other.isEmpty() || one.equals(other)) {
      return Optional.empty();
    }
    return Optional.of(
        "Virtual machine: %s is one, whose CPUs the hypervisor lends; %s is none."
            .formatted(one.get() ? a.name() : b.name(), one.get() ? b.name() : a.name()));
  }
}
