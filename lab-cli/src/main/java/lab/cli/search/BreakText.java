package lab.cli.search;

import java.io.PrintStream;
import java.util.List;
import lab.cli.answer.BreakDocument.Result;
import lab.cli.answer.BreakDocument.Sides;
import lab.cli.answer.BreakDocument.Told;
import lab.cli.answer.Words;
import lab.cli.command.Console;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Look.Mark;
import lab.cli.render.Text;
import lab.room.Settings;
import lab.stage.Tone;

/** What {@code lab break} prints for people: every answer with its extent, every break retold. */
final class BreakText {
  /** A longer break is told by its first and last steps. */
  private static final int MOST_STEPS = 24;

  /** A longer action is told in the column of the stories. */
  private static final int WIDEST_ACTION = 24;

  private final PrintStream out;
  private final Look look;
  private String last = "";

  BreakText(Console console) {
    this.out = console.out();
    this.look = Look.of(console);
  }

  /**
   * Prints a search.
   *
   * @param results its answers, at least one
   */
  void print(List<Result> results) {
    Result first = results.getFirst();
    if (!last.equals(first.asked().address())) {
      out.print(last.isEmpty() ? "" : "\n");
      paragraph("", first.asked().address() + ": " + first.asked().question(), Ink.HEADING);
    }
    last = first.asked().address();
    out.println();
    paragraph("", preset(first), Ink.HEADING);
    if (!first.asked().world().isEmpty()) {
      paragraph("World: ", first.asked().world() + ".", Ink.NONE);
    }
    first.asked().leftOut().ifPresent(l -> paragraph("", l, Ink.of(Tone.WARN)));
    paragraph("", "searched, " + first.found().extent(), Ink.FAINT);
    results.forEach(this::answer);
  }

  private static String preset(Result result) {
    String name =
        switch (result.asked().preset().orElse("")) {
          case "default" -> "Default preset";
          case "fixed" -> "Fixed preset";
          default -> "Chosen settings";
        };
    String from = result.asked().from().isEmpty() ? "" : ", from " + result.asked().from();
    return "%s: %s%s".formatted(name, Settings.words(result.asked().settings()), from);
  }

  private void answer(Result result) {
    out.println();
    Tone tone = tone(result);
    paragraph(
        look.mark(mark(result)) + " ",
        result.claimed().claim().orElse("") + ": " + result.claimed().text().orElse(""),
        Ink.of(tone));
    paragraph("  ", sentence(result), Ink.NONE);
    if (result.breaks() && result.found().replay().isPresent()) {
      steps(result.found().told());
      command(result.found().replay().get());
    }
    if (result.differs()) {
      paragraph(
          "  ",
          "Differs: " + result.claimed().predicted().orElse("") + " was predicted.",
          Ink.of(Tone.BAD));
    }
  }

  private static Mark mark(Result result) {
    return switch (result.found().answer()) {
      case "breaks" -> Mark.BROKEN;
      case "safe" -> result.costs().sides().isPresent() ? Mark.COUNTED : Mark.PROVED;
      case "reached" -> Mark.REACHED;
      default -> result.isOpen() ? Mark.OPEN : Mark.UNREACHABLE;
    };
  }

  private static Tone tone(Result result) {
    return switch (result.found().answer()) {
      case "breaks" -> Tone.BAD;
      case "safe", "reached" -> Tone.OK;
      default -> result.isOpen() ? Tone.WARN : Tone.GONE;
    };
  }

