package lab.experiments.nic.iommu;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.experiments.nic.iommu.IommuMachine.Invalidation;
import lab.room.Control;
import lab.room.Controls;
import lab.room.Evidence;
import lab.room.Experiment;
import lab.room.Fact;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Outcome;
import lab.room.Predictions;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: which memory a device reaches, and who says so. */
public final class Iommu implements Experiment {
  private static final Controls CONTROLS =
      Controls.of(
          Control.choice(
              "iommu", "a page table for the device, or none", "passthrough", "on", "passthrough"),
          Control.choice(
              "invalidation",
              "on: when unmap empties the IOTLB",
              "strict",
              "strict",
              "lazy",
              "never"),
          Control.choice(
              "buffer", "the NIC may read (tx) or write (rx) the buffer", "tx", "tx", "rx"));

  private static final List<String> ALL = List.of("sc", "tso", "java");
  private static final String LIVE = "lab.bench.nic.iommu.IommuLive";
  private static final String QEMU = "lab.bench.nic.qemu.VtdLive";
  private static final String EMULATED = "QEMU's e1000 behind QEMU's VT-d, driven from outside";
  private static final String SOFTWARE = "a software NIC and the table in front of it";

  public static final Room ROOM = new Iommu().room();

  @Override
  public String address() {
    return "nic/iommu";
  }

  @Override
  public String title() {
    return "IOMMU and IOVA";
  }

  @Override
  public String question() {
    return "Which memory can a device reach that is given a wrong address?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "iommu", "on");
  }

  @Override
  public Scene<IommuMachine.State> scene(Settings settings) {
    Invalidation invalidation =
        switch (settings.get("invalidation")) {
          case "lazy" -> Invalidation.LAZY;
          case "never" -> Invalidation.NEVER;
          default -> Invalidation.STRICT;
        };
    IommuMachine machine =
        new IommuMachine(settings.is("iommu", "on"), invalidation, settings.is("buffer", "tx"));
    return new Scene<>(machine, new IommuPicture(machine)::of);
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(
        new Fact(IommuMachine.STRAY, "iommu-units", Optional.empty()),
        new Fact(IommuMachine.STRAY, "iommu-groups", Optional.empty()),
        live(Map.of("iommu", "passthrough"), ALL),
        // Strict, for what it counts it counts without unmapping anything.
        live(Map.of("iommu", "on", "invalidation", "strict"), List.of()),
        unmapped("strict", List.of()),
        unmapped("lazy", ALL),
        unmapped("never", ALL));
  }

  /** Somebody else's card and unit, where there is QEMU. */
  private static Live unmapped(String invalidation, List<String> openAllowed) {
    return Live.of(IommuMachine.WINDOW, QEMU)
        .arguments(invalidation)
        .settings(Map.of("iommu", "on", "invalidation", invalidation))
        .outcomes(
            List.of(
                Outcome.typed("refused", "no byte of the unmapped page left", false, ALL),
                Outcome.typed("open", "the card still read the page", true, openAllowed)))
        .analogue(EMULATED);
  }

  private static Live live(Map<String, String> settings, List<String> strayAllowed) {
    return Live.of(IommuMachine.STRAY, LIVE)
        .settings(settings)
        .outcomes(
            List.of(
                Outcome.typed("own", "reached memory that was mapped for it", false, ALL),
                Outcome.typed("refused", "blocked, and counted as a fault", false, ALL),
                Outcome.typed("stray", "reached memory that was not mapped", true, strayAllowed)))
        .timed()
        .analogue(SOFTWARE);
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(
            IommuMachine.STRAY, "breaks",
            IommuMachine.WINDOW, "safe",
            IommuMachine.STALE_REUSE, "safe",
            IommuMachine.RING, "reached",
            IommuMachine.BUFFER, "reached"),
        Map.of(
            IommuMachine.STRAY, "safe",
            IommuMachine.WINDOW, "safe",
            IommuMachine.STALE_REUSE, "safe",
            IommuMachine.RING, "reached",
            IommuMachine.BUFFER, "reached"));
  }

  @Override
  public List<String> contrast() {
    return List.of("iommu", "invalidation");
  }

  @Override
  public String sentence(Findings findings) {
    StringBuilder text = new StringBuilder();
    text.append("Passthrough lets 0xf000 reach kernel text in 1 step; on, it faults.");
    findings
        .counted(IommuMachine.STRAY, "iommu", "passthrough")
        .ifPresent(c -> text.append(" The software NIC strayed ").append(c.phrase()).append("."));
    findings
        .counted(IommuMachine.STRAY, "iommu", "on")
        .ifPresent(c -> text.append(" Behind its table: ").append(c.phrase()).append("."));
    findings
        .counted(IommuMachine.WINDOW, "invalidation", "lazy")
        .ifPresent(c ->
            text.append(" After a lazy unmap QEMU's VT-d let it in %s.".formatted(c.phrase())));
    findings
        .value("iommu-groups")
        .ifPresent(groups ->
            text.append(
                groups.equals("0")
                    ? " This host: no IOMMU to be seen."
                    : " This host: IOMMU active, groups: %s.".formatted(groups)));
    return text.toString();
  }
}
