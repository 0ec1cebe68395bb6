package lab.experiments.memory.cas;

import static lab.experiments.memory.cas.CasProgram.A;
import static lab.experiments.memory.cas.CasProgram.X;

import java.util.ArrayList;
import java.util.List;
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

/** The program as a machine that tells its steps in the words of the loop. */
final class CasMachine implements RetoldMachine {
  static final String LOST_UPDATE = "lost-update";
  static final String VAIN_FAILURE = "vain-failure";
  static final String FINISHES = "finishes";
  static final String BOTH_COUNT = "both-count";
  static final String ADD_BEATS_LOOP = "add-beats-loop";

  /** Most writes that X can be given. */
  static final int MOST_WRITES = 3;

  private final ProgramMachine inner;
  private final Program program;
  private final boolean compare;
  private final int interference;
  private final boolean whole;

  CasMachine(boolean compare, int interference, ProgramSetup setup) {
    this.compare = compare;
    this.interference = interference;
    whole = setup.whole();
    program = CasProgram.of(compare, interference, setup.mode());
    inner = ProgramMachine.of(program, setup.model(), setup.grain(), roomClaims());
  }

  /** {@code retries-2}: the name of the claim that A can fail so often. */
  static String retries(int times) {
    return "retries-" + times;
  }

  Program program() {
    return program;
  }

  private List<Claim<ProgramState>> roomClaims() {
    List<Claim<ProgramState>> claims = new ArrayList<>();
    claims.add(
        new Claim.Never<>(
            LOST_UPDATE,
            "Once A is done, the value is the sum of all that A and X have added.",
            CasMachine::lost));
    claims.add(
        new Claim.Never<>(
            VAIN_FAILURE,
            "A never fails more often than X succeeds: the loop is lock-free.",
            s -> failures(s) > writes(s)));
    claims.add(new Claim.Stuck<>(FINISHES, "From everywhere A can still finish.", s -> s.done(A)));
    for (int k = 1; k <= MOST_WRITES; k++) {
      int times = k;
      claims.add(
          new Claim.Reach<>(
              retries(k),
              "A can fail %s: the loop is not wait-free."
                  .formatted(k == 1 ? "once" : k + " times in a row"),
              s -> failures(s) == times));
    }
    claims.add(
        new Claim.Sometimes<>(
            BOTH_COUNT,
            "A is done, and its addition counts beside every one of X.",
            s -> s.done(A) && !lost(s) && writes(s) == interference));
    claims.add(
        new Claim.Beats<>(
            ADD_BEATS_LOOP,
            "An exchange-and-add needs fewer atomic operations than a CAS loop that is disturbed.",
            "atomic operations",
            "exchange-and-add",
            "CAS loop",
            this::attempts));
    return claims;
  }

  /** X disturbs each attempt while it may; X's own addition is the exchange-and-add. */
  private Claim.Costs attempts() {
    String attempt = "a.read,a.compute,x.write,a.cas,";
    Schedule disturbed = Schedule.parse(attempt.repeat(interference) + "a.read,a.compute,a.cas");
    ProgramMachine loop =
        ProgramMachine.of(
            CasProgram.of(true, interference, "acquire-release"),
            MemoryModel.SC,
            Grain.OPERATIONS,
            List.of());
    Replay<ProgramState> run = Replay.run(loop, disturbed);
    if (run.refusal().isPresent() || !run.last().done(A)) {
      throw new IllegalStateException("the loop does not run as disturbed: " + run.refusal());
    }
    return new Claim.Costs(1, failures(run.last()) + 1L, disturbed);
  }

  /** Whether A is done and something that was added is not in the value. */
  static boolean lost(ProgramState s) {
    return s.done(A)
        && s.cell(CasProgram.VALUE) != CasProgram.A_ADDS + CasProgram.X_ADDS * writes(s);
  }

  static int failures(ProgramState s) {
    return s.register(A, CasProgram.RETRIES);
  }

  static int writes(ProgramState s) {
    return s.register(X, CasProgram.WRITES);
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  @Override
  public void steps(ProgramState state, Steps<ProgramState> out) {
    inner.steps(
        state,
        (action, next, story) ->
            out.step(
                action,
                next,
                whole || action.verb().equals("compute")
                    ? () -> story(state, action, next)
                    : story));
  }

  private String story(ProgramState before, Action action, ProgramState after) {
    int expected = before.register(A, CasProgram.EXPECTED);
    int desired = before.register(A, CasProgram.DESIRED);
    int value = before.cell(CasProgram.VALUE);
    return switch (action.verb()) {
      case "read" ->
          "A reads value = %d and expects to find it again."
              .formatted(after.register(A, CasProgram.EXPECTED));
      case "compute" ->
          "A computes what it wants instead: %d.".formatted(after.register(A, CasProgram.DESIRED));
      case "write" ->
          "X adds %d in one step, which cannot fail: value = %d."
              .formatted(CasProgram.X_ADDS, after.cell(CasProgram.VALUE));
      default -> compare ? compares(value, expected, after) : stores(value, expected, desired);
    };
  }

  private static String compares(int value, int expected, ProgramState after) {
    if (!after.done(A)) {
      return "A finds value = %d, not %d: its CAS fails, retry %d."
          .formatted(value, expected, failures(after));
    }
    return "A finds value = %d as expected and sets it to %d in the same step; retries: %d."
        .formatted(value, after.cell(CasProgram.VALUE), failures(after));
  }

  private static String stores(int value, int expected, int desired) {
    String done = "A writes value = %d without looking".formatted(desired);
    return value == expected
        ? done + "; nobody has changed it meanwhile."
        : done + ": it was %d by now, and X's %d are lost.".formatted(value, value - expected);
  }
}
