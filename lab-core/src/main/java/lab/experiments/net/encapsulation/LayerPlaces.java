package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The six layers down to the wire as places, and from there on the receiver's up. */
final class LayerPlaces {
  private static final List<At> DOWN =
      List.of(At.APP, At.TRANSPORT, At.NETWORK, At.LINK, At.NIC, At.WIRE);
  private static final List<At> UP =
      List.of(At.THEIR_NIC, At.THEIR_LINK, At.THEIR_NETWORK, At.THEIR_TRANSPORT, At.THEIR_APP);

  /** Of more parts the second cell counts the rest. */
  private static final int MOST_CELLS = 2;

  private final Setup setup;

  LayerPlaces(Setup setup) {
    this.setup = setup;
  }

  /**
   * The places, and below them these pieces.
   *
   * @param all parts that the message is in
   */
  Stage of(Trip s, List<Part> all, List<Piece> below) {
    List<Piece> pieces = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (At at : row(s.at())) {
      Piece piece = place(s, all, at);
      pieces.add(piece);
      String title = setup.udp() ? at.title.replace("TCP", "UDP") : at.title;
      places.add(Place.at(places.size(), title, Tone.IDLE, piece.key()));
    }
    pieces.addAll(below);
    return new Stage(pieces).in(places.toArray(Place[]::new));
  }

  private static List<At> row(At at) {
    if (at != At.ROUTED && !at.theirs()) {
      return DOWN;
    }
    List<At> row = new ArrayList<>(List.of(at.theirs() ? At.WIRE : At.ROUTED));
    row.addAll(UP);
    return row;
  }

  private static Piece place(Trip s, List<Part> all, At at) {
    boolean here = at == s.at() || (at == At.APP && s.at() == At.UNSENT);
    List<Piece.Cell> cells = new ArrayList<>();
    int parts = here ? Math.max(1, all.size()) : 0;
    for (int i = 0; i < Math.min(parts, MOST_CELLS); i++) {
      boolean rest = i > 0 && parts > MOST_CELLS;
      int bytes = all.isEmpty() ? s.message() : all.get(i).left(s.peeled());
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
}
