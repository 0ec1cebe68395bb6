package lab.experiments.nic.napi;

import static lab.experiments.nic.napi.NapiProgram.ARMED;
import static lab.experiments.nic.napi.NapiProgram.CAME;
import static lab.experiments.nic.napi.NapiProgram.CAUSE;
import static lab.experiments.nic.napi.NapiProgram.DONE;
import static lab.experiments.nic.napi.NapiProgram.INTERRUPTS;
import static lab.experiments.nic.napi.NapiProgram.KERNEL;
import static lab.experiments.nic.napi.NapiProgram.LATE;
import static lab.experiments.nic.napi.NapiProgram.NIC;
import static lab.experiments.nic.napi.NapiProgram.TAKEN;
import static lab.experiments.nic.napi.NapiProgram.WORK;

import java.util.List;
import java.util.Optional;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Refusal;
import lab.explore.Schedule;
import lab.memorymodel.Grain;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Registers;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.engine.RetoldMachine;
import lab.room.ProgramControls.ProgramSetup;

/** The program as a machine that tells whole operations in the words of a driver. */
final class NapiMachine implements RetoldMachine {
  static final String POLLED = "polled";
  static final String ONE_INTERRUPT = "one-interrupt";
  static final String FEWER_INTERRUPTS = "fewer-interrupts";

  private final NapiProgram.Setup setup;
  private final ProgramMachine inner;

  NapiMachine(NapiProgram.Setup setup, ProgramSetup asked) {
    this.setup = setup;
    Program program = NapiProgram.of(setup, asked.grain(), asked.modes());
    inner = ProgramMachine.of(program, asked.model(), asked.grain(), roomClaims());
  }

  private List<Claim<ProgramState>> roomClaims() {
    return List.of(
        new Claim.Stuck<>(
            POLLED,
            "Every packet can still be polled without waiting for a later one to interrupt.",
            this::allPolledInTime),
        new Claim.Sometimes<>(
            ONE_INTERRUPT,
            "The whole burst is polled after a single interrupt.",
            s -> allPolled(s) && INTERRUPTS.in(s) == 1),
        new Claim.Beats<>(
            FEWER_INTERRUPTS,
            "A burst costs fewer interrupts with NAPI than at one per packet.",
            "hard interrupts",
            "NAPI",
            "one per packet",
            this::interrupts));
  }

  /** Whether all is polled, and nothing of it thanks to a later packet. */
  boolean allPolledInTime(ProgramState s) {
    return allPolled(s) && !LATE.isSet(s);
  }

  private boolean allPolled(ProgramState s) {
    return s.done(NIC.thread()) && TAKEN.in(s) == setup.packets();
  }

  /** The burst arrives at once, and the kernel polls until it re-arms. */
  private Claim.Costs interrupts() {
    Schedule burst = burst(setup.packets(), setup.budget());
    Program program = NapiProgram.of(setup, Grain.OPERATIONS, Modes.SHIPPED);
    ProgramState end = ProgramMachine.run(program, Grain.OPERATIONS, burst).last();
    return new Claim.Costs(INTERRUPTS.in(end), CAME.in(end), burst);
  }

  /**
   * A burst of n needs floor(n / budget) + 1 polls, for a full one does not tell that it is the
   * last.
   */
  static Schedule burst(int packets, int budget) {
    int polls = packets / budget + 1;
    return Schedule.parse("nic.receive*" + packets + ",kernel.poll*" + polls + ",kernel.rearm");
  }

  /** What the kernel does next. */
  Program.Line next(ProgramState s) {
    return line(s, KERNEL);
  }

  private Program.Line line(ProgramState s, Registers of) {
    return inner.program().threads().get(of.thread()).lines().get(s.pc(of.thread()));
  }

  /** Whether the next thing that the kernel does is to sleep until an interrupt. */
  boolean sleeps(ProgramState s) {
    return next(s).label().filter("K1"::equals).isPresent();
  }

  /** Whether the kernel has taken an interrupt, and does what is to be done about it. */
  boolean handles(ProgramState s) {
    boolean takes = next(s).label().filter(l -> l.equals("K2") || l.equals("K3")).isPresent();
    return !sleeps(s) && !takes;
  }

  /** A packet is there, the kernel sleeps, and no interrupt is under way. */
  boolean forgotten(ProgramState s) {
    return sleeps(s) && TAKEN.in(s) < DONE.in(s) && CAUSE.in(s) == 0 && hasTold(s);
  }

