package lab.cli.render;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import lab.cli.command.Json;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * A picture as JSON: {@code {"pieces":[{"type","key","title",…}]}}, with the field names of {@link
 * Piece} and tones in lower case. Spelt out, so that renaming a record in Java changes no document.
 */
public final class StageJson {
  private StageJson() {}

  public static Map<String, Object> of(Stage stage) {
    return Json.object("pieces", stage.pieces().stream().map(StageJson::of).toList());
  }

  private static Map<String, Object> of(Piece piece) {
    return switch (piece) {
      case Piece.Cells p ->
          piece(
              p,
              "cells",
              "form",
              p.form().name().toLowerCase(Locale.ROOT),
              "columns",
              p.columns(),
              "cells",
              p.cells().stream().map(StageJson::of).toList(),
              "marks",
              p.marks().stream().map(StageJson::of).toList());
      case Piece.Segments p ->
          piece(
              p,
              "segments",
              "unit",
              p.unit(),
              "bars",
              p.bars().stream().map(StageJson::of).toList());
      case Piece.Lanes p ->
          piece(
              p,
              "lanes",
              "lanes",
              p.lanes().stream().map(StageJson::of).toList(),
              "messages",
              p.messages().stream().map(StageJson::of).toList(),
              "now",
              p.now(),
              "end",
              p.end());
      case Piece.Table p ->
          piece(
              p, "table", "head", p.head(), "rows", p.rows().stream().map(StageJson::of).toList());
      case Piece.Links p ->
          piece(
              p,
              "links",
              "nodes",
              p.nodes().stream().map(StageJson::of).toList(),
              "edges",
              p.edges().stream().map(StageJson::of).toList());
      case Piece.Plot p ->
          piece(
              p,
              "plot",
              "xLabel",
              p.xLabel(),
              "yLabel",
              p.yLabel(),
              "series",
              p.series().stream().map(StageJson::of).toList(),
              "rules",
              p.rules().stream()
                  .map(r -> Json.object("key", r.key(), "label", r.label(), "y", r.y()))
                  .toList(),
              "cursor",
              p.cursor());
    };
  }

  private static Map<String, Object> piece(Piece piece, String type, Object... fields) {
    Map<String, Object> object =
        Json.object("type", type, "key", piece.key(), "title", piece.title());
    object.putAll(Json.object(fields));
    return object;
  }

  private static Map<String, Object> of(Piece.Cell c) {
    return Json.object(
        "key",
        c.key(),
        "label",
        c.label(),
        "tone",
        word(c.tone()),
        "action",
        c.action().orElse(null));
  }

  private static Map<String, Object> of(Piece.Mark m) {
    return Json.object(
        "key", m.key(), "label", m.label(), "cell", m.cell(), "tone", word(m.tone()));
  }

  private static Map<String, Object> of(Piece.Bar b) {
    List<Map<String, Object>> segments =
        b.segments().stream()
            .map(s ->
                Json.object(
                    "key",
                    s.key(),
                    "label",
                    s.label(),
                    "value",
                    s.value(),
                    "tone",
                    word(s.tone()),
                    "removed",
                    s.removed()))
            .toList();
    return Json.object("key", b.key(), "label", b.label(), "segments", segments);
  }

  private static Map<String, Object> of(Piece.Lane l) {
    List<Map<String, Object>> spans =
        l.spans().stream()
            .map(s ->
                Json.object(
                    "key",
                    s.key(),
                    "label",
                    s.label(),
                    "from",
                    s.from(),
                    "to",
                    s.to(),
                    "tone",
                    word(s.tone())))
            .toList();
    return Json.object("key", l.key(), "label", l.label(), "spans", spans);
  }

  private static Map<String, Object> of(Piece.Message m) {
    return Json.object(
        "key",
        m.key(),
        "label",
        m.label(),
        "fromLane",
        m.fromLane(),
        "sent",
        m.sent(),
        "toLane",
        m.toLane(),
        "arrives",
        m.arrives(),
        "lost",
        m.lost());
  }

  private static Map<String, Object> of(Piece.Row r) {
    return Json.object(
        "key",
        r.key(),
        "cells",
        r.cells(),
        "tone",
        word(r.tone()),
        "mark",
        r.mark(),
        "action",
        r.action().orElse(null));
  }

  private static Map<String, Object> of(Piece.Node n) {
    return Json.object(
        "key",
        n.key(),
        "label",
        n.label(),
        "column",
        n.column(),
        "row",
        n.row(),
        "tone",
        word(n.tone()),
        "action",
        n.action().orElse(null));
  }

  private static Map<String, Object> of(Piece.Edge e) {
    return Json.object(
        "key", e.key(), "from", e.from(), "to", e.to(), "label", e.label(), "tone", word(e.tone()));
  }

  /** {@code [x, y]}, and the ends of the interval behind it where there is one. */
  private static List<Double> of(Piece.Point p) {
    return p.low() < p.high() ? List.of(p.x(), p.y(), p.low(), p.high()) : List.of(p.x(), p.y());
  }

  private static Map<String, Object> of(Piece.Series s) {
    return Json.object(
        "key",
        s.key(),
        "label",
        s.label(),
        "tone",
        word(s.tone()),
        "points",
        s.points().stream().map(StageJson::of).toList());
  }

  private static String word(Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }
}
