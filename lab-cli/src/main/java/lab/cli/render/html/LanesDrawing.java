package lab.cli.render.html;

import java.util.List;
import lab.cli.render.Text;
import lab.stage.Numbers;
import lab.stage.Piece.Lane;
import lab.stage.Piece.Lanes;
import lab.stage.Piece.Message;
import lab.stage.Piece.Span;
import lab.stage.Tone;

/**
 * Lanes with time running to the right if every span has room for its label that way, else down
 * with a line for each time at which something happens, else as a list of what happened.
 */
final class LanesDrawing {
  private static final double LANE = 48;
  private static final double LINE = 38;
  private static final double LEAST_LANE = 84;
  private static final double TIME = 40;

  private final Lanes piece;
  private final Drawing drawing;
  private final double width;

  private LanesDrawing(Lanes piece, Drawing drawing, double width) {
    this.piece = piece;
    this.drawing = drawing;
    this.width = width;
  }

  static void draw(Lanes piece, Drawing drawing, double width) {
    LanesDrawing lanes = new LanesDrawing(piece, drawing, width);
    if (across(piece) <= width) {
      lanes.across();
    } else if (TIME + piece.lanes().size() * LEAST_LANE <= width) {
      lanes.down();
    } else {
      lanes.list();
    }
  }

  /** The width that the lanes take with time running to the right. */
  static double across(Lanes piece) {
    double unit = 22;
    for (Lane lane : piece.lanes()) {
      for (Span span : lane.spans()) {
        double wide = Measure.label(thing(piece, lane, span).text()) + 16;
        unit = Math.max(unit, wide / Math.max(1, span.to() - span.from()));
      }
    }
    for (Message message : piece.messages()) {
      unit = Math.max(unit, Measure.small(message.label()) / 2);
    }
    return left(piece) + units(piece) * unit;
  }

  private static int units(Lanes piece) {
    return Math.max(1, Math.max(piece.end(), piece.now() + 1));
  }

  private static double left(Lanes piece) {
    double left = 40;
    for (Lane lane : piece.lanes()) {
      left = Math.max(left, Measure.label(lane.label()) + 16);
    }
    return left;
  }

  private void across() {
    double left = left(piece);
    double unit = Math.min(120, (width - left) / units(piece));
    double right = left + units(piece) * unit;
    double foot = piece.lanes().size() * LANE;
    for (int i = 0; i < piece.lanes().size(); i++) {
      Lane lane = piece.lanes().get(i);
      drawing.text(0, i * LANE + 29, Text.clean(lane.label()), "label ink", "start");
      drawing.line("grid", left, (i + 1) * LANE - 1, right, (i + 1) * LANE - 1);
      for (Span span : lane.spans()) {
        double from = left + span.from() * unit;
        double wide = Math.max(6, (span.to() - span.from()) * unit - 3);
        drawing.box(thing(piece, lane, span), from, i * LANE + 6, Math.min(wide, right - from), 34);
      }
    }
    for (Message message : piece.messages()) {
      double from = left + (message.sent() + 0.5) * unit;
      double to = left + (Math.max(message.sent(), message.arrives()) + 0.5) * unit;
      message(
          message,
          from,
          lane(message.fromLane()) * LANE + 23,
          Math.min(to, right),
          lane(message.toLane()) * LANE + 23);
    }
    int every = Math.max(1, (int) Math.ceil(40 / unit));
    for (int t = 0; t < units(piece); t += every) {
      double x = left + (t + 0.5) * unit;
      drawing.text(x, foot + 20, String.valueOf(t), "small second", "middle");
    }
    drawing.line(
        "now", left + piece.now() * unit, foot + 3, left + (piece.now() + 1) * unit, foot + 3);
    drawing.reach(foot + 24);
  }

