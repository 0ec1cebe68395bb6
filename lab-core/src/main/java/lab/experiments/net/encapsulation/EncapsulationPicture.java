package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.frame.Finding;
import lab.net.frame.Header;
import lab.net.frame.Layer;
import lab.net.frame.Peeled;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The layers as places, and below them the message with the headers that it has so far. */
final class EncapsulationPicture {
  private static final List<At> DOWN =
      List.of(At.APP, At.TRANSPORT, At.NETWORK, At.LINK, At.NIC, At.WIRE);
  private static final List<At> UP =
      List.of(At.THEIR_NIC, At.THEIR_LINK, At.THEIR_NETWORK, At.THEIR_TRANSPORT, At.THEIR_APP);

  /** Of more frames the first and the last are drawn. */
  private static final int MOST_BARS = 2;

  private final Setup setup;

  EncapsulationPicture(Setup setup) {
    this.setup = setup;
  }

  Stage of(Trip s) {
    List<Piece> pieces = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    List<At> row = new ArrayList<>(DOWN);
    if (s.at() == At.ROUTED || s.at().theirs()) {
      row = new ArrayList<>(List.of(s.at().theirs() ? At.WIRE : At.ROUTED));
      row.addAll(UP);
    }
    for (At at : row) {
      Piece piece = place(s, at);
      pieces.add(piece);
      places.add(Place.at(places.size(), title(at), Tone.IDLE, piece.key()));
    }
    pieces.add(figures(s));
    pieces.add(bars(s));
    shown(s).ifPresent(pieces::add);
    wrong(s).ifPresent(pieces::add);
    return new Stage(pieces).in(places.toArray(Place[]::new));
  }

  private String title(At at) {
    return setup.udp() ? at.title.replace("TCP", "UDP") : at.title;
  }

