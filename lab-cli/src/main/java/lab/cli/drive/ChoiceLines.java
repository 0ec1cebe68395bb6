package lab.cli.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.cli.answer.DriveDocument.Choice;
import lab.cli.answer.DriveDocument.Frame;
import lab.cli.answer.DriveDocument.Refused;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Text;

/** What can be done next, and what cannot. */
final class ChoiceLines {
  private static final int WIDEST_ACTION = 24;

  private ChoiceLines() {}

  /**
   * The steps that are possible, each after what is typed to take it; then those that are not, and
   * why.
   */
  static List<String> whole(Frame frame, int mostRefusals, Look look) {
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
      lines.addAll(line(choice.key().get(), choice.action(), choice.story(), widest, look));
    }
    int unkeyed = frame.choices().size() - keyed.size();
    if (unkeyed > 0) {
      lines.add("  and %,d more: type the action".formatted(unkeyed));
    }
    int untold = frame.refused().size() - mostRefusals;
    for (Refused refused : frame.refused().stream().limit(mostRefusals).toList()) {
      line("-", refused.action(), "not possible: " + refused.reason(), widest, look)
          .forEach(l -> lines.add(look.dress(l, Ink.FAINT)));
    }
    if (untold > 0) {
      lines.add(look.dress("  and %,d more that are not possible".formatted(untold), Ink.FAINT));
    }
    return lines;
  }

  /**
   * The steps that are possible, a line each, then the names of those that are not.
   *
   * @param most how many lines of steps
   */
  static List<String> menu(Frame frame, int most, Look look) {
    if (frame.choices().isEmpty()) {
      return List.of("No step is possible from here.");
    }
    List<String> lines = new ArrayList<>();
    int widest = frame.choices().stream().mapToInt(c -> c.action().length()).max().orElse(0);
    List<Choice> told = frame.choices().stream().limit(most).toList();
    for (Choice choice : told) {
      String key = choice.key().orElse(" ");
      String name = Text.pad(choice.action(), Math.min(WIDEST_ACTION, widest));
      String line = "  %s  %s  %s".formatted(key, name, choice.story());
      lines.add(Text.clipWords(line, look.width(), look.ellipsis()));
    }
    int more = frame.choices().size() - told.size();
    if (more > 0) {
      lines.add(look.dress("  and %,d more: m lists them".formatted(more), Ink.FAINT));
    }
    if (!frame.refused().isEmpty()) {
      String names =
          frame.refused().stream().map(Refused::action).distinct().collect(Collectors.joining(" "));
      String line = "  not possible (d says why): " + names;
      lines.add(look.dress(Text.clipWords(line, look.width(), look.ellipsis()), Ink.FAINT));
    }
    return lines;
  }

  private static List<String> line(String key, String action, String text, int widest, Look look) {
    String name = Text.pad(action, Math.min(WIDEST_ACTION, widest));
    return Text.hang("  %s  %s  ".formatted(key, name), text, look.width());
  }
}
