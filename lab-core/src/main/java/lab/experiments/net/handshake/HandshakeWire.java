package lab.experiments.net.handshake;

import java.util.List;
import lab.explore.Action;
import lab.net.frame.Bytes;
import lab.net.frame.Link;
import lab.net.tcp.Segment;
import lab.net.tcp.world.Step;
import lab.net.tcp.world.TwoHosts;
import lab.net.tcp.world.World;
import lab.net.wire.Endpoint;
import lab.net.wire.SocketPair;
import lab.room.Wire;

/**
 * What the hosts send, as it leaves them: what the net loses afterwards is there, what it repeats
 * is there once, and what is old was sent before. Numbers are those of the model.
 *
 * @param ends the connection as each host sees it
 */
record HandshakeWire(TwoHosts hosts, List<SocketPair> ends) {

  /** Addresses are those for documentation (RFC 5737); nothing is sent to them. */
  static Wire<World> of(TwoHosts hosts) {
    int mss = Math.toIntExact(hosts.scenario().tcp().mss());
    SocketPair first =
        new SocketPair(Endpoint.of("192.0.2.1", 49_152), Endpoint.of("192.0.2.2", 80), mss);
    HandshakeWire wire = new HandshakeWire(hosts, List.of(first, first.reversed()));
    return new Wire<>(Link.RAW_IP, (before, action, _) -> wire.sent(before, action));
  }

  private List<Bytes> sent(World before, Action action) {
    for (Step step : hosts.steps(before)) {
      if (HandshakeMachine.action(step.move()).equals(action)) {
        SocketPair end = ends.get(step.host());
        return step.sent().stream().map((Segment s) -> end.packet(s).bytes()).toList();
      }
    }
    throw new IllegalArgumentException(action + " is no step here");
  }
}
