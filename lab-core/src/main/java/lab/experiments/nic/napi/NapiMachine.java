package lab.experiments.nic.napi;

import static lab.experiments.nic.napi.NapiProgram.K;
import static lab.experiments.nic.napi.NapiProgram.N;

import java.util.List;
import java.util.Optional;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramMachine;
import lab.memorymodel.ProgramState;
import lab.memorymodel.RetoldMachine;

/** The program as a machine that tells whole operations in the words of a driver. */
final class NapiMachine implements RetoldMachine {
  static final String POLLED = "polled";
  static final String ONE_INTERRUPT = "one-interrupt";
  static final String FEWER_INTERRUPTS = "fewer-interrupts";

  private final NapiProgram.Setup setup;
  private final Grain grain;
  private final Program program;
  private final ProgramMachine inner;

  NapiMachine(NapiProgram.Setup setup, MemoryModel model) {
    this.setup = setup;
    grain = setup.grain();
    program = NapiProgram.of(setup);
    inner = ProgramMachine.of(program, model, grain, roomClaims());
  }

  Program program() {
    return program;
  }

  private List<Claim<ProgramState>> roomClaims() {
    return List.of(
        new Claim.Stuck<>(
            POLLED,
            "Every packet can still be polled without waiting for a later one to interrupt.",
            s -> allPolled(s) && s.register(K, NapiProgram.LATE) == 0),
        new Claim.Sometimes<>(
            ONE_INTERRUPT,
            "The whole burst is polled after a single interrupt.",
            s -> allPolled(s) && s.register(K, NapiProgram.IRQS) == 1),
        new Claim.Beats<>(
            FEWER_INTERRUPTS,
            "A burst costs fewer interrupts with NAPI than at one per packet.",
            "hard interrupts",
            "NAPI",
            "one per packet",
            this::interrupts));
  }

  private boolean allPolled(ProgramState s) {
    return s.done(N) && taken(s) == setup.packets();
  }

  /** The burst arrives at once, and the kernel polls until it re-arms. */
  private Claim.Costs interrupts() {
    Schedule burst = burst(setup.packets(), setup.budget());
    Machine<ProgramState> whole =
        ProgramMachine.of(
            NapiProgram.of(setup.whole()), MemoryModel.SC, Grain.OPERATIONS, List.of());
    ProgramState end = Replay.run(whole, burst).last();
    return new Claim.Costs(end.register(K, NapiProgram.IRQS), came(end), burst);
  }

  /**
   * A burst of n needs floor(n / budget) + 1 polls, for a full one does not tell that it is the
   * last.
   */
  static Schedule burst(int packets, int budget) {
    return Schedule.parse("n.rx*%d,k.poll*%d,k.rearm".formatted(packets, packets / budget + 1));
  }

  static int came(ProgramState s) {
    return s.register(N, NapiProgram.CAME);
  }

  static int taken(ProgramState s) {
    return s.register(K, NapiProgram.TAKEN);
  }

  /** Whether the next thing that the kernel does is to sleep until an interrupt. */
  boolean sleeps(ProgramState s) {
    return label(s).equals("K1");
  }

  /** The step label of the kernel's next access; a choice stands where it may arm the line. */
  String label(ProgramState s) {
    return program.threads().get(K).lines().get(s.pc(K)).label().orElse("K6");
  }

  /** A packet is there, the kernel sleeps, and no interrupt is under way. */
  boolean forgotten(ProgramState s) {
    return sleeps(s) && taken(s) < s.cell(NapiProgram.DD) && s.cell(NapiProgram.CAUSE) == 0;
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  @Override
  public Optional<Retelling> retelling() {
    return grain == Grain.ACCESSES ? Optional.empty() : Optional.of(this::story);
  }

  private String story(ProgramState before, Action action, ProgramState after) {
    return switch (action.verb()) {
      case "rx" -> arrives(before, after);
      case "poll" -> polls(before, after);
      case "rearm" -> rearms(before, after);
      default -> rechecks(before, after);
    };
  }

  private String arrives(ProgramState before, ProgramState after) {
    String packet = "Packet %d lands in the ring".formatted(came(after) - 1);
    boolean raised = before.cell(NapiProgram.CAUSE) == 0 && after.cell(NapiProgram.CAUSE) != 0;
    if (raised && before.cell(NapiProgram.ARMED) != 0) {
      return packet + "; the line is armed, and the NIC interrupts.";
    }
    if (raised) {
      return packet + "; the line is masked, and the NIC latches the cause.";
    }
    boolean pending = before.cell(NapiProgram.CAUSE) != 0;
    return packet
        + (pending
            ? "; an interrupt is pending already."
            : "; the line is masked, so nobody is told.");
  }

  private String polls(ProgramState before, ProgramState after) {
    int work = after.register(K, NapiProgram.WORK);
    String why = sleeps(before) ? "Interrupted, with the line masked, the kernel" : "The kernel";
    boolean full = work == setup.budget();
    String next =
        full
            ? ": the whole budget, so it stays scheduled."
            : ", less than the budget of %d: it will re-arm.".formatted(setup.budget());
    return "%s polls and takes %d%s".formatted(why, work, next);
  }

  private String rearms(ProgramState before, ProgramState after) {
    String cleared =
        setup.irq() == NapiProgram.Irq.CLEAR_LATE && before.cell(NapiProgram.CAUSE) != 0
            ? "The kernel clears the cause and arms the line"
            : "The kernel arms the line";
    int left = came(after) - taken(after);
    if (after.cell(NapiProgram.CAUSE) != 0) {
      return cleared + "; the latched cause interrupts at once.";
    }
    return forgotten(after)
        ? "%s and sleeps, with %d in the ring that nobody will tell it of.".formatted(cleared, left)
        : cleared + (setup.recheck() ? "." : " and sleeps: the ring is empty.");
  }

  private String rechecks(ProgramState before, ProgramState after) {
    return sleeps(after)
        ? "The kernel looks once more, finds nothing, and sleeps."
        : "The kernel looks once more, finds %d, masks the line and polls again."
            .formatted(before.cell(NapiProgram.DD) - taken(before));
  }
}
