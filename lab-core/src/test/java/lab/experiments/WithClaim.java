package lab.experiments;

import java.util.List;
import lab.explore.Claim;
import lab.explore.Machine;

/** A machine with another claim than its own. */
public record WithClaim<S>(Machine<S> machine, Claim<S> claim) implements Machine<S> {
  @Override
  public S start() {
    return machine.start();
  }

  @Override
  public void steps(S state, Steps<S> out) {
    machine.steps(state, out);
  }

  @Override
  public List<Claim<S>> claims() {
    return List.of(claim);
  }
}
