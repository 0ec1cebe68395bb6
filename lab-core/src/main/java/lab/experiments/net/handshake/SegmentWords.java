package lab.experiments.net.handshake;

import java.util.List;
import lab.net.tcp.Segment;
import lab.net.tcp.world.Flight;

/** Segments as a person says them: {@code SYN 4}, {@code SYN 8, ACK 5}, {@code ACK 9}. */
final class SegmentWords {
  private SegmentWords() {}

  /** Its own number where it uses up one, and the number that it acknowledges. */
  static String of(Segment s) {
    String own = "";
    if (s.rst()) {
      own = "RST " + s.seq();
    } else if (s.syn()) {
      own = "SYN " + s.seq();
    } else if (s.data() > 0) {
      own = (s.fin() ? "octet and FIN " : "octet ") + s.seq();
    } else if (s.fin()) {
      own = "FIN " + s.seq();
    }
    String ack = s.hasAck() ? "ACK " + s.ack() : "";
    return own.isEmpty() || ack.isEmpty() ? own + ack : own + ", " + ack;
  }

  static String of(List<Segment> segments) {
    String all = "";
    for (Segment s : segments) {
      all += (all.isEmpty() ? "" : " and ") + of(s);
    }
    return all;
  }

  /**
   * With its age, if it is not of now: {@code old SYN 0}.
   *
   * @param era which incarnation of its sender is the present one
   */
  static String of(Flight flight, int era) {
    String age = flight.era() == 0 ? "old " : flight.era() < era ? "earlier " : "";
    return age + of(flight.segment());
  }
}
