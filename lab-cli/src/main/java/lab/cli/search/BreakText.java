package lab.cli.search;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import lab.cli.command.Console;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Replays;
import lab.cli.render.Text;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.room.Room;
import lab.stage.Tone;

/** What {@code lab break} prints for people: every answer with its extent, every break retold. */
final class BreakText {
  /** A longer break is told by its first and last steps. */
  private static final int MOST_STEPS = 24;

  private final PrintStream out;
  private final Look look;
  private final List<String> differences = new ArrayList<>();
  private int predicted;
  private int open;
  private Room last;

  BreakText(Console console) {
    this.out = console.out();
    this.look = Look.of(console);
  }

  void print(Search search) {
    Room room = search.room();
    if (last == null || !last.address().equals(room.address())) {
      out.print(last == null ? "" : "\n");
      paragraph("", room.address() + ": " + room.question(), Ink.HEADING);
    }
    last = room;
    out.println();
    paragraph("", preset(search), Ink.HEADING);
    paragraph("", "searched, " + search.exploration().extent(), Ink.FAINT);
    search.exploration().answers().forEach(a -> answer(search, a));
  }

  private static String preset(Search search) {
    String name =
        switch (search.preset()) {
          case DEFAULT -> "Default preset";
          case FIXED -> "Fixed preset";
          case CHOSEN -> "Chosen settings";
        };
    String from = search.from().size() == 0 ? "" : ", from " + search.from();
    return "%s: %s%s".formatted(name, search.settings(), from);
  }

  private void answer(Search search, Exploration.Answer answer) {
    Claim<?> claim = answer.claim();
    out.println();
    Tone tone = tone(search, answer);
    paragraph(look.glyph(tone) + " ", claim.name() + ": " + claim.text(), Ink.of(tone));
    paragraph("  ", result(search, answer), Ink.NONE);
    boolean told =
        answer.outcome() == Exploration.Outcome.BREAKS && !(claim instanceof Claim.Beats<?>);
    if (told) {
      steps(search, search.whole(answer).orElseThrow());
      command(Replays.line(search.room(), search.settings(), search.whole(answer).orElseThrow()));
    }
    judge(search, answer);
  }

  private static Tone tone(Search search, Exploration.Answer answer) {
    return search.isOpen(answer)
        ? Tone.WARN
        : switch (answer.outcome()) {
          case BREAKS -> Tone.BAD;
          case SAFE, REACHED -> Tone.OK;
          case NO_ANSWER -> Tone.GONE;
        };
  }

  private static String result(Search search, Exploration.Answer answer) {
    String extent = search.exploration().extent();
    int steps = answer.schedule().map(Schedule::size).orElse(0);
    String count = steps == 1 ? "1 step" : "%,d steps".formatted(steps);
    return switch (answer.claim()) {
      case Claim.Beats<?> c ->
          answer
              .costs()
              .map(k ->
                  "%s %,d %s, %s %,d: %s."
                      .formatted(
                          c.a(),
                          k.a(),
                          c.unit(),
                          c.b(),
                          k.b(),
                          k.a() < k.b() ? "holds" : "does not hold"))
              .orElse("No answer: " + extent + ".");
      case Claim.Sometimes<?> c ->
          answer.schedule().isPresent()
              ? "Reached, soonest in " + count + "."
              : search.exploration().complete()
                  ? "Never reached (" + extent + ")."
                  : "Not reached: " + extent + ".";
      case Claim.Reach<?> c ->
          answer.schedule().isPresent()
              ? steps == 0
                  ? "Reached at once, before any step."
                  : "Reached, at best in %s: %s."
                      .formatted(count, search.whole(answer).orElseThrow())
              : search.exploration().complete()
                  ? "Cannot be reached (" + extent + ")."
                  : "Not reached: " + extent + ".";
      default ->
          switch (answer.outcome()) {
            case BREAKS -> "Breaks in %s, the fewest possible:".formatted(count);
            case SAFE -> "Cannot break (" + extent + ").";
            default -> "No answer: no break found, " + extent + ".";
          };
    };
  }

  /** The schedule, retold; what came before {@code --from} is not. */
  private void steps(Search search, Schedule whole) {
    List<? extends Replay.Frame<?>> frames =
        Replay.run(search.room().scene(search.settings()).machine(), whole).frames();
    int first = search.from().size() + 1;
    int widest = 0;
    for (Replay.Frame<?> frame : frames) {
      widest = Math.max(widest, frame.action().map(a -> a.toString().length()).orElse(0));
    }
    boolean cut = frames.size() - first > MOST_STEPS;
    for (int i = first; i < frames.size(); i++) {
      if (cut && i == first + MOST_STEPS / 2) {
        int skipped = frames.size() - first - MOST_STEPS;
        paragraph("        ", "(%,d steps more of this kind)".formatted(skipped), Ink.FAINT);
        i += skipped;
      }
      Replay.Frame<?> frame = frames.get(i);
      paragraph(
          "  %4d  %s  "
              .formatted(
                  i, Text.pad(frame.action().orElseThrow().toString(), Math.min(widest, 24))),
          frame.story(),
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

  private void judge(Search search, Exploration.Answer answer) {
    Claim<?> claim = answer.claim();
    if (search.isOpen(answer)) {
      open++;
    }
    search.prediction(claim).ifPresent(p -> predicted++);
    if (search.differs(answer)) {
      String line =
          "%s: %s predicted %s, found %s"
              .formatted(
                  search.room().id(),
                  claim.name(),
                  search.prediction(claim).orElseThrow(),
                  answer.outcome().word());
      differences.add(line);
      paragraph(
          "  ",
          "Differs: " + search.prediction(claim).orElseThrow() + " was predicted.",
          Ink.of(Tone.BAD));
    }
  }

  /** The last line: whether all of it is as predicted. */
  void conclude() {
    out.println();
    if (!differences.isEmpty()) {
      differences.forEach(d -> paragraph("DIFFERS  ", d, Ink.of(Tone.BAD)));
    } else if (open > 0) {
      paragraph(
          "",
          "No answer to %s: a bound was reached; --max-states and --max-time raise it."
              .formatted(open == 1 ? "1 claim" : open + " claims"),
          Ink.of(Tone.WARN));
    } else if (predicted > 0) {
      paragraph("", "All as predicted.", Ink.of(Tone.OK));
    } else {
      paragraph("", "These settings have no prediction; the answers stand as they are.", Ink.NONE);
    }
  }

  private void paragraph(String first, String text, Ink ink) {
    Text.hang(first, text, look.width()).forEach(l -> out.println(look.dress(l, ink)));
  }
}
