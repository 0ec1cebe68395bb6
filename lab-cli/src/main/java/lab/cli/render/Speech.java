package lab.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** A picture in short sentences: what a screen reader says in its place. */
public final class Speech {
  private Speech() {}

  /** The whole picture, from top to bottom. */
  public static List<String> of(Stage stage) {
    List<String> sentences = new ArrayList<>();
    stage.pieces().forEach(p -> sentences.addAll(of(p)));
    return sentences;
  }

  /** Only what changed; one sentence says so if nothing did. */
  public static List<String> ofChanges(Stage before, Stage after) {
    List<String> old = of(before);
    List<String> news = of(after).stream().filter(s -> !old.contains(s)).toList();
    return news.isEmpty() ? List.of("Nothing in the picture changed.") : news;
  }

  private static List<String> of(Piece piece) {
    List<String> sentences = new ArrayList<>();
    if (!piece.title().isEmpty()) {
      sentences.add(Text.clean(piece.title()) + ".");
    }
    switch (piece) {
      case Piece.Cells p -> cells(p, sentences);
      case Piece.Segments p -> segments(p, sentences);
      case Piece.Lanes p -> lanes(p, sentences);
      case Piece.Table p -> table(p, sentences);
      case Piece.Links p -> links(p, sentences);
      case Piece.Plot p -> plot(p, sentences);
    }
    return sentences;
  }

  private static void cells(Piece.Cells piece, List<String> out) {
    if (piece.cells().isEmpty()) {
      out.add("Empty.");
    }
    for (int i = 0; i < piece.cells().size(); i++) {
      Piece.Cell cell = piece.cells().get(i);
      String marks =
          piece.marks().stream()
              .filter(m -> m.cell().equals(cell.key()))
              .map(m -> ", " + Text.clean(m.label()) + " is here")
              .collect(Collectors.joining());
      String label = Text.clean(cell.label()).strip();
      out.add(
          "Cell %d of %d: %s%s%s."
              .formatted(
                  i + 1,
                  piece.cells().size(),
                  label.isEmpty() ? "blank" : label,
                  tone(cell.tone()),
                  marks));
    }
  }

  private static void segments(Piece.Segments piece, List<String> out) {
    String unit = Text.clean(piece.unit());
    for (Piece.Bar bar : piece.bars()) {
      double sum =
          bar.segments().stream().filter(s -> !s.removed()).mapToDouble(Piece.Segment::value).sum();
      String parts =
          bar.segments().stream()
              .map(s ->
                  "%s %s%s"
                      .formatted(
                          Text.clean(s.label()),
                          TextRenderer.number(s.value()),
                          s.removed() ? " removed" : ""))
              .collect(Collectors.joining(", "));
      out.add(
          "%s: %s %s: %s."
              .formatted(Text.clean(bar.label()), TextRenderer.number(sum), unit, parts));
    }
  }

  private static void lanes(Piece.Lanes piece, List<String> out) {
    for (Piece.Lane lane : piece.lanes()) {
      String label = Text.clean(lane.label());
      if (lane.spans().isEmpty()) {
        out.add(label + ": nothing yet.");
      }
      for (Piece.Span span : lane.spans()) {
        String until = span.to() - span.from() > 1 ? " to " + (span.to() - 1) : "";
        out.add(
            "%s: %s at %d%s%s."
                .formatted(label, Text.clean(span.label()), span.from(), until, tone(span.tone())));
      }
    }
    for (Piece.Message m : piece.messages()) {
      out.add(
          "%s from %s to %s, sent at %d, %s."
              .formatted(
                  Text.clean(m.label()),
                  Text.clean(m.fromLane()),
                  Text.clean(m.toLane()),
                  m.sent(),
                  m.lost() ? "lost" : "arrives at " + m.arrives()));
    }
    out.add("Now is " + piece.now() + ".");
  }

  private static void table(Piece.Table piece, List<String> out) {
    for (Piece.Row row : piece.rows()) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < row.cells().size(); i++) {
        String head = i < piece.head().size() ? Text.clean(piece.head().get(i)) + " " : "";
        String cell = Text.clean(row.cells().get(i)).strip();
        if (!cell.isEmpty()) {
          parts.add(head + cell);
        }
      }
      String mark = row.mark().isBlank() ? "" : "Marked " + Text.clean(row.mark()) + ": ";
      out.add(mark + String.join(", ", parts) + tone(row.tone()) + ".");
    }
  }

  private static void links(Piece.Links piece, List<String> out) {
    Map<String, String> labels =
        piece.nodes().stream()
            .collect(Collectors.toMap(Piece.Node::key, n -> Text.clean(n.label()), (a, b) -> a));
    for (Piece.Node node : piece.nodes()) {
      String to =
          piece.edges().stream()
              .filter(e -> e.from().equals(node.key()))
              .map(e ->
                  labels.getOrDefault(e.to(), Text.clean(e.to()))
                      + (e.label().isEmpty() ? "" : " by " + Text.clean(e.label())))
              .collect(Collectors.joining(" and "));
      out.add(
          "%s%s%s."
              .formatted(
                  Text.clean(node.label()),
                  tone(node.tone()),
                  to.isEmpty() ? "" : ", points to " + to));
    }
  }

  private static void plot(Piece.Plot piece, List<String> out) {
    for (Piece.Series series : piece.series()) {
      String label = Text.clean(series.label());
      if (series.points().isEmpty()) {
        out.add(label + ": no points yet.");
        continue;
      }
      double low = series.points().stream().mapToDouble(Piece.Point::y).min().orElseThrow();
      double high = series.points().stream().mapToDouble(Piece.Point::y).max().orElseThrow();
      Piece.Point last = series.points().getLast();
      out.add(
          "%s: %s%s at %s %s, between %s and %s."
              .formatted(
                  label,
                  TextRenderer.number(last.y()),
                  last.low() < last.high()
                      ? " (%s to %s)"
                          .formatted(
                              TextRenderer.number(last.low()), TextRenderer.number(last.high()))
                      : "",
                  Text.clean(piece.xLabel()),
                  TextRenderer.number(last.x()),
                  TextRenderer.number(low),
                  TextRenderer.number(high)));
    }
    for (Piece.Rule rule : piece.rules()) {
      out.add("%s is at %s.".formatted(Text.clean(rule.label()), TextRenderer.number(rule.y())));
    }
  }

  private static String tone(Tone tone) {
    return tone == Tone.IDLE ? "" : ", " + word(tone);
  }

  private static String word(Tone tone) {
    return switch (tone) {
      case A -> "first actor";
      case B -> "second actor";
      default -> tone.name().toLowerCase(Locale.ROOT);
    };
  }
}
