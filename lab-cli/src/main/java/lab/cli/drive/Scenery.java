package lab.cli.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Text;
import lab.cli.render.TextRenderer;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Refusal;
import lab.stage.Stage;
import lab.stage.Tone;

/** The lines of a session as they are printed, in either shell and by {@code --do}. */
final class Scenery {
  private static final int MOST_CHOICES = 35;

  /** More would push the picture off the screen; {@code --json} has them all. */
  private static final int MOST_REFUSALS = 3;

  private final Look look;
  private final TextRenderer renderer;

  Scenery(Look look) {
    this.look = look;
    this.renderer = new TextRenderer(look);
  }

  /** Which experiment under which controls, and how far. */
  List<String> heading(DriveSession session) {
    List<String> lines = new ArrayList<>();
    String far =
        session.ahead() == 0
            ? "step " + session.at()
            : "step %d of %d".formatted(session.at(), session.at() + session.ahead());
    for (String line :
        Text.wrap(
            "%s, %s (%s)".formatted(session.room().id(), far, session.settings()), look.width())) {
      lines.add(look.dress(line, Ink.HEADING));
    }
    return lines;
  }

  /** What happened in step {@code at}. */
  List<String> story(Track<?> track, int at) {
    if (at == 0) {
      return List.of("start");
    }
    List<String> lines = new ArrayList<>();
    String action = track.action(at).orElseThrow().toString();
    lines.add(look.dress("step %d  %s".formatted(at, action), Ink.HEADING));
    lines.addAll(Text.hang("  ", track.story(at), look.width()));
    return lines;
  }

  List<String> picture(Track<?> track, int at) {
    return renderer.render(track.stage(at), track.changed(at));
  }

  List<String> timeline(DriveSession session) {
    return renderer.render(Stage.of(session.history()), java.util.Set.of());
  }

  /** Every claim that a step can break or fulfil, and how it stands. */
  List<String> claims(List<Track.Standing> standings) {
    List<String> lines = new ArrayList<>();
    for (Track.Standing standing : standings) {
      Optional<Boolean> holds = standing.holds();
      if (holds.isEmpty()) {
        continue;
      }
      boolean wanted =
          standing.claim() instanceof Claim.Never<?> || standing.claim() instanceof Claim.Stuck<?>;
      Tone tone = holds.get() ? Tone.OK : wanted ? Tone.BAD : Tone.IDLE;
      String word = wanted ? holds.get() ? "holds" : "BROKEN" : holds.get() ? "reached" : "not yet";
      String first = "%s %-7s ".formatted(look.glyph(tone), word);
      for (String line :
          Text.hang(
              first, standing.claim().name() + ": " + standing.claim().text(), look.width())) {
        lines.add(look.dress(line, Ink.of(tone)));
      }
    }
    return lines;
  }

  /** The steps that are possible, each after what is typed to take it; then those that are not. */
  List<String> choices(DriveSession session) {
    List<Track.Choice> choices = session.choices();
    List<String> lines = new ArrayList<>();
    if (choices.isEmpty()) {
      lines.add("Nothing is possible any more: the run has ended.");
    }
    List<Refusal> refusals = session.refusals();
    int widest =
        Stream.concat(
                choices.stream().map(Track.Choice::action), refusals.stream().map(Refusal::action))
            .mapToInt(a -> a.toString().length())
            .max()
            .orElse(0);
    for (int i = 0; i < Math.min(choices.size(), MOST_CHOICES); i++) {
      lines.addAll(line(key(i), choices.get(i).action(), choices.get(i).story(), widest));
    }
    if (choices.size() > MOST_CHOICES) {
      lines.add("  and %,d more: type the action".formatted(choices.size() - MOST_CHOICES));
    }
    for (Refusal refusal : refusals.subList(0, Math.min(refusals.size(), MOST_REFUSALS))) {
      line('-', refusal.action(), "not possible: " + refusal.reason(), widest)
          .forEach(l -> lines.add(look.dress(l, Ink.FAINT)));
    }
    if (refusals.size() > MOST_REFUSALS) {
      String more =
          "  and %,d more that are not possible".formatted(refusals.size() - MOST_REFUSALS);
      lines.add(look.dress(more, Ink.FAINT));
    }
    return lines;
  }

  private List<String> line(char key, Action action, String text, int widest) {
    String name = Text.pad(action.toString(), Math.min(24, widest));
    return Text.hang("  %s  %s  ".formatted(key, name), text, look.width());
  }

  /** The key of the n-th choice: 1 to 9, then A to Z. */
  static char key(int choice) {
    return (char) (choice < 9 ? '1' + choice : 'A' + choice - 9);
  }

  /** The choice of a key, or -1. */
  static int choice(int key) {
    if (key >= '1' && key <= '9') {
      return key - '1';
    }
    return key >= 'A' && key <= 'Z' ? key - 'A' + 9 : -1;
  }
}
