package lab.cli.drive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lab.cli.answer.DriveDocument;
import lab.cli.answer.DriveDocument.Choice;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.command.SignOfLife;
import lab.cli.render.Look;
import lab.cli.render.Speech;
import lab.cli.render.Text;
import lab.explore.Action;
import lab.input.BadInput;
import lab.input.Suggest;

/**
 * Drives by lines of words: for screen readers, pipes and dumb terminals.
 *
 * <p>Lines that come while a search runs are answered after it, on a terminal as in a pipe. A line
 * is no slip of a finger: it was finished with Enter, the terminal shows it, and whoever drives
 * this way types ahead or pastes a list of them.
 */
final class LineShell {
  private static final List<String> VERBS =
      List.of(
          "undo",
          "redo",
          "jump",
          "hint",
          "break",
          "fix",
          "set",
          "preset",
          "answer",
          "controls",
          "say",
          "timeline",
          "help",
          "quit");

  private final DriveSession session;
  private final Console console;
  private final PrintStream out;
  private final Look look;
  private final Scenery scenery;

  /** What the person was told last. */
  private DriveDocument drive;

  LineShell(DriveSession session, Console console) {
    this.session = session;
    this.console = console;
    this.out = console.out();
    this.look = Look.of(console);
    this.scenery = new Scenery(look);
  }

  /**
   * Reads lines until {@code quit} or the end of the input.
   *
   * @return DIFFERS if an exercise was not solved
   */
  ExitCode run() {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
    show();
    print("Type an action or its number; help says what else is possible.");
    try {
      for (String line = ask(in); line != null; line = ask(in)) {
        if (line.strip().equals("quit")) {
          break;
        }
        answer(line.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read stdin: " + e.getMessage(), e);
    }
    print("To come back here: " + drive.replay());
    return drive.exercise().filter(e -> !e.solved()).isPresent() ? ExitCode.DIFFERS : ExitCode.OK;
  }

  private String ask(BufferedReader in) throws IOException {
    if (console.surroundings().stdinTerminal()) {
      out.print("> ");
    }
    console.release();
    return in.readLine();
  }

  private void answer(String line) {
    if (line.isEmpty()) {
      return;
    }
    try {
      String[] words = line.split("\\s+", 2);
      String rest = words.length > 1 ? words[1] : "";
      switch (words[0]) {
        case "undo" -> move(session.undo());
        case "redo" -> move(session.redo());
        case "jump" -> move(session.jump(number(rest)));
        case "fix" -> move(session.fix());
        case "set" -> move(set(rest));
        case "preset" -> move(session.preset(rest));
        case "answer" -> move(session.answer(rest));
        case "hint" -> print(session.hint(search()));
        case "break" -> {
          print(session.breakFromHere(search()));
          drive = here(false);
        }
        case "controls" -> scenery.controls(drive).forEach(this::print);
        case "say" -> Speech.of(drive.here().stage()).forEach(this::print);
        case "timeline" -> scenery.timeline(here(true)).forEach(out::println);
        case "help" -> help().forEach(this::print);
        default -> move(session.step(action(line)));
      }
    } catch (BadInput e) {
      print(e.getMessage());
    }
  }

  private String set(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new BadInput(
          "set wants NAME=VALUE; the controls are " + String.join(", ", scenery.controls(drive)));
    }
    return session.set(assignment.substring(0, equals).strip(), assignment.substring(equals + 1));
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,6}")) {
      throw new BadInput(
          "jump wants the number of a step, as in jump 2 (got \"%s\")".formatted(text));
    }
    return Integer.parseInt(text);
  }

  private Action action(String text) {
    List<Choice> choices = drive.here().choices();
    if (text.matches("[0-9]{1,6}") || (text.length() == 1 && Keys.place(text.charAt(0)) >= 0)) {
      int choice = text.length() == 1 ? Keys.place(text.charAt(0)) : Integer.parseInt(text) - 1;
      if (choice < 0 || choice >= choices.size()) {
        throw new BadInput(
            "there are %d steps to choose from (got %s)".formatted(choices.size(), text));
      }
      return Action.parse(choices.get(choice).action());
    }
    if (text.indexOf('.') < 0) {
      throw new BadInput(
          "\"%s\" is neither an action nor a command%s"
              .formatted(text, Suggest.didYouMean(text.split(" ", 2)[0], VERBS)));
    }
    try {
      return Action.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage());
    }
  }

  private void move(String sentence) {
    out.println();
    print(sentence);
    show();
  }

  private void show() {
    drive = here(false);
    out.println();
    scenery.heading(drive).forEach(out::println);
    out.println();
    scenery.picture(drive.here()).forEach(out::println);
    out.println();
    scenery.claims(drive.here()).forEach(out::println);
    scenery.choices(drive.here()).forEach(out::println);
    scenery.exercise(drive).forEach(out::println);
  }

  private DriveDocument here(boolean timeline) {
    try (SignOfLife sign = sign()) {
      return Frames.here(session, timeline, sign);
    }
  }

  private Track.Breaking search() {
    try (SignOfLife sign = sign()) {
      return session.search(sign);
    }
  }

  private SignOfLife sign() {
    return SignOfLife.of(console, "searching " + session.room().id());
  }

  private void print(String sentence) {
    Text.wrap(sentence, look.width()).forEach(out::println);
  }

  /** Only what is possible now. */
  List<String> help() {
    List<String> help = new ArrayList<>();
    if (!drive.here().choices().isEmpty()) {
      help.add("ACTION or its number: take that step");
    }
    if (drive.step() > 0) {
      help.add("undo: take back the last step");
      help.add("jump N: go to step N, 0 being the start");
      help.add("timeline: who did what, step by step");
    }
    if (drive.ahead() > 0) {
      help.add("redo: take the next step of the schedule again");
    }
    help.add("hint: the next step of the shortest break from here");
    help.add("break: put the shortest break from here ahead, for redo to take");
    if (!drive.isFixed()) {
      help.add("fix: the same schedule under the fixed preset");
    }
    help.add("set NAME=VALUE: change a control; controls lists them");
    session
        .presets()
        .ifPresent(names -> help.add("preset NAME: settings that have a name: " + names));
    if (drive.exercise().filter(e -> e.kind().equals("weaken")).isPresent()) {
      help.add("answer LABEL: your answer to the exercise");
    }
    help.add("say: the picture in sentences");
    help.add("quit: end");
    return help;
  }
}
