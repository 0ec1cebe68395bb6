package lab.experiments.nic.rdma;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.explore.Claim;
import lab.memorymodel.Grain;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.engine.RetoldMachine;
import lab.room.ProgramControls.ProgramSetup;

/** The program as a machine, and what is claimed of it. */
final class RdmaMachine implements RetoldMachine {
  static final String WIRE_BYTES = "wire-bytes";
  static final String COMPLETION = "completion";
  static final String CQ_OVERRUN = "cq-overrun";
  static final String SQ_MOVES = "sq-moves";
  static final String SENT = "sent";
  static final String FEWER_CALLS = "fewer-calls";
  static final String LATE_RECEIVE = "late-receive";

  // What calls the kernel, or does not, in the words of the claim and of the live run.
  static final String BY_PAIRS = "a trip by queue pairs";
  static final String BY_SOCKETS = "a trip by sockets";

  /** A write, and a read of the answer. */
  private static final int SOCKET_CALLS = 2;

  private final RdmaStory story;
  private final ProgramMachine inner;

  RdmaMachine(RdmaProgram.Use use, ProgramSetup setup) {
    story = new RdmaStory(new RdmaMemory(use));
    Program program = RdmaProgram.of(use, setup.whole(), setup.modes());
    inner = ProgramMachine.of(program, setup.model(), setup.grain(), claims(use, setup.whole()));
  }

  static List<Claim<ProgramState>> claims(RdmaProgram.Use use, boolean whole) {
    RdmaMemory memory = new RdmaMemory(use);
    String bound =
        whole
            ? ""
            : ", while the application does at most " + RdmaProgram.OPERATIONS + " operations";
    List<Claim<ProgramState>> claims = new ArrayList<>();
    claims.add(
        new Claim.Never<>(
            WIRE_BYTES,
            "The bytes on the wire are those that the buffer held at post" + bound + ".",
            RdmaMachine::wireDiffers));
    claims.add(
        new Claim.Never<>(
            COMPLETION,
            "A completion that is reaped is a new one, and not what its entry held before"
                + bound
                + ".",
            RdmaApp.STALE::isSet));
    claims.add(
        new Claim.Never<>(
            CQ_OVERRUN,
            "The completion queue never overruns" + bound + ".",
            RdmaNic.OVERRUN::isSet));
    claims.add(
        new Claim.Stuck<>(
            SQ_MOVES,
            "The application can always get to post again" + bound + ".",
            s -> mayPost(memory, s) || (!whole && !RdmaApp.LEFT.isSet(s))));
    claims.add(
        new Claim.Sometimes<>(
            SENT,
            "A message leaves whole, and its completion is reaped.",
            s -> RdmaNic.wire(s) != 0 && !wireDiffers(s) && RdmaApp.REAPED.isSet(s)));
    claims.add(
        Claim.Beats.arithmetic(
            FEWER_CALLS,
            "A round trip by queue pairs calls the kernel less often than one by sockets, which"
                + " writes once and reads once.",
            "calls of the kernel to read or write",
            BY_PAIRS,
            BY_SOCKETS,
            0,
            SOCKET_CALLS));
    if (use.mistakes()) {
      claims.add(
          new Claim.Sometimes<>(
              LATE_RECEIVE,
              "A send that has found no receive goes through, because one comes in time.",
              s -> RdmaNic.TRIES.isSet(s) && memory.receives.in(s) != 0));
    }
    return claims;
  }

  static boolean wireDiffers(ProgramState s) {
    int wire = RdmaNic.wire(s);
    return wire != 0 && wire != RdmaNic.atPost(s);
  }

  private static boolean mayPost(RdmaMemory memory, ProgramState s) {
    return memory.outstanding(s) < memory.use.depth()
        && RdmaApp.KNOWN.in(s) == RdmaMemory.RTS
        && !RdmaNic.OVERRUN.isSet(s);
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  /** Of a single access, what its numbers mean is told as well. */
  @Override
  public void steps(ProgramState state, Steps<ProgramState> out) {
    boolean whole = inner.grain() == Grain.OPERATIONS;
    RetoldMachine.super.steps(
        state,
        (action, next, told) ->
            out.step(action, next, whole ? told : () -> told.get() + story.ofAccess(action, next)));
  }

  @Override
  public Optional<Retelling> retelling() {
    return Optional.of(story::of);
  }
}
