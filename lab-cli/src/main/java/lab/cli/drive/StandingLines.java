package lab.cli.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lab.cli.answer.DriveDocument.Frame;
import lab.cli.answer.DriveDocument.Standing;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Look.Mark;
import lab.cli.render.Text;
import lab.stage.Tone;

/** How the claims stand. */
final class StandingLines {
  /** The kinds of claim that are to hold all the time; the others are to be reached once. */
  private static final Set<String> WANTED = Set.of("never", "stuck");

  private StandingLines() {}

  /** Every claim that a step can break or fulfil, and how it stands. */
  static List<String> words(Frame frame, Look look) {
    List<String> lines = new ArrayList<>();
    for (Standing standing : frame.claims()) {
      if (standing.holds().isPresent()) {
        State state = State.of(standing);
        String first = "%s %-7s ".formatted(look.mark(state.mark), state.word);
        String text = standing.name() + ": " + standing.text();
        for (String line : Text.hang(first, text, look.width())) {
          lines.add(look.dress(line, Ink.of(state.tone)));
        }
      }
    }
    return lines;
  }

  /** The same as marks and names, as many to a line as fit; what is broken says so. */
  static List<String> marks(Frame frame, Look look) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (Standing standing : frame.claims()) {
      if (standing.holds().isEmpty()) {
        continue;
      }
      State state = State.of(standing);
      boolean broken = state.mark == Mark.BROKEN;
      String text =
          look.mark(state.mark) + " " + standing.name() + (broken ? " " + state.word : "");
      if (used > 0 && used + 2 + Text.width(text) > look.width()) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      line.append(used == 0 ? "" : "  ").append(look.dress(text, Ink.of(state.tone)));
      used += (used == 0 ? 0 : 2) + Text.width(text);
    }
    if (used > 0) {
      lines.add(line.toString());
    }
    return lines;
  }

  /** How a claim stands, as it is shown. */
  record State(Mark mark, String word, Tone tone) {
    static State of(Standing standing) {
      boolean holds = standing.holds().orElseThrow();
      if (WANTED.contains(standing.kind())) {
        return holds
            ? new State(Mark.SO_FAR, "holds", Tone.OK)
            : new State(Mark.BROKEN, "BROKEN", Tone.BAD);
      }
      return holds
          ? new State(Mark.REACHED, "reached", Tone.OK)
          : new State(Mark.SO_FAR, "not yet", Tone.IDLE);
    }
  }
}
