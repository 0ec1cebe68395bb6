package lab.net.sim;

import java.util.ArrayList;
import java.util.List;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.net.sim.Pending.Kind;
import lab.net.tcp.congestion.Event;
import lab.net.tcp.congestion.Invariant;
import lab.net.tcp.congestion.Phase;
import lab.net.tcp.congestion.Rules;
import lab.net.tcp.congestion.Sender;

/**
 * One flow with little to say, as a machine: the next thing happens, or the next packet is lost.
 * What a room will do, and what a test searches.
 *
 * @param plan with one source
 * @param losses packets that may be lost
 */
record NetworkMachine(Plan plan, int losses) implements Machine<NetworkMachine.At> {
  /**
   * A state.
   *
   * @param network the network
   * @param losses packets that may still be lost
   * @param broken what the last step broke, empty for nothing
   */
  record At(Network network, int losses, List<Invariant> broken) {
    At {
      broken = List.copyOf(broken);
    }

    Sender sender() {
      return network.streams().get(0).sender();
    }
  }

  @Override
  public At start() {
    return new At(Network.start(plan), losses, List.of());
  }

  @Override
  public void steps(At at, Steps<At> out) {
    if (at.network.pending().isEmpty()) {
      return;
    }
    Pending next = at.network.pending().get(0);
    Network after = at.network.step();
    List<Invariant> broken = broken(next, at.sender(), after.streams().get(0).sender());
    String what = next.kind().name();
    out.step(Action.of("network", "next"), new At(after, at.losses, broken), () -> what);
    if (next.kind() == Kind.ARRIVES && at.losses > 0) {
      Network without = at.network.lose(0);
      out.step(
          Action.of("network", "lose"),
          new At(without, at.losses - 1, List.of()),
          () -> "segment " + next.segment() + " is lost");
    }
  }

  private List<Invariant> broken(Pending what, Sender before, Sender after) {
    long micros = what.atNanos() / 1_000;
    Event event =
        switch (what.kind()) {
          case ARRIVES, DELIVERED, ACK_DUE -> null;
          case ACKED -> new Event.Acked(micros, what.ack());
          case TIMER -> new Event.TimerEnded(micros);
          case ASKED -> new Event.Supplied(micros, plan.sources().get(0).traffic().segments());
        };
    if (event == null) {
      return List.of();
    }
    Rules rules = plan.sources().get(0).rules();
    List<Invariant> broken = new ArrayList<>();
    for (Invariant i : Invariant.values()) {
      if (!i.holds(rules, before, event, after)) {
        broken.add(i);
      }
    }
    return broken;
  }

  @Override
  public List<Claim<At>> claims() {
    List<Claim<At>> claims = new ArrayList<>();
    for (Invariant i : Invariant.values()) {
      String name = i.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      claims.add(new Claim.Never<>(name, i.text(), at -> at.broken.contains(i)));
    }
    claims.add(
        new Claim.Never<>("conserved", "a packet is somewhere", at -> !at.network.conserved()));
    claims.add(
        new Claim.Stuck<>(
            "arrives",
            "all can still arrive",
            at -> at.network.delivered(0) == plan.sources().get(0).traffic().segments()));
    for (Phase phase : List.of(Phase.DISORDER, Phase.RECOVERY, Phase.LOSS)) {
      claims.add(
          new Claim.Sometimes<>(
              phase.name().toLowerCase(java.util.Locale.ROOT),
              "a sender is there",
              at -> at.sender().phase() == phase));
    }
    return claims;
  }
}
