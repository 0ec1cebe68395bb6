package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.frame.Finding;
import lab.net.frame.Header;
import lab.net.frame.Layer;
import lab.net.frame.Peeled;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The layers as places, and below them numbers, the message with its headers, and fields. */
final class EncapsulationPicture {
  private final Setup setup;

  EncapsulationPicture(Setup setup) {
    this.setup = setup;
  }

  Stage of(Trip s) {
    List<Piece> below = new ArrayList<>();
    below.add(figures(s));
    Optional<Piece> fields = shown(s);
    below.add(TripBars.of(s, fields.isPresent()));
    fields.ifPresent(below::add);
    wrong(s).ifPresent(below::add);
    return new LayerPlaces(setup).of(s, below);
  }

  /**
   * What is here, and what it is on the wire with preamble and gap, which a frame costs too: as
   * counted once it is there, before by the lengths of headers.
   */
  private Piece figures(Trip s) {
    int here = s.units().isEmpty() ? s.message() : 0;
    for (Unit unit : s.units()) {
      here += TripBars.left(s, unit);
    }
    boolean counted = s.at().onAWire() || s.at().theirs();
    int sent = setup.sent(s.message());
    int wire =
        counted
            ? OnTheWire.wireBytes(s.units())
            : WireBytes.of(setup, sent, WireBytes.frames(setup, sent));
    double share = 100.0 * (wire - s.message()) / wire;
    List<Piece.Figure> figures = new ArrayList<>();
    if (!s.at().onAWire()) {
      figures.add(
          new Piece.Figure("here", s.at().theirs() ? "left" : "here", here, "bytes", Tone.A));
    }
    String when = counted ? "on the wire" : "on the wire, by lengths";
    figures.add(new Piece.Figure("bytes", when, wire, "bytes", Tone.B));
    figures.add(
        new Piece.Figure("share", "header share", share, "%", share > 50 ? Tone.WARN : Tone.OK));
    if (s.units().size() > 1) {
      figures.add(new Piece.Figure("parts", "parts", s.units().size(), "", Tone.B));
    }
    return new Piece.Figures("figures", "", figures);
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
