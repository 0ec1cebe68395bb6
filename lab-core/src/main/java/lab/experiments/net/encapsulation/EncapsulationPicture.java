package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    List<Part> parts = Part.of(setup, s);
    below.add(figures(s, parts));
    Optional<Piece> fields = ShownHeader.of(s, setup.show());
    below.add(TripBars.of(s, parts, fields.isPresent()));
    fields.ifPresent(below::add);
    wrong(s).ifPresent(below::add);
    return new LayerPlaces(setup).of(s, parts, below);
  }

  /**
   * What is here, and what it is on the wire with preamble and gap, which a frame costs too: as
   * counted once it is there, before by the lengths of headers.
   */
  private Piece figures(Trip s, List<Part> parts) {
    int here = parts.isEmpty() ? s.message() : 0;
    for (Part part : parts) {
      here += part.left(s.peeled());
    }
    boolean counted = s.at().onAWire() || s.at().theirs();
    int sent = setup.sent(s.message());
    int wire =
        counted
            ? OnTheWire.wireBytes(s.units())
            : WireBytes.of(setup, sent, WireBytes.frames(setup, sent));
    double tenths = Math.round(1000.0 * (wire - s.message()) / wire);
    boolean most = 2 * s.message() < wire;
    // Whatever is not the message counts: headers, filling, preamble, gap, a check of its own.
    String share = setup.extras().check() ? "header+CRC share" : "header share";
    List<Piece.Figure> figures = new ArrayList<>();
    if (!s.at().onAWire()) {
      figures.add(
          new Piece.Figure("here", s.at().theirs() ? "left" : "here", here, "bytes", Tone.A));
    }
    String when = counted ? "on the wire" : "on the wire, by lengths";
    figures.add(new Piece.Figure("bytes", when, wire, "bytes", Tone.B));
    figures.add(new Piece.Figure("share", share, tenths / 10, "%", most ? Tone.WARN : Tone.OK));
    if (parts.size() > 1) {
      figures.add(new Piece.Figure("parts", "parts", parts.size(), "", Tone.B));
    }
    return new Piece.Figures("figures", "", figures);
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
