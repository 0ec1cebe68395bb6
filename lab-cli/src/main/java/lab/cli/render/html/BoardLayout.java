package lab.cli.render.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lab.stage.Board;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;

/**
 * Where the places of a board are in a given width. The board is {@value #TRACKS} tracks wide; if
 * its columns fit side by side they get as many tracks as what is in them asks for, the same in
 * every row. Else the places of each row fill as many lines as they take.
 */
final class BoardLayout {
  static final int TRACKS = 24;

  /** Padding and border of a place, and the gap beside it. */
  static final int AROUND = 38;

  private static final int LEAST_TRACKS = 2;
  private static final double STEP = 160;

  private final Stage stage;
  private final double track;

  /**
   * A place on the tracks.
   *
   * @param track counted from 0
   * @param span how many of them
   * @param line counted from 0
   */
  record Spot(Place place, int track, int span, int line) {}

  private BoardLayout(Stage stage, double width) {
    this.stage = stage;
    this.track = width / TRACKS;
  }

  static List<Spot> of(Board board, Stage stage, double width) {
    List<Place> places =
        board.places().stream()
            .sorted(Comparator.comparingInt(Place::row).thenComparingInt(Place::column))
            .toList();
    BoardLayout layout = new BoardLayout(stage, width);
    List<Spot> grid = layout.grid(places);
    return grid.isEmpty() ? layout.lines(places) : grid;
  }

  /** What is in the place now: a piece may be there in some steps only. */
  static List<Piece> within(Place place, Stage stage) {
    return place.pieces().stream().flatMap(key -> stage.piece(key).stream()).toList();
  }

  /** The inner width of a spot. */
  static int inside(Spot spot, double width) {
    return (int) Math.max(40, Math.floor(spot.span() * width / TRACKS) - AROUND);
  }

  /** Empty if the columns do not fit. */
  private List<Spot> grid(List<Place> places) {
    int columns = 0;
    for (Place place : places) {
      columns = Math.max(columns, place.column() + Math.max(1, place.width()));
    }
    if (columns * LEAST_TRACKS > TRACKS) {
      return List.of();
    }
    double[] least = new double[columns];
    double[] natural = new double[columns];
    for (Place place : places) {
      int wide = Math.max(1, place.width());
      for (int i = place.column(); i < place.column() + wide; i++) {
        least[i] = Math.max(least[i], extent(place).least() / wide);
        natural[i] = Math.max(natural[i], extent(place).natural() / wide);
      }
    }
    int[] spans = spans(least, natural);
    if (spans.length == 0) {
      return List.of();
    }
    List<Integer> rows = places.stream().map(Place::row).distinct().sorted().toList();
    List<Spot> spots = new ArrayList<>();
    for (Place place : places) {
      int from = sum(spans, 0, place.column());
      int span = sum(spans, place.column(), place.column() + Math.max(1, place.width()));
      spots.add(new Spot(place, from, span, rows.indexOf(place.row())));
    }
    return spots;
  }

  private List<Spot> lines(List<Place> places) {
    List<Spot> spots = new ArrayList<>();
    List<Place> line = new ArrayList<>();
    int lines = 0;
    for (Place place : places) {
      List<Place> longer = new ArrayList<>(line);
      longer.add(place);
      boolean next = !line.isEmpty() && line.getFirst().row() != place.row();
      if (!line.isEmpty() && (next || spans(longer).length == 0)) {
        spots.addAll(line(line, lines++));
        line.clear();
      }
      line.add(place);
    }
    if (!line.isEmpty()) {
      spots.addAll(line(line, lines));
    }
    return spots;
  }

  private List<Spot> line(List<Place> line, int number) {
    int[] spans = spans(line);
    if (spans.length == 0) {
      spans = new int[] {TRACKS};
    }
    List<Spot> spots = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      spots.add(new Spot(line.get(i), sum(spans, 0, i), spans[i], number));
    }
    return spots;
  }

  private int[] spans(List<Place> line) {
    double[] least = line.stream().mapToDouble(p -> extent(p).least()).toArray();
    double[] natural = line.stream().mapToDouble(p -> extent(p).natural()).toArray();
    return spans(least, natural);
  }

  /** Tracks for each column: what it must have, and of the rest by what it asks for. */
  private int[] spans(double[] least, double[] natural) {
    int[] spans = new int[least.length];
    int left = TRACKS;
    for (int i = 0; i < spans.length; i++) {
      spans[i] = (int) Math.max(LEAST_TRACKS, Math.ceil(least[i] / track));
      left -= spans[i];
    }
    if (left < 0) {
      return new int[0];
    }
    for (; left > 0; left--) {
      int neediest = 0;
      for (int i = 1; i < spans.length; i++) {
        if (natural[i] / spans[i] > natural[neediest] / spans[neediest]) {
          neediest = i;
        }
      }
      spans[neediest]++;
    }
    return spans;
  }

  private static int sum(int[] spans, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += spans[i];
    }
    return sum;
  }

  private Extent extent(Place place) {
    double least = 60;
    double natural = Measure.small(place.title()) + 20;
    for (Piece held : within(place, stage)) {
      Extent piece = Extent.of(held);
      least = Math.max(least, piece.least());
      natural = Math.max(natural, piece.natural());
    }
    // In steps, lest every place be moved whenever a word gets longer.
    double asked = Math.ceil(Math.max(least, natural) / STEP) * STEP;
    return new Extent(least + AROUND, asked + AROUND);
  }
}
