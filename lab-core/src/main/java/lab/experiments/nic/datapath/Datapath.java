package lab.experiments.nic.datapath;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.input.BadInput;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramPicture;
import lab.memorymodel.ProgramState;
import lab.room.Choice;
import lab.room.Control;
import lab.room.Controls;
import lab.room.Evidence;
import lab.room.Experiment;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Outcome;
import lab.room.Predictions;
import lab.room.ProgramControls;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Weakening;
import lab.stage.Piece;
import lab.stage.Stage;

/** The room: a packet's whole way, from an application to a worker, through the software NIC. */
public final class Datapath implements Experiment {
  private static final Controls CONTROLS =
      Controls.of(
          Choice.old(
              "mode",
              "how every hand-over is ordered",
              List.of("opaque", "acquire-release", "volatile"),
              "opaque",
              Map.of(
                  "relaxed", "opaque",
                  "release-acquire", "acquire-release",
                  "acq-rel", "acquire-release",
                  "seq-cst", "volatile")),
          ProgramControls.model(),
          Control.number(
              "batch", "packets for each ring of the doorbell; the machine has two", 1, 64, 1),
          Control.choice("rx", "how the receiver learns of packets", "poll", "poll", "interrupt"),
          Control.choice("iommu", "what memory the device reaches", "on", "on", "passthrough"),
          Control.choice(
              "padding", "live: heads and tails on lines of their own", "on", "on", "off"),
          Control.number("ring", "live: slots of each ring, a power of two", 8, 4096, 256),
          Control.number("frame", "live: bytes of a frame, FCS included", 64, 1518, 64));

  private static final String LIVE = "lab.bench.nic.datapath.DatapathLive";
  private static final String SWITCHES = "lab.bench.nic.datapath.SwitchesLive";

  /** The classes in which packets change hands. The device's lock stays as it is. */
  private static final String[] HAND_OVERS = {
    "lab.concurrent.ring.SpscRecordRing",
    "lab.concurrent.ring.SpscLongRing",
    "lab.concurrent.ring.MpmcRing",
    "lab.concurrent.nic.RegisterFile",
    "lab.concurrent.nic.TxRing",
    "lab.concurrent.nic.TxEngine",
    "lab.concurrent.nic.RxRing",
    "lab.concurrent.nic.RxEngine"
  };

  private static final String ANALOGUE =
      "a software NIC: its device is a thread, its bus and its wire are memory";

  public static final Room ROOM = new Datapath().room();

  @Override
  public String address() {
    return "nic/datapath";
  }

  @Override
  public String title() {
    return "The whole datapath";
  }

  @Override
  public String question() {
    return "Does a packet reach its worker once, whole and in order, through every ring on its"
        + " way?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "mode", "acquire-release");
  }

  @Override
  public Scene<ProgramState> scene(Settings settings) {
    int ring = settings.number("ring");
    if (Integer.bitCount(ring) != 1) {
      throw new BadInput("ring is a power of two, 8..4096 (got %d)".formatted(ring));
    }
    if (settings.number("batch") >= ring) {
      throw new BadInput(
          "batch is less than ring, or the doorbell never rings (got batch=%s, ring=%d)"
              .formatted(settings.get("batch"), ring));
    }
    MemoryModel model = ProgramControls.of(settings).model();
    boolean interrupt = settings.is("rx", "interrupt");
    DatapathMachine machine =
        new DatapathMachine(
            settings.get("mode"),
            Math.min(settings.number("batch"), DatapathProgram.PACKETS),
            interrupt,
            settings.is("iommu", "on"),
            model);
    DatapathPicture picture = new DatapathPicture(machine.program(), interrupt);
    Function<ProgramState, Stage> code = ProgramPicture.of(machine.program(), model);
    return new Scene<>(
        new Allocating(machine),
        s -> {
          List<Piece> pieces = new ArrayList<>(picture.of(s).pieces());
          pieces.addAll(code.apply(s).pieces());
          return new Stage(pieces);
        });
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(
        whole("opaque").weakened(Weakening.mode("opaque", HAND_OVERS)),
        whole("acquire-release"),
        whole("volatile").weakened(Weakening.mode("volatile", HAND_OVERS)),
        // The oracle: somebody else's card under the same driver, where there is one.
        Live.of(DatapathMachine.WHOLE, "lab.bench.nic.qemu.QemuLive"),
        Live.of(DatapathMachine.BATCH_PAYS, SWITCHES)
            .compares("batch=32", "batch=1")
            .timed()
            .analogue(ANALOGUE),
        Allocating.evidence());
  }

  private static Live whole(String mode) {
    return Live.of(DatapathMachine.WHOLE, LIVE)
        .settings(Map.of("mode", mode))
        .outcomes(outcomes(mode.equals("opaque") ? List.of("java") : List.of()))
        .timed()
        .analogue(ANALOGUE);
  }

  /**
   * As {@code DatapathLive} counts packets.
   *
   * @param weak the models that allow a packet to be lost or garbled
   */
  private static List<Outcome> outcomes(List<String> weak) {
    List<String> all = MemoryModel.words();
    return List.of(
        Outcome.typed("whole", "once, in order, every byte right", false, all),
        Outcome.typed("dropped", "counted where a ring was full", false, all),
        Outcome.typed("lost", "neither received nor counted as dropped", true, weak),
        Outcome.typed("torn", "its checksum does not fit its bytes", true, weak),
        Outcome.typed("repeated", "received twice", true, weak),
        Outcome.typed("reordered", "received after a later one", true, weak));
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(
            DatapathMachine.WHOLE, "breaks",
            DatapathMachine.DELIVERED, "breaks",
            DatapathMachine.ARRIVES, "reached",
            DatapathMachine.BATCH_PAYS, "safe",
            Allocating.NO_ALLOCATION, "safe"),
        Map.of(
            DatapathMachine.WHOLE, "safe",
            DatapathMachine.DELIVERED, "safe",
            DatapathMachine.ARRIVES, "reached",
            DatapathMachine.BATCH_PAYS, "safe",
            Allocating.NO_ALLOCATION, "safe"));
  }

  @Override
  public String sentence(Findings findings) {
    StringBuilder text = new StringBuilder();
    findings
        .counted(DatapathMachine.WHOLE, "mode", "acquire-release")
        .ifPresent(
            c -> text.append("Lost, torn, repeated or reordered: %s. ".formatted(c.phrase())));
    findings
        .value("packets per second")
        .ifPresent(v -> text.append("The software NIC moved %s. ".formatted(v)));
    text.append(Allocating.sentence(findings));
    Optional<Findings.Measured> base = findings.measured("batch=1");
    for (String other : List.of("batch=32", "rx=interrupt", "iommu=passthrough", "padding=off")) {
      Optional<Findings.Measured> measured = findings.measured(other);
      if (base.isPresent() && measured.isPresent()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s takes %.2f times as long as the base. ",
                other,
                measured.get().median() / base.get().median()));
      }
    }
    return text.toString().strip();
  }
}
