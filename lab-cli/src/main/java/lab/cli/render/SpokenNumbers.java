package lab.cli.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;

/** What has more numbers than anybody listens to, told by what matters of them. */
final class SpokenNumbers {
  /** More places than that are counted only. */
  private static final int MOST_PLACES = 10;

  private SpokenNumbers() {}

  /** {@code hit rate 62 percent.} */
  static String figure(Piece.Figure figure) {
    return "%s %s."
        .formatted(Text.clean(figure.label()).strip(), value(figure.value(), figure.unit()));
  }

  /** The value that a figure had, if it had one; empty for everything else. */
  static String was(Stage before, String piece, String thing) {
    return before.piece(piece).stream()
        .filter(Piece.Figures.class::isInstance)
        .flatMap(p -> ((Piece.Figures) p).figures().stream())
        .filter(f -> f.key().equals(thing))
        .map(f -> TextRenderer.number(f.value()))
        .findFirst()
        .orElse("");
  }

  private static String value(double number, String unit) {
    return (TextRenderer.number(number) + " " + Text.clean(unit)).strip();
  }

  /** Of each tone how many cells have it and which: {@code 18 of 64 are bad: 3, 5 and 16 more.} */
  static List<String> dense(Piece.Cells piece) {
    List<String> sentences = new ArrayList<>();
    for (Tone tone : Tone.values()) {
      List<Integer> places =
          IntStream.range(0, piece.cells().size())
              .filter(i -> piece.cells().get(i).tone() == tone)
              .mapToObj(i -> i + 1)
              .toList();
      if (tone != Tone.IDLE && !places.isEmpty()) {
        sentences.add(
            "%d of %d %s %s: %s."
                .formatted(
                    places.size(),
                    piece.cells().size(),
                    places.size() == 1 ? "is" : "are",
                    Speech.word(tone),
                    places(places)));
      }
    }
    if (sentences.isEmpty()) {
      sentences.add("%d cells, none of interest.".formatted(piece.cells().size()));
    }
    piece.marks().stream()
        .map(m ->
            "%s is at %d."
                .formatted(
                    Text.clean(m.label()),
                    1 + piece.cells().stream().map(Piece.Cell::key).toList().indexOf(m.cell())))
        .forEach(sentences::add);
    return sentences;
  }

  private static String places(List<Integer> places) {
    int told = Math.min(MOST_PLACES, places.size());
    String list = String.join(", ", places.subList(0, told).stream().map(String::valueOf).toList());
    return told == places.size() ? list : list + " and " + (places.size() - told) + " more";
  }

  /** The last value of each curve, its range, its value at the cursor, where it crosses a rule. */
  static List<String> plot(Plot piece) {
    List<String> sentences = new ArrayList<>();
    for (Plot.Series series : piece.series()) {
      String label = Text.clean(series.label());
      if (series.points().isEmpty()) {
        sentences.add(label + ": no points yet.");
        continue;
      }
      sentences.add(label + ": " + curve(piece, series));
      for (Plot.Rule rule : piece.rules()) {
        crossing(series, rule.y())
            .ifPresent(x ->
                sentences.add(
                    "%s passes %s at %s %s."
                        .formatted(
                            label,
                            Text.clean(rule.label()),
                            Text.clean(piece.xLabel()),
                            TextRenderer.number(x))));
      }
    }
    for (Plot.Rule rule : piece.rules()) {
      sentences.add(
          "%s is at %s.".formatted(Text.clean(rule.label()), TextRenderer.number(rule.y())));
    }
    return sentences;
  }

  private static String curve(Plot piece, Plot.Series series) {
    double low = series.points().stream().mapToDouble(Plot.Point::y).min().orElseThrow();
    double high = series.points().stream().mapToDouble(Plot.Point::y).max().orElseThrow();
    Plot.Point last = series.points().getLast();
    String at = Text.clean(piece.xLabel());
    String here =
        series.points().stream()
            .filter(p -> p.x() <= piece.cursor())
            .max(Comparator.comparingDouble(Plot.Point::x))
            .filter(p -> p.x() < last.x())
            .map(p -> "%s now, at %s %s; ".formatted(sure(p), at, TextRenderer.number(p.x())))
            .orElse("");
    return "%s%s at %s %s, between %s and %s."
        .formatted(
            here,
            sure(last),
            at,
            TextRenderer.number(last.x()),
            TextRenderer.number(low),
            TextRenderer.number(high));
  }

  private static String sure(Plot.Point point) {
    return TextRenderer.number(point.y())
        + (point.low() < point.high()
            ? " (%s to %s)"
                .formatted(TextRenderer.number(point.low()), TextRenderer.number(point.high()))
            : "");
  }

  /** The first x at which the curve is on the other side of {@code y} than at its start. */
  private static Optional<Double> crossing(Plot.Series series, double y) {
    boolean above = series.points().getFirst().y() > y;
    return series.points().stream()
        .filter(p -> above ? p.y() < y : p.y() > y)
        .map(Plot.Point::x)
        .findFirst();
  }
}
