package lab.bench.net.encapsulation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import lab.host.LinuxSocket;

/** A little of everything that two ends may send each other, again and again. */
final class Traffic {
  private static final int MESSAGES = 20;
  private static final int MOST = 9000;
  private static final int PING_MILLIS = 200;

  private final Place place;
  private final Runnable afterEach;
  private final SplittableRandom random = new SplittableRandom(1);

  /**
   * @param afterEach what is done when something has been sent
   */
  Traffic(Place place, Runnable afterEach) {
    this.place = place;
    this.afterEach = afterEach;
  }

  /** Connections, datagrams, large ones in parts, a datagram to nobody, a ping; both versions. */
  void round() throws IOException {
    for (int version : new int[] {4, 6}) {
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
      // Root sends a real ping, by ICMP.
      InetAddress peer = place.farAddress(version);
      if (!peer.isReachable(PING_MILLIS)) {
        throw new IOException("no answer to a ping of " + peer.getHostAddress());
      }
      afterEach.run();
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
}
