package lab.cli.render.html;

import lab.stage.Piece;
import lab.stage.Plot;

/**
 * How wide a piece is in CSS pixels.
 *
 * @param least with less than that it cannot be read
 * @param natural with that it is as its author thinks of it
 */
record Extent(double least, double natural) {
  private static final double GAP = 6;

  static Extent of(Piece piece) {
    double title = Math.min(240, Measure.small(piece.title()));
    Extent own = drawn(piece);
    return new Extent(own.least, Math.max(title, Math.max(own.least, own.natural)));
  }

  private static Extent drawn(Piece piece) {
    return switch (piece) {
      case Piece.Cells p -> cells(p);
      case Piece.Segments p -> new Extent(200, 520);
      case Piece.Lanes p ->
          new Extent(Math.min(240, LanesDrawing.across(p)), LanesDrawing.across(p));
      case Piece.Table p -> {
        double natural = TableDrawing.width(p);
        yield new Extent(TableDrawing.least(p), natural + 30);
      }
      case Piece.Links p -> {
        double natural = LinksDrawing.width(p) + 24;
        yield new Extent(Math.min(natural, 220), natural);
      }
      case Piece.Figures p -> {
        double widest = 60;
        double sum = 0;
        for (Piece.Figure figure : p.figures()) {
          widest = Math.max(widest, FiguresDrawing.width(figure));
          sum += FiguresDrawing.width(figure) + 28;
        }
        yield new Extent(widest, sum);
      }
      case Plot p -> new Extent(240, 480);
    };
  }

  private static Extent cells(Piece.Cells piece) {
    double cell = CellsDrawing.cell(piece);
    int n = Math.max(1, piece.cells().size());
    int columns = Math.max(1, piece.columns());
    return switch (piece.form()) {
      case DENSE -> new Extent(columns * 6.0, columns * 16.0);
      case GRID -> {
        int used = Math.min(columns, n);
        double whole = CellsDrawing.grid(piece, used);
        // What does not fit is drawn in fewer columns; three or fewer stay together if they can.
        yield new Extent(used <= 3 ? whole : Math.ceilDiv(used, 2) * (cell + GAP), whole);
      }
      case ROW -> new Extent(cell + GAP, Math.min(n, 8) * (cell + GAP));
      case RING -> {
        double ring = RingDrawing.width(piece);
        double natural = Double.isFinite(ring) ? ring : n * (cell + GAP);
        yield new Extent(Math.min(natural, cell + GAP), natural);
      }
    };
  }
}
