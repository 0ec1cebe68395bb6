package lab.experiments.nic.cutthrough;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.experiments.nic.cutthrough.CutThroughMachine.Fallback;
import lab.experiments.nic.cutthrough.CutThroughMachine.Setup;
import lab.input.BadInput;
import lab.room.Control;
import lab.room.Controls;
import lab.room.Evidence;
import lab.room.Experiment;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Predictions;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: a frame that is on the wire before it has arrived. */
public final class CutThrough implements Experiment {
  private static final Controls CONTROLS =
      Controls.of(
          Control.choice(
              "forwarding",
              "the NIC waits for the whole frame, or begins before",
              "cut-through",
              "store",
              "cut-through"),
          Control.number("chunks", "chunks of the frame", 1, 14, 14),
          Control.number("pcieRate", "chunks a tick from the core to the NIC", 1, 2, 1),
          Control.number("wireRate", "chunks a tick from the NIC to the wire", 1, 2, 2),
          Control.number("startAfter", "chunks after which cut-through begins", 1, 14, 1),
          Control.number("stall", "ticks for which the core may be away, once", 0, 8, 0),
          Control.choice(
              "fallback",
              "the fallback descriptor: posted, forgotten, or never dropped",
              "on",
              "on",
              "off",
              "always"));

  private static final String RELAY = "lab.bench.nic.cutthrough.Relay";
  private static final String ANALOGUE =
      "a relay between TCP sockets on the loopback, not a NIC between PCIe and a wire";
  private static final String STREAMING = "first byte, streaming";
  private static final String STORING = "first byte, storing";

  public static final Room ROOM = new CutThrough().room();

  @Override
  public String address() {
    return "nic/cut-through";
  }

  @Override
  public String title() {
    return "Cut-through (CTPIO)";
  }

  @Override
  public String question() {
    return "May a NIC begin to send a frame that it does not have yet?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  /** Half the frame: what the formula asks for if the wire is twice as fast. */
  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "startAfter", "7");
  }

  @Override
  public Scene<?> scene(Settings settings) {
    CutThroughMachine machine = machine(settings);
    return new Scene<>(machine, new CutThroughPicture(machine)::of);
  }

  private static CutThroughMachine machine(Settings settings) {
    int chunks = settings.number("chunks");
    int startAfter = settings.number("startAfter");
    if (startAfter > chunks) {
      throw new BadInput(
          "startAfter=%d is more than chunks=%d: the NIC would never begin; it is 1..%2$d here"
              .formatted(startAfter, chunks));
    }
    return new CutThroughMachine(
        new Setup(
            settings.is("forwarding", "store"),
            chunks,
            startAfter,
            settings.number("pcieRate"),
            settings.number("wireRate"),
            settings.number("stall"),
            Fallback.valueOf(settings.get("fallback").toUpperCase(Locale.ROOT))));
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(
        Live.of(CutThroughMachine.FIRST_BIT, RELAY)
            .compares(STREAMING, STORING)
            .timed()
            .analogue(ANALOGUE));
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(
            CutThroughMachine.NEVER_DRY, "breaks",
            CutThroughMachine.ONE_COPY, "safe",
            CutThroughMachine.NO_TWO_COPIES, "safe",
            CutThroughMachine.FIRST_BIT, "safe",
            CutThroughMachine.LEAVES, "reached"),
        Map.of(
            CutThroughMachine.NEVER_DRY, "safe",
            CutThroughMachine.ONE_COPY, "safe",
            CutThroughMachine.NO_TWO_COPIES, "safe",
            CutThroughMachine.FIRST_BIT, "safe",
            CutThroughMachine.LEAVES, "reached"));
  }

  @Override
  public List<String> contrast() {
    return List.of();
  }

  @Override
  public String sentence(Findings findings) {
    CutThroughMachine seed = machine(CONTROLS.defaults());
    int chunks = seed.setup().chunks();
    int cut = seed.firstBit(1);
    int stored = seed.firstBit(chunks);
    String model =
        "First bit %d → %d (%s× by clock, %s× by chunks waited)."
            .formatted(
                stored,
                cut,
                CutThroughPicture.times(stored, cut),
                CutThroughPicture.times(chunks, 1));
    Optional<Findings.Measured> streaming = findings.measured(STREAMING);
    Optional<Findings.Measured> storing = findings.measured(STORING);
    if (streaming.isEmpty() || storing.isEmpty()) {
      return model;
    }
    double a = streaming.get().median();
    double b = storing.get().median();
    return String.format(
        Locale.ROOT,
        "%s Here the first byte took %.0f → %.0f us through a relay on the loopback: %.1f×.",
        model,
        b,
        a,
        b / a);
  }
}
