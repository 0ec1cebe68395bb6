package lab.experiments.nic.rdma;

import static lab.experiments.nic.rdma.RdmaProgram.APP;
import static lab.experiments.nic.rdma.RdmaProgram.NIC;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramMachine;
import lab.memorymodel.ProgramState;
import lab.memorymodel.RetoldMachine;
import lab.room.ProgramControls.ProgramSetup;

/** The program as a machine that tells its whole operations in the words of queue pairs. */
final class RdmaMachine implements RetoldMachine {
  static final String WIRE_BYTES = "wire-bytes";
  static final String COMPLETION = "completion";
  static final String CQ_OVERRUN = "cq-overrun";
  static final String SQ_MOVES = "sq-moves";
  static final String SENT = "sent";
  static final String PAIR_BEATS_SOCKET = "pair-beats-socket";
  static final String LATE_RECEIVE = "late-receive";

  private final RdmaProgram.Use use;
  private final ProgramSetup setup;
  private final Program program;
  private final ProgramMachine inner;

  RdmaMachine(RdmaProgram.Use use, ProgramSetup setup) {
    this.use = use;
    this.setup = setup;
    program = RdmaProgram.of(use, setup.whole(), setup.mode());
    inner = ProgramMachine.of(program, setup.model(), setup.grain(), claims(use, setup.whole()));
  }

  Program program() {
    return program;
  }

  RdmaProgram.Use use() {
    return use;
  }

  static List<Claim<ProgramState>> claims(RdmaProgram.Use use, boolean whole) {
    String bound =
        whole
            ? ""
            : ", while the application does at most %d operations"
                .formatted(RdmaProgram.OPERATIONS);
    List<Claim<ProgramState>> claims = new ArrayList<>();
    claims.add(
        new Claim.Never<>(
            WIRE_BYTES,
            "The bytes on the wire are those that the buffer held at post" + bound + ".",
            RdmaMachine::wireDiffers));
    claims.add(
        new Claim.Never<>(
            COMPLETION,
            "A completion that is reaped is the one that the NIC has just written" + bound + ".",
            s -> s.register(APP, RdmaApp.STALE) != 0));
    claims.add(
        new Claim.Never<>(
            CQ_OVERRUN,
            "The completion queue never overruns" + bound + ".",
            s -> s.register(NIC, RdmaNic.OVERRUN) != 0));
    claims.add(
        new Claim.Stuck<>(
            SQ_MOVES,
            "The application can always get to post again" + bound + ".",
            s -> mayPost(use, s) || (!whole && s.register(APP, RdmaApp.LEFT) == 0)));
    claims.add(
        new Claim.Sometimes<>(
            SENT,
            "A message leaves whole, and its completion is reaped.",
            s -> RdmaNic.wire(s) != 0 && !wireDiffers(s) && s.register(APP, RdmaApp.REAPED) != 0));
    claims.add(
        new Claim.Beats<>(
            PAIR_BEATS_SOCKET,
            "A message is copied less often by queue pairs than by sockets.",
            "copies",
            "queue pair, round trip",
            "socket, round trip",
            RdmaMachine::copies));
    if (use.mistakes()) {
      claims.add(
          new Claim.Sometimes<>(
              LATE_RECEIVE,
              "A send that has found no receive goes through, because one comes in time.",
              s -> s.register(NIC, RdmaNic.TRIES) > 0 && s.cell(RdmaShared.RECEIVES) != 0));
    }
    return claims;
  }

  /** A socket copies into the kernel and out of it, beside what the devices do. */
  private static final int KERNEL_COPIES = 2;

  /** What leaves the buffer while one message is sent and completed: each time it is a DMA. */
  private static Claim.Costs copies() {
    Schedule witness = Schedule.parse("app.post,nic.dma,app.reap");
    RdmaProgram.Use plain = new RdmaProgram.Use(true, 4, 4, 1, false, false);
    ProgramMachine machine =
        ProgramMachine.of(
            RdmaProgram.of(plain, true, "volatile"), MemoryModel.SC, Grain.OPERATIONS, List.of());
    long copies = 0;
    int before = 0;
    for (Replay.Frame<ProgramState> frame : Replay.run(machine, witness).frames()) {
      int wire = RdmaNic.wire(frame.state());
      copies += wire == before ? 0 : 1;
      before = wire;
    }
    return new Claim.Costs(copies, copies + KERNEL_COPIES, witness);
  }

  static boolean wireDiffers(ProgramState s) {
    int wire = RdmaNic.wire(s);
    return wire != 0 && wire != RdmaNic.atPost(s);
  }

