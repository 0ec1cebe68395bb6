package lab.bench.net.encapsulation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.SplittableRandom;
import lab.bench.harness.Patience;
import lab.host.LinuxSocket;
import lab.net.frame.Bytes;
import lab.net.frame.Header;
import lab.net.frame.Icmp;
import lab.net.frame.IpAddress;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;
import lab.net.frame.Packet;

/** A little of everything that two ends may send each other, again and again. */
final class Traffic {
  private static final int MESSAGES = 20;
  private static final int MOST = 9000;
  private static final int PING_MILLIS = 2_000;

  private final Place place;
  private final Runnable afterEach;
  private final List<Integer> versions = Sysctl.six() ? List.of(4, 6) : List.of(4);
  private final SplittableRandom random = new SplittableRandom(1);

  /**
   * @param afterEach what is done when something has been sent
   */
  Traffic(Place place, Runnable afterEach) {
    this.place = place;
    this.afterEach = afterEach;
  }

  /**
   * Connections, datagrams, large ones in parts, a datagram to nobody, a ping; of both versions of
   * IP.
   */
  void round() throws IOException {
    for (int version : versions) {
      for (boolean udp : new boolean[] {false, true}) {
        try (Line line = Line.open(place, version, udp)) {
          for (int i = 0; i < MESSAGES; i++) {
            byte[] message = new byte[1 + random.nextInt(MOST)];
            random.nextBytes(message);
            line.send(message);
            afterEach.run();
          }
          line.finish();
        }
        afterEach.run();
      }
      nobody(version);
      ping(version);
    }
  }

  /** The kernel answers by ICMP: port unreachable. */
  private void nobody(int version) throws IOException {
    InetSocketAddress closed;
    try (LinuxSocket far = place.far(version, true)) {
      far.bind(new InetSocketAddress(place.farAddress(version), 0));
      closed = far.local();
    }
    try (LinuxSocket near = place.near(version, true)) {
      near.connect(closed);
      near.send(new byte[] {1, 2, 3});
    }
    afterEach.run();
  }

  /** The kernel of the far end answers by itself. */
  private void ping(int version) throws IOException {
    Header ip =
        version == 6
            ? Ipv6.of(address(place.nearAddress(6)), address(place.farAddress(6)))
            : Ipv4.of(address(place.nearAddress(4)), address(place.farAddress(4)));
    Icmp echo = Icmp.echoRequest(version, 1, random.nextInt(1 << 16));
    Bytes message =
        Packet.of(List.of(ip, echo), Bytes.of(new byte[] {1, 2, 3}))
            .sealed()
            .bytes()
            .from(ip.size());
    try (LinuxSocket near = place.ping(version)) {
      near.connect(new InetSocketAddress(place.farAddress(version), 0));
      near.send(message.toArray());
      Patience.require(PING_MILLIS, "the answer to our own ping", () -> near.receive(MOST) > 0);
    }
    afterEach.run();
  }

  private static IpAddress address(InetAddress address) {
    return new IpAddress(Bytes.of(address.getAddress()));
  }
}
