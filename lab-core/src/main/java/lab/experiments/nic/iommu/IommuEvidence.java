package lab.experiments.nic.iommu;

import java.util.List;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Live;
import lab.room.NoEvidence;
import lab.room.Outcome;

/** How the host is asked: what it has, somebody else's IOMMU, and a check of the lab's own. */
final class IommuEvidence {
  /** What {@code IommuLive} says of wrong addresses, with the table and without. */
  static final String BEHIND = "strays, on";

  static final String OPEN = "strays, passthrough";

  private IommuEvidence() {}

  static List<Evidence> all() {
    return List.of(
        Fact.of(IommuMachine.STRAY, "iommu-units").about("the IOMMUs that this host shows"),
        Fact.of(IommuMachine.STRAY, "iommu-groups").about("the groups of devices kept apart here"),
        told("iommu=passthrough"),
        // Strict, for what it counts it counts without unmapping anything.
        told("iommu=on invalidation=strict"),
        unmapped("strict"),
        unmapped("lazy"),
        unmapped("never"),
        new NoEvidence(
            IommuMachine.STRAY,
            "the lab tells no card of this machine a wrong address; its own NIC is told to stray,"
                + " which is a check and no observation"));
  }

  /** Somebody else's card and unit, where there is QEMU. */
  private static Live unmapped(String invalidation) {
    return Live.of(IommuMachine.WINDOW, "nic.qemu.VtdLive")
        .about("a page read by QEMU's card, unmapped, and read again through QEMU's IOMMU")
        .arguments(invalidation)
        .settings("iommu=on invalidation=" + invalidation)
        .outcomes(
            Outcome.fine("refused", "no byte of the unmapped page left"),
            Outcome.bad("open", "the card still read the page"))
        .analogue("QEMU's e1000 behind QEMU's VT-d, driven from outside")
        .unseen("an entry may leave the IOTLB before anybody empties it");
  }

  /** Values and no outcomes: it strays where it is told to, so that it does is no observation. */
  private static Live told(String settings) {
    return Live.of(IommuMachine.STRAY, "IommuLive")
        .about("a check of the lab's own software NIC, which is told to use wrong addresses")
        .settings(settings)
        .timed()
        .analogue("a software NIC and the table in front of it, both the lab's");
  }
}
