package lab.experiments.nic.rdma;

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
import lab.room.Control;
import lab.room.Controls;
import lab.room.Evidence;
import lab.room.Experiment;
import lab.room.Fact;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Outcome;
import lab.room.Predictions;
import lab.room.ProgramControls;
import lab.room.ProgramControls.ProgramSetup;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.Structure;
import lab.stage.Piece;
import lab.stage.Stage;

/** The room: a buffer that the NIC reads when it likes, and the completion that says it has. */
public final class Rdma implements Experiment {
  private static final Controls CONTROLS =
      Controls.of(
          Control.choice(
              "waitCqe", "write the buffer only when all is completed", "off", "on", "off"),
          Control.choice("depth", "slots of the send queue", "4", "1", "2", "4"),
          Control.choice("cqDepth", "entries of the completion queue", "4", "1", "2", "4"),
          Control.number("signalEvery", "every n-th request is signaled; 0: none", 0, 8, 1),
          Control.choice(
              "slots", "free again when polled, or when done", "polled", "polled", "done"),
          Control.choice("mistakes", "wrong keys, no receive, resets", "off", "off", "on"),
          ProgramControls.grain("operations"),
          ProgramControls.model(),
          ProgramControls.mode(
              "access mode, where the grain is accesses; acquire-release is as shipped",
              "acquire-release"));

  private static final RdmaProgram.Use SMALL = new RdmaProgram.Use(true, 1, 1, 1, false, false);
  private static final String QUEUE = "lab.concurrent.nic.rdma.WorkQueue";
  private static final String STRESS = "lab.stress.nic.rdma.";
  private static final String LIVE = "lab.bench.nic.rdma.TwoProcessesLive";
  private static final String SOFTWARE = "a software NIC, whose DMA is a copy by a thread";

  public static final Room ROOM = new Rdma().room();

  @Override
  public String address() {
    return "nic/rdma";
  }

  @Override
  public String title() {
    return "The RDMA queue pair";
  }

  @Override
  public String question() {
    return "When may a buffer be used again that a NIC reads by itself?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "waitCqe", "on");
  }

  @Override
  public Scene<ProgramState> scene(Settings settings) {
    ProgramSetup setup = ProgramControls.of(settings);
    RdmaMachine machine = new RdmaMachine(use(settings, setup.whole()), setup);
    RdmaPicture picture = new RdmaPicture(machine.use());
    if (setup.whole()) {
      return new Scene<>(machine, picture::of);
    }
    Function<ProgramState, Stage> code = ProgramPicture.of(machine.program(), setup.model());
    return new Scene<>(
        machine,
        s -> {
          List<Piece> pieces = new ArrayList<>(picture.of(s).pieces());
          pieces.addAll(code.apply(s).pieces());
          return new Stage(pieces);
        });
  }

  private static RdmaProgram.Use use(Settings settings, boolean whole) {
    boolean mistakes = settings.is("mistakes", "on");
    if (mistakes && !whole) {
      throw new BadInput("mistakes=on needs grain=operations (got grain=accesses)");
    }
    if (mistakes && settings.is("depth", "4")) {
      throw new BadInput("mistakes=on needs depth=1 or depth=2 (got depth=4)");
    }
    return new RdmaProgram.Use(
        settings.is("waitCqe", "on"),
        settings.number("depth"),
        settings.number("cqDepth"),
        settings.number("signalEvery"),
        settings.is("slots", "done"),
        mistakes);
  }

  @Override
  public List<Structure> structures() {
    return List.of(
        new Structure(
            "queue pair",
            QUEUE,
            RdmaProgram.of(SMALL, false, "acquire-release"),
            RdmaMachine.claims(SMALL, false)));
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(
        new Fact(RdmaMachine.WIRE_BYTES, "rdma-devices", Optional.empty()),
        new Stress(
            RdmaMachine.WIRE_BYTES,
            List.of(
                test("BufferReused", Map.of("waitCqe", "off"), MemoryModel.words()),
                test("BufferAfterCompletion", Map.of("waitCqe", "on"), List.of())),
            Optional.of(SOFTWARE)),
        Live.of(RdmaMachine.PAIR_BEATS_SOCKET, LIVE)
            .compares("queue pair, round trip", "socket, round trip")
            .timed()
            .analogue(SOFTWARE));
  }

  private static StressTest test(String name, Map<String, String> settings, List<String> allowed) {
    return new StressTest(
        STRESS + name,
        settings,
        List.of(
            Outcome.typed("0", "the message that was posted", false, MemoryModel.words()),
            Outcome.typed("1", "a later message, whole", true, allowed),
            Outcome.typed("2", "half of one and half of the other", true, allowed)));
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(
            RdmaMachine.WIRE_BYTES, "breaks",
            RdmaMachine.COMPLETION, "safe",
            RdmaMachine.CQ_OVERRUN, "safe",
            RdmaMachine.SQ_MOVES, "safe",
            RdmaMachine.SENT, "reached",
            RdmaMachine.PAIR_BEATS_SOCKET, "safe"),
        Map.of(
            RdmaMachine.WIRE_BYTES, "safe",
            RdmaMachine.COMPLETION, "safe",
            RdmaMachine.CQ_OVERRUN, "safe",
            RdmaMachine.SQ_MOVES, "safe",
            RdmaMachine.SENT, "reached",
            RdmaMachine.PAIR_BEATS_SOCKET, "safe"));
  }

  @Override
  public List<String> contrast() {
    return List.of("waitCqe");
  }

  @Override
  public String sentence(Findings findings) {
    StringBuilder text = new StringBuilder();
    text.append("Reusing the buffer before the completion corrupts the wire in 3 steps.");
    findings
        .counted(RdmaMachine.WIRE_BYTES, "waitCqe", "off")
        .ifPresent(c -> text.append(" Here ").append(c.phrase()).append(" left changed or torn."));
    findings
        .counted(RdmaMachine.WIRE_BYTES, "waitCqe", "on")
        .ifPresent(c -> text.append(" With wait: ").append(c.phrase()).append("."));
    findings
        .value("queue pair, read and write calls")
        .ifPresent(v -> text.append(" Read and write calls: ").append(v).append("."));
    Optional<Findings.Measured> pair = findings.measured("queue pair, round trip");
    Optional<Findings.Measured> socket = findings.measured("socket, round trip");
    if (pair.isPresent() && socket.isPresent()) {
      text.append(
          String.format(
              Locale.ROOT,
              " Between two processes a round trip takes %.2f µs by queue pairs, %.1f µs by a"
                  + " loopback socket: %.0f times.",
              pair.get().median(),
              socket.get().median(),
              socket.get().median() / pair.get().median()));
    }
    findings
        .value("rdma-devices")
        .ifPresent(n ->
            text.append(n.equals("0") ? " RDMA device: none." : " RDMA devices: %s.".formatted(n)));
    return text.toString();
  }
}
