package lab.room;

import java.util.function.Predicate;
import lab.stage.Piece;
import lab.stage.Stage;

/** What a picture offers to a click. */
final class Offers {
  private Offers() {}

  /** The same picture without the actions that are not possible: a click on those does nothing. */
  static Stage only(Stage stage, Predicate<String> possible) {
    return new Stage(stage.pieces().stream().map(p -> only(p, possible)).toList());
  }

  private static Piece only(Piece piece, Predicate<String> possible) {
    return switch (piece) {
      case Piece.Cells p ->
          new Piece.Cells(
              p.key(),
              p.title(),
              p.form(),
              p.columns(),
              p.cells().stream()
                  .map(c ->
                      new Piece.Cell(c.key(), c.label(), c.tone(), c.action().filter(possible)))
                  .toList(),
              p.marks());
      case Piece.Table p ->
          new Piece.Table(
              p.key(),
              p.title(),
              p.head(),
              p.rows().stream()
                  .map(r ->
                      new Piece.Row(
                          r.key(), r.cells(), r.tone(), r.mark(), r.action().filter(possible)))
                  .toList());
      case Piece.Links p ->
          new Piece.Links(
              p.key(),
              p.title(),
              p.nodes().stream()
                  .map(n ->
                      new Piece.Node(
                          n.key(),
                          n.label(),
                          n.column(),
                          n.row(),
                          n.tone(),
                          n.action().filter(possible)))
                  .toList(),
              p.edges());
      case Piece.Segments p -> p;
      case Piece.Lanes p -> p;
      case Piece.Plot p -> p;
    };
  }
}
