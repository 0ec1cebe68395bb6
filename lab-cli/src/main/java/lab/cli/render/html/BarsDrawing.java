package lab.cli.render.html;

import java.util.ArrayList;
import java.util.List;
import lab.cli.render.Text;
import lab.stage.Numbers;
import lab.stage.Piece.Bar;
import lab.stage.Piece.Segment;
import lab.stage.Piece.Segments;
import lab.stage.Tone;

/**
 * Bars drawn to one scale, each with its sum in big figures. A segment holds its number if that
 * fits; names and numbers stand in the legend, once for bars of the same segments.
 */
final class BarsDrawing {
  private static final double HIGH = 36;
  private static final int NARROW = 560;

  private BarsDrawing() {}

  /** What is said of a segment under the bars. */
  record Entry(String key, String text, Tone tone) {}

  static void draw(Segments piece, Drawing drawing, double width) {
    double left = 0;
    double right = 0;
    double longest = 0;
    for (Bar bar : piece.bars()) {
      left = Math.max(left, Measure.label(bar.label()) + 12);
      right = Math.max(right, total(piece, bar) + 12);
      longest = Math.max(longest, drawn(bar));
    }
    // With little room, names and sums stand above the bars.
    boolean above = width < NARROW || left + right > width * 0.6;
    if (above) {
      left = 0;
      right = 0;
    }
    double y = 0;
    for (Bar bar : piece.bars()) {
      if (above) {
        String sum = sum(bar);
        String unit = unit(piece, bar);
        double wide = Measure.total(sum) + Measure.small(unit) + 6;
        double room = Math.max(0, width - wide - 8);
        drawing.text(0, y + 22, Measure.fitLabel(bar.label(), room), "label ink", "start");
        drawing.text(width - Measure.small(unit) - 6, y + 24, sum, "total ink", "end");
        drawing.text(width, y + 24, Measure.fitSmall(unit, width / 2), "small second", "end");
        y += 32;
      } else {
        drawing.text(0, y + 23, Text.clean(bar.label()), "label ink", "start");
      }
      double end = segments(piece, bar, drawing, left, y, (width - left - right) / longest);
      if (!above) {
        String sum = sum(bar);
        drawing.text(end + 8, y + 27, sum, "total ink", "start");
        drawing.text(
            end + 14 + Measure.total(sum), y + 27, unit(piece, bar), "small second", "start");
      }
      y += HIGH + 10;
    }
    drawing.reach(y);
  }

  private static double segments(
      Segments piece, Bar bar, Drawing drawing, double left, double y, double scale) {
    double at = 0;
    double x = left;
    for (Segment segment : bar.segments()) {
      at += Math.max(0, segment.value());
      double end = Double.isFinite(scale) ? left + at * scale : left;
      double wide = end - x;
      if (wide >= 1) {
        String key = piece.key() + "/" + bar.key() + "/" + segment.key();
        Tone tone = segment.removed() ? Tone.GONE : segment.tone();
        drawing.open(key, tone, segment.removed() ? "thing removed" : "thing", null);
        drawing.area(tone, x, y, wide, HIGH, 3);
        if (segment.removed()) {
          drawing.hatch(x + 1.5, y + 1.5, wide - 3, HIGH - 3, 3);
        }
        String number = new Thing(key, Numbers.text(segment.value()), tone).text();
        if (Measure.label(number) + 8 <= wide) {
          drawing.text(x + wide / 2, y + 23, number, "label on", "middle");
        }
        drawing.close();
      }
      x = end;
    }
    drawing.reach(y + HIGH);
    return x;
  }

  /** Of which bar; of all of them where that is empty. */
  record Legend(String bar, List<Entry> entries) {}

  /** The legends of the piece: none for a bar whose name says it all, one for equal bars. */
  static List<Legend> legends(Segments piece) {
    List<Legend> legends = new ArrayList<>();
    for (Bar bar : piece.bars()) {
      if (isNamedByItsBar(bar) || bar.segments().isEmpty()) {
        continue;
      }
      List<Entry> entries = new ArrayList<>();
      for (Segment s : bar.segments()) {
        String words = Text.clean(s.label()).strip() + " " + Numbers.text(s.value());
        String key = piece.key() + "/" + bar.key() + "/" + s.key();
        Tone tone = s.removed() ? Tone.GONE : s.tone();
        entries.add(new Entry(key, s.removed() ? words + " removed" : words, tone));
      }
      legends.add(new Legend(piece.bars().size() == 1 ? "" : Text.clean(bar.label()), entries));
    }
    return legends;
  }

  /** The legends as a drawing, below {@code top}. */
  static void drawLegends(Segments piece, Drawing drawing, double width, double top) {
    double y = top;
    for (Legend legend : legends(piece)) {
      double x = 0;
      if (!legend.bar().isEmpty()) {
        String bar = Measure.fitSmall(legend.bar() + ":", width);
        drawing.text(0, y + 14, bar, "small second", "start");
        x = Measure.small(bar) + 10;
      }
      for (Entry entry : legend.entries()) {
        String text = Measure.fitSmall(entry.text(), width - 22);
        double wide = 22 + Measure.small(text);
        if (x > 0 && x + wide > width) {
          x = 0;
          y += 22;
        }
        drawing.open(entry.key() + "/legend", entry.tone(), "legend", null);
        drawing.area(entry.tone(), x, y + 2, 16, 14, 3);
        drawing.text(x + 22, y + 14, text, "small ink", "start");
        drawing.close();
        x += wide + 16;
      }
      y += 24;
    }
  }

  private static boolean isNamedByItsBar(Bar bar) {
    return bar.segments().size() == 1
        && !bar.segments().getFirst().removed()
        && bar.segments().getFirst().label().equals(bar.label());
  }

  private static double total(Segments piece, Bar bar) {
    return Measure.total(sum(bar)) + Measure.small(unit(piece, bar)) + 14;
  }

  private static String sum(Bar bar) {
    return Numbers.text(counted(bar));
  }

  private static String unit(Segments piece, Bar bar) {
    String clean = Text.clip(Text.clean(piece.unit()), 24, "…");
    return Numbers.text(counted(bar), clean).substring(sum(bar).length()).strip();
  }

  private static double counted(Bar bar) {
    return bar.segments().stream().filter(s -> !s.removed()).mapToDouble(Segment::value).sum();
  }

  private static double drawn(Bar bar) {
    return bar.segments().stream().mapToDouble(s -> Math.max(0, s.value())).sum();
  }
}
