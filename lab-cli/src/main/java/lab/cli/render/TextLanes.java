package lab.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lab.cli.render.Look.Ink;
import lab.cli.render.Look.Sign;
import lab.stage.Piece.Lane;
import lab.stage.Piece.Lanes;
import lab.stage.Piece.Message;
import lab.stage.Piece.Span;

/**
 * Lanes side by side with time running down: a line for each unit of time in which something
 * happens. This way labels keep their words however many steps there are.
 */
final class TextLanes {
  /** Lines of time that are drawn at most: the newest ones. */
  private static final int MOST_LINES = 40;

  private static final int NARROWEST = 6;

  private TextLanes() {}

  static void draw(Lanes piece, Set<String> changed, Canvas canvas) {
    Look look = canvas.look();
    int time = Math.max(2, Integer.toString(Math.max(piece.end(), piece.now())).length());
    int left = time + 2;
    int lanes = Math.max(1, piece.lanes().size());
    int pitch = Math.max(NARROWEST, Math.min(24, (canvas.width() - left) / lanes));
    int top = canvas.height();
    for (int i = 0; i < piece.lanes().size(); i++) {
      String label = Text.clean(piece.lanes().get(i).label());
      int x = left + i * pitch;
      canvas.put(x, top, Text.clip(label, pitch - 2, look.ellipsis()), Ink.HEADING);
      canvas.put(x, top + 1, look.sign(Sign.HORIZONTAL, pitch - 2), Ink.FAINT);
    }
    List<Integer> times = times(piece);
    int skipped = Math.max(0, times.size() - MOST_LINES);
    if (skipped > 0) {
      canvas.put(left, canvas.height(), "(%,d earlier not shown)".formatted(skipped), Ink.FAINT);
    }
    for (int t : times.subList(skipped, times.size())) {
      int y = canvas.height();
      canvas.put(0, y, ("%" + time + "d").formatted(t), Ink.FAINT);
      if (t == piece.now()) {
        canvas.put(time, y, look.sign(Sign.TO_RIGHT), Ink.HEADING);
      }
      for (int i = 0; i < piece.lanes().size(); i++) {
        spans(piece, piece.lanes().get(i), t, left + i * pitch, pitch - 1, changed, canvas);
      }
      messages(piece, t, left, changed, canvas);
    }
  }

  /** The times at which a line is due: something begins, goes on, is sent or arrives. */
  private static List<Integer> times(Lanes piece) {
    List<Integer> times = new ArrayList<>();
    for (int t = 0; t <= Math.max(piece.end(), piece.now()); t++) {
      int now = t;
      boolean busy =
          piece.lanes().stream()
                  .flatMap(l -> l.spans().stream())
                  .anyMatch(s -> s.from() <= now && now < s.to())
              || piece.messages().stream()
                  .anyMatch(m -> m.sent() == now || (!m.lost() && m.arrives() == now));
      if (busy || now == piece.now()) {
        times.add(now);
      }
    }
    return times;
  }

  private static void spans(
      Lanes piece, Lane lane, int t, int x, int room, Set<String> changed, Canvas canvas) {
    Look look = canvas.look();
    for (Span span : lane.spans()) {
      if (t < span.from() || t >= span.to()) {
        continue;
      }
      boolean isNew = changed.contains(piece.key() + "/" + lane.key() + "/" + span.key());
      String text =
          t == span.from()
              ? look.glyph(span.tone()) + " " + Text.clean(span.label())
              : look.sign(Sign.VERTICAL);
      text = Text.clip(text, room - 1, look.ellipsis());
      canvas.put(
          x,
          canvas.height() - 1,
          text + (isNew && t == span.from() ? TextRenderer.CHANGED : ""),
          Ink.of(span.tone(), isNew));
    }
  }

  private static void messages(Lanes piece, int t, int left, Set<String> changed, Canvas canvas) {
    Look look = canvas.look();
    for (Message message : piece.messages()) {
      if (message.sent() != t && (message.lost() || message.arrives() != t)) {
        continue;
      }
      boolean isNew = changed.contains(piece.key() + "/" + message.key());
      String fate =
          message.lost()
              ? "lost"
              : message.sent() == t ? "arrives at " + message.arrives() : "arrived";
      String text =
          "%s %s%s %s: %s%s"
              .formatted(
                  label(piece, message.fromLane()),
                  look.sign(Sign.HORIZONTAL),
                  look.sign(Sign.TO_RIGHT),
                  label(piece, message.toLane()),
                  Text.clean(message.label()) + ", " + fate,
                  isNew ? TextRenderer.CHANGED : "");
      canvas.put(
          left,
          canvas.height(),
          Text.clip(text, canvas.width() - left, look.ellipsis()),
          Ink.of(message.lost() ? lab.stage.Tone.GONE : lab.stage.Tone.BUSY, isNew));
    }
  }

  private static String label(Lanes piece, String lane) {
    return piece.lanes().stream()
        .filter(l -> l.key().equals(lane))
        .map(l -> Text.clean(l.label()))
        .findFirst()
        .orElse(Text.clean(lane));
  }
}
