package lab.bench.net.handshake.tun;

import java.util.List;
import java.util.stream.Collectors;
import lab.net.tcp.Segment;
import lab.net.tcp.SequenceSpace;

/**
 * Sequence numbers as people write them: x is our initial one, y the kernel's, which it chooses
 * anew each time.
 */
record Numbers(long x, long y) {
  private static final long NEAR = 1 << 24;

  String ours(Segment segment) {
    return text(segment, "x", x, "y", y);
  }

  String theirs(Segment segment) {
    return text(segment, "y", y, "x", x);
  }

  String theirs(List<Segment> segments) {
    return segments.isEmpty()
        ? "silence"
        : segments.stream().map(this::theirs).collect(Collectors.joining(", then "));
  }

  private static String text(Segment s, String own, long ownIss, String other, long otherIss) {
    StringBuilder text = new StringBuilder(s.control().isEmpty() ? "no bit" : s.control());
    text.append(" SEQ=").append(number(s.seq(), own, ownIss));
    if (s.hasAck()) {
      text.append(" ACK=").append(number(s.ack(), other, otherIss));
    }
    return s.data() == 0 ? text.toString() : text + " DATA=" + s.data();
  }

  private static String number(long number, String name, long iss) {
    long distance = SequenceSpace.REAL.distance(iss, number);
    if (Math.abs(distance) > NEAR) {
      return Long.toString(number);
    }
    return distance == 0 ? name : name + (distance > 0 ? "+" : "") + distance;
  }
}
