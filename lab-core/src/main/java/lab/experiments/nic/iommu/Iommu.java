package lab.experiments.nic.iommu;

import lab.experiments.nic.iommu.IommuMachine.Invalidation;
import lab.room.Choice;
import lab.room.Findings;
import lab.room.Models;
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

  public static final Room ROOM =
      Room.at("nic/iommu")
          .title("IOMMU and IOVA")
          .question("Which memory can a device reach that is given a wrong address?")
          .controls(IOMMU, INVALIDATION, BUFFER_IS_READ)
          .fixed("iommu=on")
          .hazard(IommuMachine.STRAY, "a stray address reaches kernel text")
          .holds(IommuMachine.STALE_REUSE)
          .contrast(IOMMU, INVALIDATION)
          .scene(Iommu::scene)
          .world(Iommu::world)
          .evidence(IommuEvidence::all)
          .sentence(Iommu::sentence)
          .build();

  private Iommu() {}

  private static Scene<?> scene(Settings settings) {
    IommuMachine machine =
        new IommuMachine(
            settings.get(IOMMU), settings.get(INVALIDATION), settings.get(BUFFER_IS_READ));
    return Scene.of(machine, new IommuPicture(machine)::of);
  }

  private static String world(Settings settings) {
    return "%d pages of memory, two rings, one buffer that uses two pages in turn, and %d accesses"
            .formatted(Memory.BYTES / Memory.PAGE, Access.all(settings.get(IOMMU)).size())
        + " that a NIC and a USB controller try";
  }

  private static String sentence(Findings found, Models models) {
    String lazy = "iommu=on invalidation=lazy";
    return Saying.that(
            "In the model 0xf000 reaches kernel text in %s if nobody translates; behind the table"
                + " it faults.",
            models.steps(IommuMachine.STRAY, ""))
        .and(" Told to stray, the lab's own NIC read %s.", found.value(IommuEvidence.OPEN))
        .and(" Behind its table it read %s.", found.value(IommuEvidence.BEHIND))
        .and(
            " After a lazy unmap QEMU's VT-d let its card in %s.",
            found.count(IommuMachine.WINDOW, lazy))
        .and(
            " This host: %s.",
            found
                .value("iommu-groups")
                .map(n -> n.equals("0") ? "no IOMMU to be seen" : "IOMMU active, groups: " + n))
        .text();
  }
}
