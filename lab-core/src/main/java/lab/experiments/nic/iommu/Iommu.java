package lab.experiments.nic.iommu;

import java.util.List;
import lab.experiments.nic.iommu.IommuMachine.Invalidation;
import lab.room.Choice;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Models;
import lab.room.Outcome;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: which memory a device reaches, and who says so. */
public final class Iommu {
  private static final Choice<Boolean> IOMMU =
      Choice.of("iommu", "a page table for the device, or none", "on", true)
          .or("passthrough", false)
          .byDefault("passthrough")
          .primary();
  private static final Choice<Invalidation> INVALIDATION =
      Choice.of("invalidation", "on: when unmap empties the IOTLB", Invalidation.class).primary();
  private static final Choice<Boolean> BUFFER_IS_READ =
      Choice.of("buffer", "the NIC may read (tx) or write (rx) the buffer", "tx", true)
          .or("rx", false);

  private static final String EMULATED = "QEMU's e1000 behind QEMU's VT-d, driven from outside";
  private static final String SOFTWARE = "a software NIC and the table in front of it";

  public static final Room ROOM =
      Room.at("nic/iommu")
          .title("IOMMU and IOVA")
          .question("Which memory can a device reach that is given a wrong address?")
          .controls(IOMMU, INVALIDATION, BUFFER_IS_READ)
          .fixed("iommu=on")
          .hazard(IommuMachine.STRAY, "a stray address reaches kernel text")
          .holds(IommuMachine.WINDOW, IommuMachine.STALE_REUSE)
          .contrast(IOMMU, INVALIDATION)
          .scene(Iommu::scene)
          .evidence(Iommu::evidence)
          .sentence(Iommu::sentence)
          .build();

  private Iommu() {}

  private static Scene<?> scene(Settings settings) {
    IommuMachine machine =
        new IommuMachine(
            settings.get(IOMMU), settings.get(INVALIDATION), settings.get(BUFFER_IS_READ));
    return Scene.of(machine, new IommuPicture(machine)::of);
  }

  private static List<Evidence> evidence() {
    return List.of(
        Fact.of(IommuMachine.STRAY, "iommu-units"),
        Fact.of(IommuMachine.STRAY, "iommu-groups"),
        live("iommu=passthrough"),
        // Strict, for what it counts it counts without unmapping anything.
        live("iommu=on invalidation=strict"),
        unmapped("strict"),
        unmapped("lazy"),
        unmapped("never"));
  }

  /** Somebody else's card and unit, where there is QEMU. */
  private static Live unmapped(String invalidation) {
    return Live.of(IommuMachine.WINDOW, "nic.qemu.VtdLive")
        .arguments(invalidation)
        .settings("iommu=on invalidation=" + invalidation)
        .outcomes(
            Outcome.fine("refused", "no byte of the unmapped page left"),
            Outcome.bad("open", "the card still read the page"))
        .analogue(EMULATED)
        .unseen("an entry may leave the IOTLB before anybody empties it");
  }

  private static Live live(String settings) {
    return Live.of(IommuMachine.STRAY, "IommuLive")
        .settings(settings)
        .outcomes(
            Outcome.fine("own", "reached memory that was mapped for it"),
            Outcome.fine("refused", "blocked, and counted as a fault"),
            Outcome.bad("stray", "reached memory that was not mapped"))
        .timed()
        .analogue(SOFTWARE)
        .unseen("the software NIC strays only where it is told to");
  }

  private static String sentence(Findings found, Models models) {
    String stray = IommuMachine.STRAY;
    String lazy = "invalidation=lazy";
    return Saying.that(
            "Passthrough lets 0xf000 reach kernel text in %s; on, it faults.",
            models.steps(stray, ""))
        .and(" The software NIC strayed %s.", found.count(stray, "iommu=passthrough"))
        .and(" Behind its table: %s.", found.count(stray, "iommu=on"))
        .and(
            " After a lazy unmap QEMU's VT-d let it in %s.", found.count(IommuMachine.WINDOW, lazy))
        .and(
            " This host: %s.",
            found
                .value("iommu-groups")
                .map(n -> n.equals("0") ? "no IOMMU to be seen" : "IOMMU active, groups: " + n))
        .text();
  }
}
