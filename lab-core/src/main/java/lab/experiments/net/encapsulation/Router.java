package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.frame.Bytes;
import lab.net.frame.Ethernet;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;
import lab.net.frame.MacAddress;
import lab.net.frame.Packet;

/** What a router makes of frames: it looks at the link's and IP's headers and at nothing else. */
final class Router {
  private static final MacAddress BEHIND = MacAddress.of("02:00:00:00:00:03");
  private static final MacAddress RECEIVER = MacAddress.of("02:00:00:00:00:04");

  private Router() {}

  /**
   * The frames as it sends them on: a hop less, other stations, an FCS of its own.
   *
   * @param stale whether IPv4's checksum stays as it was
   * @param swap whether two words of the first frame change places in the router's memory
   */
  static List<Unit> forward(List<Unit> frames, boolean stale, boolean swap) {
    List<Unit> out = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      Unit unit = swap && i == 0 ? frames.get(i).swapped() : frames.get(i);
      Packet packet =
          unit.packet()
              .with(Ethernet.class, e -> new Ethernet(RECEIVER, BEHIND, e.type()))
              .with(Ipv4.class, ip -> stale ? ip.withTtl(ip.ttl() - 1) : ip.forwarded())
              .with(Ipv6.class, ip -> ip.withHopLimit(ip.hopLimit() - 1));
      out.add(Unit.of(packet.withFcs()));
    }
    return out;
  }

  /** Why it does not send them on; empty if it does. */
  static Optional<String> refusal(Setup setup, List<Unit> frames) {
    Receiver receiver = new Receiver(setup);
    List<Bytes> bytes = Receiver.bytes(frames);
    return receiver
        .refusal(At.THEIR_NIC, bytes)
        .or(() -> receiver.refusal(At.THEIR_LINK, bytes))
        .or(() -> receiver.refusal(At.THEIR_NETWORK, bytes));
  }
}