  private static String sentence(Result result) {
    String extent = result.found().extent();
    int steps = result.found().steps().orElse(0);
    String count = Words.steps(steps);
    boolean found = result.found().schedule().isPresent();
    return switch (result.claimed().kind().orElse("")) {
      case "beats" ->
          result.costs().sides().map(s -> costs(result, s)).orElse("No answer: " + extent + ".");
      case "sometimes" ->
          found
              ? "Reached, soonest in " + count + "."
              : result.found().complete()
                  ? "Never reached (" + extent + ")."
                  : "Not reached: " + extent + ".";
      case "reach" ->
          found
              ? steps == 0
                  ? "Reached at once, before any step."
                  : "Reached, at best in %s: %s.".formatted(count, result.found().schedule().get())
              : result.found().complete()
                  ? "Cannot be reached (" + extent + ")."
                  : "Not reached: " + extent + ".";
      default ->
          switch (result.found().answer()) {
            case "breaks" ->
                steps == 0
                    ? "Broken at the start, before any step."
                    : "Breaks in %s, the fewest possible:".formatted(count);
            case "safe" -> "Cannot break%s in this world (%s).".formatted(by(result), extent);
            default -> "No answer: no break found, " + extent + ".";
          };
    };
  }

  private static String costs(Result result, Sides sides) {
    long a = result.costs().a().orElseThrow();
    long b = result.costs().b().orElseThrow();
    // The unit stands before the numbers, so that it reads well with any of them.
    return "%s of %s: %s %,d, %s %,d; %s."
        .formatted(
            result.costs().arithmetic().orElse(false) ? "Arithmetic" : "Count",
            result.costs().unit().orElse(""),
            sides.a(),
            a,
            sides.b(),
            b,
            a < b ? "holds" : "does not hold");
  }

  private static String by(Result result) {
    return result.asked().by().map(b -> " " + b).orElse("");
  }

  /** The schedule, retold; what came before {@code --from} is not. */
  private void steps(List<Told> told) {
    int widest = told.stream().mapToInt(t -> t.action().length()).max().orElse(0);
    int skipped = told.size() - MOST_STEPS;
    for (int i = 0; i < told.size(); i++) {
      if (skipped > 0 && i == MOST_STEPS / 2) {
        paragraph("        ", "(%s more of this kind)".formatted(Words.steps(skipped)), Ink.FAINT);
        i += skipped;
      }
      Told step = told.get(i);
      paragraph(
          "  %4d  %s  "
              .formatted(step.step(), Text.pad(step.action(), Math.min(widest, WIDEST_ACTION))),
          step.story(),
          Ink.NONE);
    }
  }

  /** A command line is kept in one piece if it fits, for it is to be copied. */
  private void command(String line) {
    out.println("  replay:");
    if (Text.width(line) + 4 <= look.width()) {
      out.println("    " + line);
      return;
    }
    // Inside a word the shell joins lines that end in a backslash.
    int room = look.width() - 1;
    String rest = "    " + line;
    while (rest.length() > room) {
      int cut = Math.max(rest.lastIndexOf(',', room - 1) + 1, rest.lastIndexOf(' ', room - 1) + 1);
      cut = cut <= 4 ? room : cut;
      out.println(rest.substring(0, cut) + "\\");
      rest = rest.substring(cut);
    }
    out.println(rest);
  }

  /** The last line: whether all of it is as predicted. */
  void conclude(List<Result> all) {
    out.println();
    long open = all.stream().filter(Result::isOpen).count();
    List<Result> differ = all.stream().filter(Result::differs).toList();
    if (!differ.isEmpty()) {
      differ.forEach(r ->
          paragraph(
              "DIFFERS  ",
              "%s: %s predicted %s, found %s"
                  .formatted(
                      r.asked().id(),
                      r.claimed().claim().orElse(""),
                      r.claimed().predicted().orElse(""),
                      r.found().answer()),
              Ink.of(Tone.BAD)));
    } else if (open > 0) {
      paragraph(
          "",
          "No answer to %s: a bound was reached; --max-states and --max-time raise it."
              .formatted(open == 1 ? "1 claim" : open + " claims"),
          Ink.of(Tone.WARN));
    } else if (all.stream().anyMatch(r -> r.claimed().predicted().isPresent())) {
      paragraph("", "All as predicted.", Ink.of(Tone.OK));
    } else {
      paragraph("", "These settings have no prediction; the answers stand as they are.", Ink.NONE);
    }
  }

  private void paragraph(String first, String text, Ink ink) {
    Text.hang(first, text, look.width()).forEach(l -> out.println(look.dress(l, ink)));
  }
}
