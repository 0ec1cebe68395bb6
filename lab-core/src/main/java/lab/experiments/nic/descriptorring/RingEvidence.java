package lab.experiments.nic.descriptorring;

import java.util.List;
import java.util.Optional;
import lab.catalog.Evidence;
import lab.catalog.Findings;

/** How the host is asked about rings, and what is said of its answers. */
final class RingEvidence {
  private RingEvidence() {}

  static List<Evidence> all() {
    return List.of(new Evidence.None(RingMachine.WHOLE_DESCRIPTOR, "to be written"));
  }

  static String sentence(Findings findings) {
    return "";
  }
}
