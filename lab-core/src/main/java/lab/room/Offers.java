package lab.room;

import java.util.Optional;
import java.util.function.Predicate;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;

/** What a picture offers to a click. */
final class Offers {
  private Offers() {}

  /** The same picture without the actions that are not possible: a click on those does nothing. */
  static Stage only(Stage stage, Predicate<String> possible) {
    return new Stage(stage.pieces().stream().map(p -> only(p, possible)).toList(), stage.board());
  }

  private static Piece only(Piece piece, Predicate<String> possible) {
    return switch (piece) {
      case Piece.Cells p ->
          new Piece.Cells(
              p.key(),
              p.title(),
              p.form(),
              p.columns(),
              p.cells().stream().map(c -> c.clicked(only(c.click(), possible))).toList(),
              p.marks());
      case Piece.Table p ->
          new Piece.Table(
              p.key(),
              p.title(),
              p.head(),
              p.rows().stream().map(r -> r.clicked(only(r.click(), possible))).toList());
      case Piece.Links p ->
          new Piece.Links(
              p.key(),
              p.title(),
              p.layout(),
              p.nodes().stream().map(n -> n.clicked(only(n.click(), possible))).toList(),
              p.edges());
      case Piece.Segments p ->
          new Piece.Segments(
              p.key(), p.title(), p.unit(), p.bars().stream().map(b -> only(b, possible)).toList());
      case Piece.Lanes p -> p;
      case Piece.Figures p -> p;
      case Plot p -> p;
    };
  }

  private static Piece.Bar only(Piece.Bar bar, Predicate<String> possible) {
    return new Piece.Bar(
        bar.key(),
        bar.label(),
        bar.segments().stream().map(s -> s.clicked(only(s.click(), possible))).toList());
  }

  /** A control can always be set. */
  private static Optional<Click> only(Optional<Click> click, Predicate<String> possible) {
    return click.filter(c -> c instanceof Click.Set || possible.test(c.text()));
  }
}
