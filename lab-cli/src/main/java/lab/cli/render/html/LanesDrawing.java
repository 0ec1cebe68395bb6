package lab.cli.render.html;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import lab.cli.render.Text;
import lab.cli.render.html.Drawing.Thing;
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
  /** Lines of time that are drawn at most: the newest ones. */
  private static final int MOST_LINES = 60;

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
        double wide = Measure.label(span.label()) + 20;
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
        drawing.box(thing(lane, span), from, i * LANE + 6, Math.min(wide, right - from), 34);
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
    for (int t = 0; t <= units(piece); t += every) {
      double x = Math.min(left + t * unit, right - 8);
      drawing.text(x, foot + 18, String.valueOf(t), "small second", t == 0 ? "start" : "middle");
    }
    drawing.line("now", left + piece.now() * unit, 0, left + piece.now() * unit, foot + 2);
    drawing.reach(foot + 24);
  }

  private void down() {
    double lane = Math.min(220, (width - TIME) / piece.lanes().size());
    for (int i = 0; i < piece.lanes().size(); i++) {
      String label = Measure.fitLabel(piece.lanes().get(i).label(), lane - 8);
      drawing.text(TIME + i * lane, 16, label, "label ink", "start");
    }
    List<Integer> times = times();
    double top = 26 + skipped(times, 26);
    List<Integer> drawn = newest(times);
    for (int row = 0; row < drawn.size(); row++) {
      int t = drawn.get(row);
      double y = top + row * LINE;
      drawing.text(TIME - 10, y + 23, String.valueOf(t), "small second", "end");
      drawing.line("grid", TIME, y + LINE - 1, TIME + piece.lanes().size() * lane, y + LINE - 1);
      if (t == piece.now()) {
        drawing.line("now", 4, y, TIME + piece.lanes().size() * lane, y);
      }
    }
    for (int i = 0; i < piece.lanes().size(); i++) {
      for (Span span : piece.lanes().get(i).spans()) {
        double from = top + row(drawn, span.from()) * LINE;
        double to = top + row(drawn, span.to()) * LINE;
        if (span.to() > drawn.getFirst()) {
          double high = Math.max(LINE, to - from) - 6;
          drawing.box(thing(piece.lanes().get(i), span), TIME + i * lane, from + 2, lane - 8, high);
        }
      }
    }
    for (Message m : piece.messages()) {
      double from = TIME + (lane(m.fromLane()) + 0.45) * lane;
      double to = TIME + (lane(m.toLane()) + 0.45) * lane;
      double y1 = top + (row(drawn, m.sent()) + 0.5) * LINE;
      double y2 = top + (row(drawn, Math.max(m.sent(), m.arrives())) + 0.5) * LINE;
      message(m, from, y1, to, y2);
    }
    drawing.reach(top + drawn.size() * LINE);
  }

  /** One line for each span and message, in the order of time. */
  private void list() {
    double y = skipped(times(), 0);
    for (int t : newest(times())) {
      for (Lane lane : piece.lanes()) {
        for (Span span : lane.spans()) {
          if (span.from() == t) {
            Thing thing = thing(lane, span);
            String label = lane.label() + ": " + span.label();
            drawing.text(TIME - 10, y + 23, String.valueOf(t), "small second", "end");
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
          drawing.text(TIME - 10, y + 23, String.valueOf(t), "small second", "end");
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

  private double skipped(List<Integer> times, double y) {
    int skipped = times.size() - MOST_LINES;
    if (skipped <= 0) {
      return 0;
    }
    String text = Numbers.text(skipped) + " earlier not shown";
    drawing.text(0, y + 16, Measure.fitSmall(text, width), "small second", "start");
    return 24;
  }

  private static List<Integer> newest(List<Integer> times) {
    return times.subList(Math.max(0, times.size() - MOST_LINES), times.size());
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

  private Thing thing(Lane lane, Span span) {
    return new Thing(piece.key() + "/" + lane.key() + "/" + span.key(), span.label(), span.tone());
  }

  /** The times at which a line is due: something begins or goes on, is sent or arrives. */
  private List<Integer> times() {
    TreeSet<Integer> times = new TreeSet<>();
    times.add(piece.now());
    for (Lane lane : piece.lanes()) {
      for (Span span : lane.spans()) {
        for (int t = span.from(); t < span.to(); t++) {
          times.add(t);
        }
      }
    }
    for (Message message : piece.messages()) {
      times.add(message.sent());
      if (!message.lost()) {
        times.add(message.arrives());
      }
    }
    return new ArrayList<>(times);
  }

  /** The line of that time, or of the next that has one. */
  private static int row(List<Integer> times, int time) {
    int row = 0;
    while (row < times.size() && times.get(row) < time) {
      row++;
    }
    return row;
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
