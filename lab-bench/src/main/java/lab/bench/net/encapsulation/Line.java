package lab.bench.net.encapsulation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lab.bench.harness.Patience;
import lab.host.Errno;
import lab.host.LinuxSocket;
import lab.host.TcpInfo;

/**
 * A connection, or two datagram sockets, of which one thread has both ends: it sends a message from
 * the near end, takes it at the far end, and waits until nothing is under way.
 */
final class Line implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 5_000;
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final LinuxSocket near;
  private final LinuxSocket far;
  private final boolean udp;

  private Line(LinuxSocket near, LinuxSocket far, boolean udp) {
    this.near = near;
    this.far = far;
    this.udp = udp;
  }

  /**
   * How many segments both ends sent: what TCP itself counts (TCP_INFO).
   *
   * @param data segments of the near end that carried data, as they are when they are cut
   * @param bare segments without data, of both ends
   * @param again segments that were sent again, of both ends
   */
  record Segments(long data, long bare, long again) {
    Segments minus(Segments earlier) {
      return new Segments(data - earlier.data, bare - earlier.bare, again - earlier.again);
    }
  }

  static Line open(Place place, int version, boolean udp) throws IOException {
    LinuxSocket far = place.far(version, udp);
    must("bind", far.bind(new InetSocketAddress(place.farAddress(version), 0)));
    InetSocketAddress there = far.local();
    if (udp) {
      LinuxSocket near = place.near(version, true);
      must("connect", near.connect(there));
      return new Line(near, far, true);
    }
    try (far) {
      must("listen", far.listen(1));
      LinuxSocket near = place.near(version, false);
      long answer = near.connect(there);
      must("connect", answer == -Errno.IN_PROGRESS ? 0 : answer);
      LinuxSocket accepted =
          Patience.await(PATIENCE_MILLIS, "the accept of our own connection", far::accept);
      near.hurry();
      accepted.hurry();
      return new Line(near, accepted, false);
    }
  }

  private static void must(String what, long answer) throws IOException {
    if (answer < 0) {
      throw new IOException(what + " " + Errno.text((int) -answer));
    }
  }

  /** The port of the near end. */
  int port() {
    return near.local().getPort();
  }

  /** Payload of the longest segment, as TCP says (TCP_INFO). */
  int segment() {
    return near.info().mss();
  }

  /** Nothing of datagrams. */
  Segments segments() {
    if (udp) {
      return new Segments(0, 0, 0);
    }
    TcpInfo here = near.info();
    TcpInfo there = far.info();
    return new Segments(
        here.dataSegmentsOut(),
        here.segmentsOut() - here.dataSegmentsOut() + there.segmentsOut() - there.dataSegmentsOut(),
        here.sentAgain() + there.sentAgain());
  }

  /** Sends a message and waits until it has been taken, and acknowledged if TCP carries it. */
  void send(byte[] message) throws IOException {
    if (!udp) {
      far.acknowledgeAtOnce();
    }
    long sent = near.send(message);
    must("send", sent);
    if (sent != message.length) {
      throw new IOException(
          "one send takes a message of " + message.length + " bytes (got " + sent + ")");
    }
    int[] taken = new int[1];
    Patience.require(
        PATIENCE_MILLIS,
        "the arrival of our own message",
        () -> {
          long more = far.receive(message.length);
          taken[0] += (int) Math.max(0, more);
          return taken[0] == message.length;
        });
    if (!udp) {
      Patience.require(
          PATIENCE_MILLIS,
          "the acknowledgement of our own message",
          () -> near.info().unacknowledged() == 0);
    }
  }

  /** Until nothing is under way any more, not even what answers something sent again. */
  void rest() {
    LockSupport.parkNanos(REST_NANOS);
  }

  /** TCP says that it has no more to send. */
  void finish() throws IOException {
    if (!udp) {
      must("shutdown", near.shutdown());
    }
  }

  /** TCP is reset, so that no TIME-WAIT stays. */
  @Override
  public void close() {
    if (!udp) {
      near.resetOnClose();
    }
    near.close();
    far.close();
  }
}