  private void down() {
    double lane = Math.min(220, (width - TIME) / piece.lanes().size());
    for (int i = 0; i < piece.lanes().size(); i++) {
      String label = Measure.fitLabel(piece.lanes().get(i).label(), lane - 8);
      drawing.text(TIME + i * lane, 16, label, "label ink", "start");
    }
    List<Integer> times = LaneTimes.of(piece);
    double top = 26 + skipped(times, 26);
    List<Integer> drawn = LaneTimes.newest(times);
    for (int row = 0; row < drawn.size(); row++) {
      int t = drawn.get(row);
      double y = top + row * LINE;
      time(t, y);
      drawing.line("grid", TIME, y + LINE - 1, TIME + piece.lanes().size() * lane, y + LINE - 1);
    }
    for (int i = 0; i < piece.lanes().size(); i++) {
      for (Span span : piece.lanes().get(i).spans()) {
        double from = top + LaneTimes.row(drawn, span.from()) * LINE;
        double to = top + LaneTimes.row(drawn, span.to()) * LINE;
        if (span.to() > drawn.getFirst()) {
          double high = Math.max(LINE, to - from) - 6;
          drawing.box(
              thing(piece, piece.lanes().get(i), span), TIME + i * lane, from + 2, lane - 8, high);
        }
      }
    }
    for (Message m : piece.messages()) {
      // From side to side of the boxes, so that none is written over.
      int one = lane(m.fromLane());
      int other = lane(m.toLane());
      double from = TIME + one * lane + (other > one ? lane - 8 : 0);
      double to = TIME + other * lane + (other > one ? 0 : lane - 8);
      double y1 = top + (LaneTimes.row(drawn, m.sent()) + 0.5) * LINE;
      double y2 = top + (LaneTimes.row(drawn, Math.max(m.sent(), m.arrives())) + 0.5) * LINE;
      message(m, from, y1, to, y2);
    }
    drawing.reach(top + drawn.size() * LINE);
  }

  /** One line for each span and message, in the order of time. */
  private void list() {
    double y = skipped(LaneTimes.of(piece), 0);
    for (int t : LaneTimes.newest(LaneTimes.of(piece))) {
      for (Lane lane : piece.lanes()) {
        for (Span span : lane.spans()) {
          if (span.from() == t) {
            Thing thing = thing(piece, lane, span);
            String label = lane.label() + ": " + span.label();
            time(t, y);
            drawing.box(
                new Thing(thing.key(), label, thing.tone()), TIME, y + 2, width - TIME, LINE - 6);
            y += LINE;
          }
        }
      }
      for (Message m : piece.messages()) {
        if (m.sent() == t) {
          String fate = m.lost() ? "lost" : "arrives at " + m.arrives();
          String label = m.label() + ": " + m.fromLane() + " to " + m.toLane() + ", " + fate;
          time(t, y);
          drawing.box(
              new Thing(piece.key() + "/" + m.key(), label, tone(m)),
              TIME,
              y + 2,
              width - TIME,
              LINE - 6);
          y += LINE;
        }
      }
    }
    drawing.text(0, y + 18, "now is " + piece.now(), "small second", "start");
  }

  /** The time of a line, with a stroke before it if that is now. */
  private void time(int t, double y) {
    drawing.text(TIME - 10, y + 23, String.valueOf(t), "small second", "end");
    if (t == piece.now()) {
      drawing.line("now", 2, y + 4, 2, y + LINE - 6);
    }
  }

  private double skipped(List<Integer> times, double y) {
    int skipped = times.size() - LaneTimes.MOST;
    if (skipped <= 0) {
      return 0;
    }
    String text = Numbers.text(skipped) + " earlier not shown";
    drawing.text(0, y + 16, Measure.fitSmall(text, width), "small second", "start");
    return 24;
  }

  private void message(Message m, double x1, double y1, double x2, double y2) {
    // A lost one ends half-way.
    double endX = m.lost() ? (x1 + x2) / 2 : x2;
    double endY = m.lost() ? (y1 + y2) / 2 : y2;
    drawing.open(
        piece.key() + "/" + m.key(),
        tone(m),
        m.lost() ? "message lost" : "message",
        m.token().orElse(null));
    drawing.line("stroke", x1, y1, endX, endY);
    if (!m.lost()) {
      drawing.head(endX, endY, x1, y1);
    }
    String label = Text.clean(m.label()).strip() + (m.lost() ? " ✗" : "");
    double wide = Measure.small(label) / 2;
    double x = Math.clamp((x1 + endX) / 2, Math.min(wide, width / 2), Math.max(width - wide, wide));
    drawing.text(x, (y1 + endY) / 2 - 4, Measure.fitSmall(label, width), "small halo", "middle");
    drawing.close();
  }

  private static Tone tone(Message message) {
    return message.lost() ? Tone.BAD : Tone.BUSY;
  }

  private static Thing thing(Lanes piece, Lane lane, Span span) {
    return new Thing(piece.key() + "/" + lane.key() + "/" + span.key(), span.label(), span.tone());
  }

  private int lane(String key) {
    for (int i = 0; i < piece.lanes().size(); i++) {
      if (piece.lanes().get(i).key().equals(key)) {
        return i;
      }
    }
    return 0;
  }
}
