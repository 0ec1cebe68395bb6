package lab.cli.drive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.cli.answer.DriveDocument;
import lab.cli.answer.DriveDocument.Frame;
import lab.cli.render.Density;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Move;
import lab.cli.render.Text;
import lab.cli.render.TextRenderer;
import lab.room.Settings;
import lab.stage.Tone;

/**
 * The lines of a session as they are printed, in either shell and by {@code --do}: drawn from the
 * document and from nothing else.
 */
final class Scenery {
  /** Lines of the screen that everybody has. */
  private static final int SCREEN = 24;

  /** More would push the picture off the screen; {@code --json} has them all. */
  private static final int MOST_REFUSALS = 3;

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
    String settings = Settings.words(drive.settings());
    String set = settings.isEmpty() ? drive.question() : "(%s)".formatted(settings);
    for (String line : Text.wrap("%s, %s %s".formatted(drive.id(), far, set), look.width())) {
      lines.add(look.dress(line, Ink.HEADING));
    }
    return lines;
  }

  /** Which experiment, how far, and what is set otherwise than in the beginning: one line. */
  String title(DriveDocument drive) {
    String far =
        drive.ahead() == 0
            ? "step " + drive.step()
            : "step %d of %d".formatted(drive.step(), drive.steps());
    boolean settable = !drive.controls().isEmpty();
    String set =
        settable && drive.isFixed()
            ? "the fixed preset"
            : drive.controls().stream()
                .filter(DriveDocument.Setting::isChanged)
                .map(c -> c.name() + "=" + c.value())
                .collect(Collectors.joining(" "));
    String line =
        "%s, %s  %s"
            .formatted(drive.id(), far, settable && set.isEmpty() ? "the default preset" : set);
    return look.dress(Text.clip(line, look.width(), look.ellipsis()), Ink.HEADING);
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
    lines.addAll(moved(frame, Integer.MAX_VALUE));
    return lines;
  }

  /** The same without the number, which the title has. */
  List<String> told(DriveDocument drive) {
    Frame frame = drive.here();
    if (frame.action().isEmpty()) {
      return Text.wrap(drive.question(), look.width());
    }
    List<String> lines = new ArrayList<>();
    String text = frame.action().get() + ": " + frame.story();
    Text.wrap(text, look.width()).forEach(l -> lines.add(look.dress(l, Ink.HEADING)));
    return lines;
  }

  /**
   * What is elsewhere than before the step.
   *
   * @param most how many lines of it
   */
  List<String> moved(Frame frame, int most) {
    List<String> lines = new ArrayList<>();
    List<Move> all =
        frame.moved().stream().map(m -> new Move(m.token(), m.from(), m.to(), m.stays())).toList();
    String moves = String.join("; ", Move.words(all));
    if (!moves.isEmpty()) {
      lines.addAll(Text.hang("  ", "(" + moves + ")", look.width()));
    }
    if (lines.size() > most) {
      lines = new ArrayList<>(lines.subList(0, most));
      String last = lines.removeLast() + " " + look.ellipsis();
      lines.add(Text.clipWords(last, look.width(), look.ellipsis()));
    }
    lines.replaceAll(l -> look.dress(l, Ink.FAINT));
    return lines;
  }

  /** The picture, boxed unless that takes more lines than a screen has. */
  List<String> picture(Frame frame) {
    return renderer.render(frame.stage(), new LinkedHashSet<>(frame.changed()), SCREEN);
  }

  List<String> picture(Frame frame, Density density) {
    return renderer.render(frame.stage(), new LinkedHashSet<>(frame.changed()), density);
  }

  /** Nothing if the document has none. */
  List<String> timeline(DriveDocument drive) {
    return drive.timeline().map(t -> renderer.render(t, Set.of())).orElse(List.of());
  }

  List<String> claims(Frame frame) {
    return StandingLines.words(frame, look);
  }

  List<String> marks(Frame frame) {
    return StandingLines.marks(frame, look);
  }

  List<String> choices(Frame frame) {
    return ChoiceLines.whole(frame, MOST_REFUSALS, look);
  }

  /** The controls as they are set, with what else they may be. */
  List<String> controls(DriveDocument drive) {
    return drive.controls().stream()
        .map(c -> "%s=%s (%s)".formatted(c.name(), c.value(), c.domain()))
        .toList();
  }
}
