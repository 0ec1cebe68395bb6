package lab.experiments.memory.cas;

import static lab.experiments.memory.cas.CasProgram.DESIRED;
import static lab.experiments.memory.cas.CasProgram.EXPECTED;
import static lab.experiments.memory.cas.CasProgram.VALUE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Schedule;
import lab.memorymodel.Grain;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.engine.RetoldMachine;
import lab.room.ProgramControls.ProgramSetup;

/** The program as a machine that tells its steps in the words of the loop. */
final class CasMachine implements RetoldMachine {
  static final String LOST_UPDATE = "lost-update";
  static final String VAIN_FAILURE = "vain-failure";
  static final String FINISHES = "finishes";
  static final String BOTH_COUNT = "both-count";
  static final String ADD_BEATS_LOOP = "add-beats-loop";

  /** Most writes that the intruder can be given. */
  static final int MOST_WRITES = 3;

  private final ProgramMachine inner;
  private final boolean compare;
  private final int interference;

  CasMachine(boolean compare, int interference, ProgramSetup setup) {
    this.compare = compare;
    this.interference = interference;
    inner =
        ProgramMachine.of(
            CasProgram.of(compare, interference, setup.modes()),
            setup.model(),
            setup.grain(),
            roomClaims());
  }

  /** {@code retries-2}: the name of the claim that the adder can fail so often. */
  static String retries(int times) {
    return "retries-" + times;
  }

  private List<Claim<ProgramState>> roomClaims() {
    List<Claim<ProgramState>> claims = new ArrayList<>();
    claims.add(
        new Claim.Never<>(
            LOST_UPDATE,
            "Once the adder is done, the value is the sum of all that both have added.",
            CasMachine::lost));
    claims.add(
        new Claim.Never<>(
            VAIN_FAILURE,
            compare
                ? "The adder never fails more often than the intruder succeeds: the loop is"
                    + " lock-free."
                : "The adder never fails more often than the intruder succeeds: a plain store does"
                    + " not fail.",
            s -> failures(s) > writes(s)));
    claims.add(
        new Claim.Stuck<>(
            FINISHES, "From everywhere the adder can still finish.", CasMachine::done));
    for (int k = 1; k <= MOST_WRITES; k++) {
      int times = k;
      claims.add(
          new Claim.Reach<>(
              retries(k),
              "The adder can fail " + (k == 1 ? "once" : k + " times in a row") + ".",
              s -> failures(s) == times));
    }
    claims.add(
        new Claim.Sometimes<>(
            BOTH_COUNT,
            "The adder is done, and its addition counts beside every one of the intruder's.",
            s -> done(s) && !lost(s) && writes(s) == interference));
    claims.add(
        new Claim.Beats<>(
            ADD_BEATS_LOOP,
            "An addition by exchange-and-add takes fewer atomic operations than by a disturbed CAS"
                + " loop.",
            "atomic operations",
            "exchange-and-add",
            "CAS loop",
            this::attempts));
    return claims;
  }

  /** Each attempt is disturbed while it may be; the intruder's addition is the exchange-and-add. */
  private Claim.Costs attempts() {
    String attempt = "adder.read,adder.compute,intruder.write,adder.cas,";
    Schedule disturbed =
        Schedule.parse(attempt.repeat(interference) + "adder.read,adder.compute,adder.cas");
    Program loop = CasProgram.of(true, interference, Modes.SHIPPED);
    ProgramState end = ProgramMachine.run(loop, Grain.OPERATIONS, disturbed).last();
    return new Claim.Costs(1, failures(end) + 1L, disturbed);
  }

  /** Whether the adder is done. */
  static boolean done(ProgramState s) {
    return s.done(CasProgram.ADDER_THREAD);
  }

  /** Whether the adder is done and something that was added is not in the value. */
  static boolean lost(ProgramState s) {
    return done(s) && VALUE.in(s) != CasProgram.ADDER_ADDS + CasProgram.INTRUDER_ADDS * writes(s);
  }

  static int failures(ProgramState s) {
    return CasProgram.RETRIES.in(s);
  }

  static int writes(ProgramState s) {
    return CasProgram.WRITES.in(s);
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  @Override
  public Optional<Retelling> retelling() {
    return Optional.of(this::story);
  }

  /** To compute touches no memory: it is told in the same words in either grain. */
  @Override
  public void steps(ProgramState state, Steps<ProgramState> out) {
    RetoldMachine.super.steps(
        state,
        (action, next, story) ->
            out.step(
                action,
                next,
                action.verb().equals("compute") ? () -> story(state, action, next) : story));
  }

  private String story(ProgramState before, Action action, ProgramState after) {
    return switch (action.verb()) {
      case "read" ->
          "The adder reads value = " + EXPECTED.in(after) + " and expects to find it again.";
      case "compute" -> "The adder computes what it wants instead: " + DESIRED.in(after) + ".";
      case "write" ->
          "The intruder adds "
              + CasProgram.INTRUDER_ADDS
              + " in one step, which cannot fail: value = "
              + VALUE.in(after)
              + ".";
      default -> compare ? compares(before, after) : stores(before);
    };
  }

  private static String compares(ProgramState before, ProgramState after) {
    String found = "The adder finds value = " + VALUE.in(before);
    int failures = failures(after);
    if (!done(after)) {
      return found + ", not " + EXPECTED.in(before) + ": its CAS fails, retry " + failures + ".";
    }
    String sets = " as expected and sets it to " + VALUE.in(after) + " in the same step; retries: ";
    return found + sets + failures + ".";
  }

  private static String stores(ProgramState before) {
    int value = VALUE.in(before);
    int expected = EXPECTED.in(before);
    String done = "The adder writes value = " + DESIRED.in(before) + " without looking";
    return value == expected
        ? done + "; nobody has changed it meanwhile."
        : done
            + ": it was "
            + value
            + " by now, and the intruder's "
            + (value - expected)
            + " are lost.";
  }
}
