package lab.experiments.memory.reordering;

import java.util.ArrayList;
import java.util.List;
import lab.explore.Claim;
import lab.memorymodel.ProgramState;
import lab.memorymodel.litmus.LitmusTest;
import lab.memorymodel.litmus.Observed;
import lab.memorymodel.litmus.Shapes;

/** What is claimed of a shape: its {@code .litmus} file says it in words and as a condition. */
final class ShapeClaims {
  private ShapeClaims() {}

  static List<Claim<ProgramState>> of(LitmusTest test) {
    boolean spins = test.name().equals(Shapes.SPINNING_MP);
    List<Claim<ProgramState>> claims = new ArrayList<>();
    claims.add(
        new Claim.Never<>(
            Reordering.STALE, test.info().get("Never"), s -> weak(test, s) && decided(test, s)));
    if (spins) {
      claims.add(
          new Claim.Stuck<>(
              Reordering.SPIN_ENDS,
              "The consumer's wait for the flag can always end.",
              ProgramState::allDone));
    }
    claims.add(
        new Claim.Sometimes<>(
            spins ? Reordering.FRESH : Reordering.ORDINARY,
            spins
                ? "The consumer can also read the new data."
                : "All threads can also end in an ordinary way.",
            s -> s.allDone() && !weak(test, s)));
    return claims;
  }

  /** Whether all that is observed stays as it is: not every thread need have ended for that. */
  static boolean decided(LitmusTest test, ProgramState state) {
    return test.observed().stream().allMatch(o -> settled(state, o));
  }

  static boolean settled(ProgramState state, Observed observed) {
    return observed instanceof Observed.Register r
        ? state.settled(r.thread(), r.register())
        : state.allDone();
  }

  /** Whether it is the weak outcome, if nothing more changes. */
  static boolean weak(LitmusTest test, ProgramState state) {
    return test.condition().orElseThrow().proposition().holds(o -> value(state, o));
  }

  static int value(ProgramState state, Observed observed) {
    return switch (observed) {
      case Observed.Register o -> state.register(o.thread(), o.register());
      case Observed.Location o -> state.cell(o.cell());
    };
  }
}
