package lab.cli.render.html;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import lab.stage.Piece.Lane;
import lab.stage.Piece.Lanes;
import lab.stage.Piece.Message;
import lab.stage.Piece.Span;

/** The lines of lanes in which time runs down: quiet times have none. */
final class LaneTimes {
  /** Lines that are drawn at most: the newest ones. */
  static final int MOST = 60;

  private LaneTimes() {}

  /** The times at which a line is due: something begins or goes on, is sent or arrives. */
  static List<Integer> of(Lanes piece) {
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
  static int row(List<Integer> times, int time) {
    int row = 0;
    while (row < times.size() && times.get(row) < time) {
      row++;
    }
    return row;
  }

  static List<Integer> newest(List<Integer> times) {
    return times.subList(Math.max(0, times.size() - MOST), times.size());
  }
}
