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

  static Piece of(Trip s, List<Part> parts, boolean firstAlone) {
    List<Piece.Bar> bars = new ArrayList<>();
    if (parts.isEmpty()) {
      bars.add(
          new FrameBar("part1", "message", true)
              .add("payload", "payload", s.message(), Tone.A, false)
              .bar());
    }
    for (int i = 0; i < parts.size(); i++) {
      if (i == 0 || (i == parts.size() - 1 && !firstAlone)) {
        String label = parts.size() == 1 ? "message" : "part " + (i + 1);
        bars.add(bar(s, parts.get(i), "part" + (i + 1), label));
      }
    }
    return new Piece.Segments("frames", "", "bytes", bars);
  }

  private static Piece.Bar bar(Trip s, Part part, String key, String label) {
    FrameBar bar = new FrameBar(key, label, true);
    Unit unit = part.unit();
    List<Header> headers = new ArrayList<>(unit.headers());
    unit.inner().ifPresent(headers::add);
    for (Header header : headers) {
      bar.header(header, Part.peeled(s.peeled(), FrameBar.nameOf(header)));
    }
    bar.add("payload", "payload", part.message(), Tone.A, false);
    bar.add("check", "own CRC", part.check(), Tone.B, Part.peeled(s.peeled(), "check"));
    int counted = unit.counted();
    boolean cut = Part.peeled(s.peeled(), "transport");
    bar.add("counted", "filling counted in", counted, Tone.WARN, cut);
    boolean trimmed = Part.peeled(s.peeled(), "ip");
    bar.add("padding", "filling", unit.padding().length() - counted, Tone.WARN, trimmed);
    bar.add("fcs", "FCS", unit.fcs().length(), Tone.BUSY, s.peeled().theirs());
    return s.at().onAWire() ? bar.onTheWire().bar() : bar.bar();
  }
}