  private static boolean mayPost(RdmaProgram.Use use, ProgramState s) {
    int freed = use.early() ? s.cell(RdmaShared.DONE) : s.register(APP, RdmaApp.FREED);
    return count(s.register(APP, RdmaApp.TAIL), freed, use.depth()) < use.depth()
        && s.register(APP, RdmaApp.KNOWN) == RdmaShared.RTS
        && s.register(NIC, RdmaNic.OVERRUN) == 0;
  }

  /** How many lie between two indices of a ring. */
  static int count(int to, int from, int size) {
    return to - from & 2 * size - 1;
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  @Override
  public Optional<Retelling> retelling() {
    return setup.whole() ? Optional.of(this::story) : Optional.empty();
  }

  static String message(int bytes) {
    return bytes == 0 ? "nothing" : bytes == 1 ? "A" : "B";
  }

  private String story(ProgramState before, Action action, ProgramState after) {
    return switch (action.actor() + "." + action.verb()) {
      case "app.post" -> posts(before, action.arg(), after);
      case "app.write" -> writes(before, after);
      case "app.reap" -> reaps(after);
      case "app.modify" ->
          "The application moves the queue pair to %s%s."
              .formatted(
                  action.arg(),
                  action.arg().equals("RESET") ? ": what was posted is forgotten" : "");
      case "peer.receive" -> "The peer posts a receive.";
      default -> does(before, after);
    };
  }

  private String posts(ProgramState before, String mistake, ProgramState after) {
    int slot = before.register(APP, RdmaApp.TAIL) & use.depth() - 1;
    int request = after.cell(RdmaShared.REQUESTS + slot);
    String signaled = (request & RdmaShared.SIGNALED) != 0 ? "signaled" : "unsignaled";
    String how =
        switch (mistake) {
          case "lkey" -> " with a wrong local key";
          case "rkey" -> " with a wrong remote key";
          case "rnr" -> " that needs a receive of the peer";
          default -> "";
        };
    return "The application posts a request%s, %s, into slot %d and rings the doorbell: the buffer holds %s."
        .formatted(how, signaled, slot, message(before.cell(RdmaShared.BUFFER)));
  }

  private static String writes(ProgramState before, ProgramState after) {
    boolean early = before.register(APP, RdmaApp.TAIL) != before.register(APP, RdmaApp.REAPED);
    return "The application writes %s into the buffer%s."
        .formatted(
            message(after.cell(RdmaShared.BUFFER)),
            early ? ", though it has not seen the completion of what it posted" : "");
  }

  private static String reaps(ProgramState after) {
    int status = after.register(APP, RdmaApp.ENTRY) / RdmaShared.ONE_STATUS;
    return "The application reaps a completion: %s.%s"
        .formatted(
            status(status),
            after.register(APP, RdmaApp.KNOWN) == RdmaShared.ERR
                ? " The queue pair is in ERR."
                : " The request, and all before it, are done.");
  }

  static String status(int number) {
    return switch (number) {
      case 0 -> "SUCCESS";
      case 4 -> "LOC_PROT_ERR";
      case 5 -> "WR_FLUSH_ERR";
      case 10 -> "REM_ACCESS_ERR";
      case 13 -> "RNR_RETRY_EXC_ERR";
      default -> throw new IllegalArgumentException("no status " + number);
    };
  }

  private static String does(ProgramState before, ProgramState after) {
    if (before.cell(RdmaShared.STATE) == RdmaShared.RESETTING) {
      return "The NIC sees the reset and drops what was posted.";
    }
    int status = after.register(NIC, RdmaNic.STATUS);
    int tries = after.register(NIC, RdmaNic.TRIES);
    if (tries > before.register(NIC, RdmaNic.TRIES)) {
      return "The peer has no receive posted: RNR, the NIC waits and will ask again (try %d of %d)."
          .formatted(tries, RdmaNic.RNR_RETRY + 1);
    }
    boolean told = after.register(NIC, RdmaNic.WRITTEN) != before.register(NIC, RdmaNic.WRITTEN);
    String end =
        after.register(NIC, RdmaNic.OVERRUN) != 0
            ? "; the completion queue is full: it is overrun, and dead"
            : told ? ", and writes a completion" : ", and tells nobody";
    if (status != 0) {
      return "The NIC reads nothing: %s, the queue pair is in ERR%s."
          .formatted(status(status), end);
    }
    int wire = RdmaNic.wire(after);
    int post = RdmaNic.atPost(after);
    String differs = wire == post ? "" : ", but what was posted is " + message(post);
    return "The NIC reads the buffer, %s leaves%s%s.".formatted(message(wire), differs, end);
  }
}