  private static Piece place(Trip s, At at) {
    boolean here = at == s.at() || (at == At.APP && s.at() == At.UNSENT);
    List<Piece.Cell> cells = new ArrayList<>();
    int parts = here ? Math.max(1, s.units().size()) : 0;
    for (int i = 0; i < Math.min(parts, MOST_BARS); i++) {
      boolean rest = i > 0 && parts > MOST_BARS;
      int bytes = s.units().isEmpty() ? s.message() : left(s, s.units().get(i));
      String label = rest ? "+" + (parts - 1) : Integer.toString(bytes);
      String token = parts == 1 ? "the message" : rest ? "the other parts" : "part " + (i + 1);
      Tone tone = s.dropped().isPresent() && thrown(s, i) ? Tone.BAD : Tone.A;
      cells.add(Piece.Cell.of("part" + i, label, tone).holding(token));
    }
    if (cells.isEmpty()) {
      cells.add(Piece.Cell.of("none", "·", Tone.IDLE));
    }
    return new Piece.Cells("at " + at.title, "", Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  /** Whether a part is to blame, or nobody can tell which. */
  private static boolean thrown(Trip s, int part) {
    int first = -1;
    for (int i = s.units().size() - 1; i >= 0; i--) {
      boolean wrong = !FrameFindings.of(Receiver.peel(s.units().get(i).bytes())).isEmpty();
      first = wrong ? i : first;
    }
    return first < 0 || first == part;
  }

  /** On the wire preamble and gap are counted in, which a frame costs too. */
  private Piece figures(Trip s) {
    int bytes = s.units().isEmpty() ? s.message() : 0;
    for (Unit unit : s.units()) {
      bytes += left(s, unit);
    }
    if (s.at().onAWire()) {
      bytes = OnTheWire.wireBytes(s.units());
    }
    double share = 100.0 * Math.max(0, bytes - s.message()) / Math.max(1, bytes);
    String where = s.at().onAWire() ? "on the wire" : s.at().theirs() ? "left" : "so far";
    List<Piece.Figure> figures = new ArrayList<>();
    figures.add(new Piece.Figure("bytes", where, bytes, "bytes", Tone.A));
    figures.add(
        new Piece.Figure("share", "header share", share, "%", share > 50 ? Tone.WARN : Tone.OK));
    if (s.units().size() > 1) {
      figures.add(new Piece.Figure("parts", "parts", s.units().size(), "", Tone.B));
    }
    return new Piece.Figures("figures", "", figures);
  }

  /** Bytes of a part without what the receiver has taken off. */
  private static int left(Trip s, Unit unit) {
    int bytes = unit.payload().length();
    for (Header header : unit.headers()) {
      bytes += peeled(s.peeled(), header) ? 0 : header.size();
    }
    bytes += peeledTo(s.peeled(), "ip") ? 0 : unit.padding().length();
    return bytes + (s.peeled().theirs() ? 0 : unit.fcs().length());
  }

  private Piece bars(Trip s) {
    List<Piece.Bar> bars = new ArrayList<>();
    int parts = s.units().size();
    if (parts == 0) {
      bars.add(
          new FrameBar("part1", "message", true)
              .add("payload", "payload", s.message(), Tone.A, false)
              .bar());
    }
    for (int i = 0; i < parts; i++) {
      if (i == 0 || i == parts - 1) {
        String label = parts == 1 ? "message" : "part " + (i + 1);
        bars.add(bar(s, s.units().get(i), "part" + (i + 1), label));
      }
    }
    return new Piece.Segments("frames", "", "bytes", bars);
  }

  private static Piece.Bar bar(Trip s, Unit unit, String key, String label) {
    FrameBar bar = new FrameBar(key, label, true);
    for (Header header : unit.headers()) {
      bar.header(header, peeled(s.peeled(), header));
    }
    bar.add("payload", "payload", unit.payload().length(), Tone.A, false);
    boolean trimmed = peeledTo(s.peeled(), "ip");
    bar.add("padding", "filling", unit.padding().length(), Tone.WARN, trimmed);
    bar.add("fcs", "FCS", unit.fcs().length(), Tone.BUSY, s.peeled().theirs());
    return s.at().onAWire() ? bar.onTheWire().bar() : bar.bar();
  }

  private static boolean peeled(At at, Header header) {
    return peeledTo(at, FrameBar.nameOf(header));
  }

  /** Whether the receiver has taken that header off. */
  private static boolean peeledTo(At at, String name) {
    return switch (at) {
      case THEIR_LINK -> name.equals("ethernet") || name.equals("vlan");
      case THEIR_NETWORK -> !name.equals("transport");
      case THEIR_TRANSPORT, THEIR_APP -> true;
      default -> false;
    };
  }

  /** The header that is looked at, of the first part. */
  private Optional<Piece> shown(Trip s) {
    if (s.units().isEmpty()) {
      return Optional.empty();
    }
    Unit first = s.units().getFirst();
    int offset = 0;
    for (Header header : first.headers()) {
      if (FrameBar.nameOf(header).equals(setup.show().word)) {
        return Optional.of(HeaderTable.of(header, offset, findings(s, header)));
      }
      offset += header.size();
    }
    return Optional.empty();
  }

  private static List<Finding> findings(Trip s, Header header) {
    if (!s.at().onAWire() && !s.at().theirs()) {
      return List.of();
    }
    for (Layer layer : Receiver.peel(s.units().getFirst().bytes()).layers()) {
      if (layer.header().equals(header)) {
        return layer.findings();
      }
    }
    return List.of();
  }

  /** What anybody who peels the frames finds wrong. */
  private static Optional<Piece> wrong(Trip s) {
    if (!s.at().onAWire() && !s.at().theirs()) {
      return Optional.empty();
    }
    List<Piece.Row> rows = new ArrayList<>();
    for (int i = 0; i < s.units().size() && rows.isEmpty(); i++) {
      Peeled peeled = Receiver.peel(s.units().get(i).bytes());
      FrameFindings.of(peeled).forEach(rows::add);
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Piece.Table("wrong", "", List.of(), rows));
  }
}
