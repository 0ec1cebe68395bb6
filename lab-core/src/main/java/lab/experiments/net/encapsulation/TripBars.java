package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import lab.net.frame.Header;
import lab.stage.Piece;
import lab.stage.Tone;

/**
 * The message with the headers that it has so far: of many parts the first and the last, or that
 * one alone of which a header is looked at.
 */
final class TripBars {
  private TripBars() {}

  static Piece of(Trip s, boolean firstAlone) {
    List<Piece.Bar> bars = new ArrayList<>();
    int parts = s.units().size();
    if (parts == 0) {
      bars.add(
          new FrameBar("part1", "message", true)
              .add("payload", "payload", s.message(), Tone.A, false)
              .bar());
    }
    for (int i = 0; i < parts; i++) {
      if (i == 0 || (i == parts - 1 && !firstAlone)) {
        String label = parts == 1 ? "message" : "part " + (i + 1);
        bars.add(bar(s, s.units().get(i), "part" + (i + 1), label));
      }
    }
    return new Piece.Segments("frames", "", "bytes", bars);
  }

  private static Piece.Bar bar(Trip s, Unit unit, String key, String label) {
    FrameBar bar = new FrameBar(key, label, true);
    for (Header header : unit.headers()) {
      bar.header(header, peeled(s.peeled(), FrameBar.nameOf(header)));
    }
    bar.add("payload", "payload", unit.payload().length(), Tone.A, false);
    boolean trimmed = peeled(s.peeled(), "ip");
    bar.add("padding", "filling", unit.padding().length(), Tone.WARN, trimmed);
    bar.add("fcs", "FCS", unit.fcs().length(), Tone.BUSY, s.peeled().theirs());
    return s.at().onAWire() ? bar.onTheWire().bar() : bar.bar();
  }

  /** Bytes of a part without what the receiver has taken off. */
  static int left(Trip s, Unit unit) {
    int bytes = unit.payload().length();
    for (Header header : unit.headers()) {
      bytes += peeled(s.peeled(), FrameBar.nameOf(header)) ? 0 : header.size();
    }
    bytes += peeled(s.peeled(), "ip") ? 0 : unit.padding().length();
    return bytes + (s.peeled().theirs() ? 0 : unit.fcs().length());
  }

  /** Whether the receiver has taken that header off. */
  private static boolean peeled(At at, String name) {
    return switch (at) {
      case THEIR_LINK -> name.equals("ethernet") || name.equals("vlan");
      case THEIR_NETWORK -> !name.equals("transport");
      case THEIR_TRANSPORT, THEIR_APP -> true;
      default -> false;
    };
  }
}
