package lab.cli.drive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.cli.answer.DriveDocument;
import lab.cli.answer.DriveDocument.Choice;
import lab.cli.answer.DriveDocument.Frame;
import lab.cli.answer.DriveDocument.Refused;
import lab.cli.answer.DriveDocument.Standing;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Look.Mark;
import lab.cli.render.Text;
import lab.cli.render.TextRenderer;
import lab.room.Settings;
import lab.stage.Tone;

/**
 * The lines of a session as they are printed, in either shell and by {@code --do}: drawn from the
 * document and from nothing else.
 */
final class Scenery {
  /** More would push the picture off the screen; {@code --json} has them all. */
  private static final int MOST_REFUSALS = 3;

  /** The kinds of claim that are to hold all the time; the others are to be reached once. */
  private static final Set<String> WANTED = Set.of("never", "stuck");

  private final Look look;
  private final TextRenderer renderer;

  Scenery(Look look) {
    this.look = look;
    this.renderer = new TextRenderer(look);
  }

  /** Which experiment under which controls, and how far. */
  List<String> heading(DriveDocument drive) {
    List<String> lines = new ArrayList<>();
    String far =
        drive.ahead() == 0
            ? "step " + drive.step()
            : "step %d of %d".formatted(drive.step(), drive.steps());
    for (String line :
        Text.wrap(
            "%s, %s (%s)".formatted(drive.id(), far, Settings.words(drive.settings())),
            look.width())) {
      lines.add(look.dress(line, Ink.HEADING));
    }
    return lines;
  }

  /** What is to be found out, and how far that is; nothing without an exercise. */
  List<String> exercise(DriveDocument drive) {
    List<String> lines = new ArrayList<>();
    drive
        .exercise()
        .ifPresent(e -> {
          lines.addAll(Text.hang("Exercise %d: ".formatted(e.number()), e.asks(), look.width()));
          Ink ink = Ink.of(e.solved() ? Tone.OK : Tone.WARN);
          Text.wrap(e.sentence(), look.width()).forEach(l -> lines.add(look.dress(l, ink)));
        });
    return lines;
  }

  /** What happened in the step. */
  List<String> story(Frame frame) {
    if (frame.action().isEmpty()) {
      return List.of("start");
    }
    List<String> lines = new ArrayList<>();
    lines.add(look.dress("step %d  %s".formatted(frame.step(), frame.action().get()), Ink.HEADING));
    lines.addAll(Text.hang("  ", frame.story(), look.width()));
    return lines;
  }

  List<String> picture(Frame frame) {
    return renderer.render(frame.stage(), new LinkedHashSet<>(frame.changed()));
  }

  /** Nothing if the document has none. */
  List<String> timeline(DriveDocument drive) {
    return drive.timeline().map(t -> renderer.render(t, Set.of())).orElse(List.of());
  }

  /** Every claim that a step can break or fulfil, and how it stands. */
  List<String> claims(Frame frame) {
    List<String> lines = new ArrayList<>();
    for (Standing standing : frame.claims()) {
      Optional<Boolean> holds = standing.holds();
      if (holds.isEmpty()) {
        continue;
      }
      boolean wanted = WANTED.contains(standing.kind());
      Tone tone = holds.get() ? Tone.OK : wanted ? Tone.BAD : Tone.IDLE;
      String word = wanted ? holds.get() ? "holds" : "BROKEN" : holds.get() ? "reached" : "not yet";
      Mark mark =
          holds.get() ? wanted ? Mark.SO_FAR : Mark.REACHED : wanted ? Mark.BROKEN : Mark.SO_FAR;
      String first = "%s %-7s ".formatted(look.mark(mark), word);
      for (String line : Text.hang(first, standing.name() + ": " + standing.text(), look.width())) {
        lines.add(look.dress(line, Ink.of(tone)));
      }
    }
    return lines;
  }

  /** The steps that are possible, each after what is typed to take it; then those that are not. */
  List<String> choices(Frame frame) {
    List<String> lines = new ArrayList<>();
    if (frame.choices().isEmpty()) {
      lines.add("No step is possible from here.");
    }
    int widest =
        Stream.concat(
                frame.choices().stream().map(Choice::action),
                frame.refused().stream().map(Refused::action))
            .mapToInt(String::length)
            .max()
            .orElse(0);
    List<Choice> keyed = frame.choices().stream().filter(c -> c.key().isPresent()).toList();
    for (Choice choice : keyed) {
      lines.addAll(line(choice.key().get(), choice.action(), choice.story(), widest));
    }
    int unkeyed = frame.choices().size() - keyed.size();
    if (unkeyed > 0) {
      lines.add("  and %,d more: type the action".formatted(unkeyed));
    }
    int untold = frame.refused().size() - MOST_REFUSALS;
    for (Refused refused : frame.refused().stream().limit(MOST_REFUSALS).toList()) {
      line("-", refused.action(), "not possible: " + refused.reason(), widest)
          .forEach(l -> lines.add(look.dress(l, Ink.FAINT)));
    }
    if (untold > 0) {
      lines.add(look.dress("  and %,d more that are not possible".formatted(untold), Ink.FAINT));
    }
    return lines;
  }

  /** The controls as they are set, with what else they may be. */
  List<String> controls(DriveDocument drive) {
    return drive.controls().stream()
        .map(c -> "%s=%s (%s)".formatted(c.name(), c.value(), c.domain()))
        .toList();
  }

  private List<String> line(String key, String action, String text, int widest) {
    String name = Text.pad(action, Math.min(24, widest));
    return Text.hang("  %s  %s  ".formatted(key, name), text, look.width());
  }
}