  /**
   * Whether the NIC has looked at its line for every packet so far, and no interrupt is buffered.
   */
  private boolean hasTold(ProgramState s) {
    return CAME.in(s) == DONE.in(s)
        && s.drained(NIC.thread())
        && (s.done(NIC.thread()) || line(s, NIC).label().filter("N1"::equals).isPresent());
  }

  /** The kernel has looked for the last time, and will arm the line and sleep beside a packet. */
  private boolean doomed(ProgramState s) {
    boolean clears = setup.irq() == NapiProgram.Irq.CLEAR_LATE && next(s).verb().equals("clear");
    boolean arms = next(s).verb().equals("rearm") && CAUSE.in(s) == 0;
    return !setup.recheck() && (clears || arms) && TAKEN.in(s) < DONE.in(s) && hasTold(s);
  }

  /** Whether a packet waits that no interrupt of its own will tell of. */
  boolean isLost(ProgramState s) {
    return forgotten(s) || doomed(s);
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  /** Where accesses are steps: who waits for what, as soon as it is settled. */
  @Override
  public void steps(ProgramState s, Steps<ProgramState> out) {
    if (inner.grain() == Grain.OPERATIONS) {
      RetoldMachine.super.steps(s, out);
      return;
    }
    inner.steps(
        s, (action, next, story) -> out.step(action, next, () -> story.get() + lost(s, next)));
  }

  private String lost(ProgramState before, ProgramState after) {
    return isLost(after) && !isLost(before)
        ? " Packet " + TAKEN.in(after) + " waits in the ring for a later one to interrupt."
        : "";
  }

  /** All that is ever refused is a poll, where whole operations are steps. */
  @Override
  public List<Refusal> refusals(ProgramState s) {
    String reason =
        sleeps(s)
            ? "nobody scheduled a poll: the interrupt is armed, and none has come"
            : "nothing to poll: no descriptor is done";
    return inner.refusals(s).stream().map(r -> new Refusal(r.action(), reason)).toList();
  }

  @Override
  public Optional<Retelling> retelling() {
    return Optional.of(this::story);
  }

  private String story(ProgramState before, Action action, ProgramState after) {
    return switch (action.verb()) {
      case "receive" -> arrives(before, after);
      case "poll" -> polls(before, after);
      case "rearm" -> rearms(before, after);
      default -> rechecks(before, after);
    };
  }

  private static String arrives(ProgramState before, ProgramState after) {
    String packet = "Packet " + CAME.in(before) + " lands in the ring; ";
    if (CAUSE.in(before) != 0) {
      return packet + "an interrupt is pending already.";
    }
    if (CAUSE.in(after) == 0) {
      return packet + "the line is masked, so nobody is told.";
    }
    return ARMED.in(before) != 0
        ? packet + "the line is armed, and the NIC interrupts."
        : packet + "the line is masked, and the NIC latches the cause.";
  }

  private String polls(ProgramState before, ProgramState after) {
    String why = sleeps(before) ? "Interrupted, with the line masked, the kernel" : "The kernel";
    int work = WORK.in(after);
    String next =
        work == setup.budget()
            ? ": the whole budget, so it stays scheduled."
            : ", less than the budget of " + setup.budget() + ": it will re-arm.";
    return why + " polls and takes " + work + next;
  }

  private String rearms(ProgramState before, ProgramState after) {
    String armed =
        setup.irq() == NapiProgram.Irq.CLEAR_LATE && CAUSE.in(before) != 0
            ? "The kernel clears the cause and arms the line"
            : "The kernel arms the line";
    if (CAUSE.in(after) != 0) {
      return armed + "; the latched cause interrupts at once.";
    }
    if (forgotten(after)) {
      int left = CAME.in(after) - TAKEN.in(after);
      return armed + " and sleeps, with " + left + " in the ring that nobody will tell it of.";
    }
    return armed + (setup.recheck() ? "." : " and sleeps: the ring is empty.");
  }

  private String rechecks(ProgramState before, ProgramState after) {
    return sleeps(after)
        ? "The kernel looks once more, finds nothing, and sleeps."
        : "The kernel looks once more, finds "
            + (DONE.in(before) - TAKEN.in(before))
            + ", masks the line and polls again.";
  }
}
