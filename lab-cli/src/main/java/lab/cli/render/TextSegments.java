package lab.cli.render;

import java.util.Set;
import lab.cli.render.Look.Ink;
import lab.cli.render.Look.Sign;
import lab.stage.Piece.Bar;
import lab.stage.Piece.Segment;
import lab.stage.Piece.Segments;
import lab.stage.Tone;

/**
 * Bars drawn to one scale, each with its sum, and below it what the segments are. A removed segment
 * keeps its place, hatched, and does not count.
 */
final class TextSegments {
  private static final int MOST_LABEL = 16;

  private TextSegments() {}

  static void draw(Segments piece, Set<String> changed, Canvas canvas) {
    Look look = canvas.look();
    int label =
        piece.bars().stream().mapToInt(b -> Text.width(Text.clean(b.label()))).max().orElse(0);
    label = Math.min(MOST_LABEL, label);
    String unit = Text.clip(Text.clean(piece.unit()), 12, look.ellipsis());
    int sum =
        piece.bars().stream()
            .mapToInt(b -> TextRenderer.number(counted(b)).length() + 1 + Text.width(unit))
            .max()
            .orElse(0);
    int room = Math.max(1, canvas.width() - label - sum - 5);
    double longest = piece.bars().stream().mapToDouble(TextSegments::drawn).max().orElse(0);
    for (Bar bar : piece.bars()) {
      int y = canvas.height();
      canvas.put(0, y, Text.clip(Text.clean(bar.label()), label, look.ellipsis()));
      int x = label + 1;
      canvas.put(x++, y, look.sign(Sign.VERTICAL), Ink.FAINT);
      double at = 0;
      int from = 0;
      for (Segment segment : bar.segments()) {
        at += Math.max(0, segment.value());
        int to = longest <= 0 ? from : (int) Math.round(at / longest * room);
        Tone tone = segment.removed() ? Tone.GONE : segment.tone();
        canvas.put(x + from, y, look.fill(tone).repeat(to - from), Ink.of(tone));
        from = to;
      }
      String total = TextRenderer.number(counted(bar)) + " " + unit;
      canvas.put(x + from, y, look.sign(Sign.VERTICAL), Ink.FAINT);
      canvas.put(x + from + 2, y, total, Ink.HEADING);
      if (!isNamedByItsBar(bar)) {
        legend(piece, bar, label + 2, changed, canvas);
      } else if (changed.contains(
          piece.key() + "/" + bar.key() + "/" + bar.segments().getFirst().key())) {
        canvas.put(x + from + 2 + Text.width(total), y, TextRenderer.CHANGED);
      }
    }
  }

  private static boolean isNamedByItsBar(Bar bar) {
    return bar.segments().size() == 1
        && !bar.segments().getFirst().removed()
        && bar.segments().getFirst().label().equals(bar.label());
  }

  private static double counted(Bar bar) {
    return bar.segments().stream().filter(s -> !s.removed()).mapToDouble(Segment::value).sum();
  }

  private static double drawn(Bar bar) {
    return bar.segments().stream().mapToDouble(s -> Math.max(0, s.value())).sum();
  }

  private static void legend(
      Segments piece, Bar bar, int left, Set<String> changed, Canvas canvas) {
    Look look = canvas.look();
    int y = canvas.height();
    int x = left;
    for (Segment segment : bar.segments()) {
      boolean isNew = changed.contains(piece.key() + "/" + bar.key() + "/" + segment.key());
      Tone tone = segment.removed() ? Tone.GONE : segment.tone();
      String text =
          "%s %s %s%s%s"
              .formatted(
                  look.fill(tone),
                  Text.clean(segment.label()),
                  TextRenderer.number(segment.value()),
                  segment.removed() ? " removed" : "",
                  isNew ? TextRenderer.CHANGED : "");
      text = Text.clip(text, canvas.width() - left, look.ellipsis());
      if (x > left && x + Text.width(text) > canvas.width()) {
        x = left;
        y++;
      }
      canvas.put(x, y, text, Ink.of(tone, isNew));
      x += Text.width(text) + 2;
    }
  }
}
