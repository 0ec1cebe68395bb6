package lab.cli.drive;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import lab.cli.answer.DriveDocument;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Text;
import lab.explore.Action;
import lab.input.BadInput;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** Drives by single keys on a terminal, which it leaves as it found it. */
final class KeyShell {
  private static final int MILLIS_PER_PLAYED_STEP = 900;
  private static final int MILLIS_TO_NOTICE_CTRL_C = 100;
  private static final int ESCAPE = 27;
  private static final int END_OF_INPUT = 4;

  private final DriveSession session;
  private final Console console;
  private final Scenery scenery;
  private final Look look;
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private List<String> notice = List.of("Press the key of a step, or ? for what else is possible.");
  private boolean playing;
  private boolean timeline;

  /** What is on the screen. */
  private DriveDocument drive;

  KeyShell(DriveSession session, Console console) {
    this.session = session;
    this.console = console;
    this.look = Look.of(console);
    this.scenery = new Scenery(look);
  }

  /** Runs until the person quits; INTERRUPTED after Ctrl-C. */
  ExitCode run() {
    try (Terminal terminal =
        TerminalBuilder.builder().system(true).encoding(StandardCharsets.UTF_8).build()) {
      run(terminal);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the terminal: " + e.getMessage(), e);
    }
    Text.wrap("To come back here: " + drive.replay(), look.width()).forEach(console.out()::println);
    return interrupted.get() ? ExitCode.INTERRUPTED : ExitCode.OK;
  }

  void run(Terminal terminal) throws IOException {
    terminal.handle(Terminal.Signal.INT, s -> interrupted.set(true));
    Attributes before = terminal.enterRawMode();
    terminal.puts(Capability.enter_ca_mode);
    try {
      loop(terminal);
    } finally {
      terminal.puts(Capability.exit_ca_mode);
      terminal.setAttributes(before);
      terminal.flush();
    }
  }

  private void loop(Terminal terminal) throws IOException {
    draw(terminal);
    long nextStep = 0;
    while (!interrupted.get()) {
      int key = arrow(terminal.reader().read(MILLIS_TO_NOTICE_CTRL_C), terminal.reader());
      if (key == NonBlockingReader.READ_EXPIRED) {
        if (playing && System.nanoTime() >= nextStep) {
          nextStep = System.nanoTime() + MILLIS_PER_PLAYED_STEP * 1_000_000L;
          play();
          draw(terminal);
        }
        continue;
      }
      if (key == 'q' || key == END_OF_INPUT || key < 0) {
        return;
      }
      try {
        press(key, terminal);
      } catch (BadInput e) {
        playing = false;
        notice = List.of(e.getMessage());
      }
      draw(terminal);
    }
  }

  /** The left and right arrows are undo and redo; any other escape sequence is no key of ours. */
  private static int arrow(int key, NonBlockingReader reader) throws IOException {
    if (key != ESCAPE || reader.peek(MILLIS_TO_NOTICE_CTRL_C) < 0) {
      return key;
    }
    int last = key;
    while (reader.peek(1) >= 0) {
      last = reader.read(1);
    }
    return last == 'D' ? 'u' : last == 'C' ? 'r' : ESCAPE;
  }

  private void play() {
    notice = List.of(session.redo());
    playing = session.ahead() > 0;
  }

  private void press(int key, Terminal terminal) throws IOException {
    boolean wasPlaying = playing;
    playing = false;
    int choice = Keys.place(key);
    if (choice >= 0) {
      List<DriveDocument.Choice> choices = drive.here().choices();
      if (choice >= choices.size()) {
        throw new BadInput("no step has the key %c".formatted(key));
      }
      notice = List.of(session.step(Action.parse(choices.get(choice).action())));
      return;
    }
    switch (key) {
      case 'u' -> notice = List.of(session.undo());
      case 'r' -> notice = List.of(session.redo());
      case 'j' -> jump(terminal);
      case 'p' -> {
        if (wasPlaying) {
          notice = List.of("Paused.");
        } else if (drive.ahead() == 0) {
          throw new BadInput(
              "nothing to play: no step lies ahead; b puts the shortest break there");
        } else {
          playing = true;
        }
      }
      case 'h' -> notice = List.of(session.hint());
      case 'b' -> notice = List.of(session.breakFromHere());
      case 'f' -> notice = List.of(session.fix());
      case 's' -> set(terminal);
      case 't' -> timeline = !timeline;
      case '?' -> notice = help();
      default -> throw new BadInput("that key does nothing here; ? lists the keys");
    }
  }

  private void jump(Terminal terminal) throws IOException {
    String typed = prompt(terminal, "jump to step (0..%d): ".formatted(drive.steps()));
    if (!typed.matches("[0-9]{1,6}")) {
      throw new BadInput("jump wants the number of a step");
    }
    notice = List.of(session.jump(Integer.parseInt(typed)));
  }

  private void set(Terminal terminal) throws IOException {
    List<DriveDocument.Setting> controls = drive.controls();
    List<String> lines = new ArrayList<>();
    for (DriveDocument.Setting c : controls) {
      String key = Keys.of(lines.size()).orElse(" ");
      lines.add("%s  %s = %s  (%s)  %s".formatted(key, c.name(), c.value(), c.domain(), c.text()));
    }
    notice = lines;
    draw(terminal);
    String typed = prompt(terminal, "control and value, as in 1=value or name=value: ");
    int equals = typed.indexOf('=');
    if (equals < 1) {
      notice = List.of("Nothing was changed.");
      return;
    }
    String name = typed.substring(0, equals).strip();
    int number = name.length() == 1 ? Keys.place(name.charAt(0)) : -1;
    if (number >= 0 && number < controls.size()) {
      name = controls.get(number).name();
    }
    notice = List.of(session.set(name, typed.substring(equals + 1).strip()));
  }

  /** Reads a line at the bottom of the screen; empty after Escape. */
  private String prompt(Terminal terminal, String question) throws IOException {
    StringBuilder typed = new StringBuilder();
    PrintWriter writer = terminal.writer();
    while (true) {
      writer.print("\r" + question + typed);
      terminal.puts(Capability.clr_eol);
      terminal.flush();
      int key = terminal.reader().read(MILLIS_TO_NOTICE_CTRL_C);
      if (interrupted.get() || key == ESCAPE || key == -1 || key == END_OF_INPUT) {
        return "";
      } else if (key == '\r' || key == '\n') {
        return typed.toString();
      } else if ((key == '\b' || key == 127) && !typed.isEmpty()) {
        typed.setLength(typed.length() - 1);
      } else if (key >= ' ' && key < 127 && typed.length() < 40) {
        typed.append((char) key);
      }
    }
  }

  private void draw(Terminal terminal) {
    drive = Frames.here(session, timeline);
    DriveDocument.Frame here = drive.here();
    List<String> lines = new ArrayList<>(scenery.heading(drive));
    lines.add("");
    lines.addAll(timeline ? scenery.timeline(drive) : scenery.picture(here));
    lines.add("");
    lines.addAll(scenery.claims(here));
    lines.add("");
    lines.addAll(scenery.choices(here));
    lines.add("");
    for (String line : notice) {
      Text.wrap(line, look.width()).forEach(l -> lines.add(look.dress(l, Ink.HEADING)));
    }
    terminal.puts(Capability.clear_screen);
    int height = Math.max(10, terminal.getSize().getRows());
    // What was just said and what can be done next matter most where not all of it fits.
    int first = Math.max(0, lines.size() - (height - 2));
    PrintWriter writer = terminal.writer();
    lines.subList(first, lines.size()).forEach(l -> writer.print(l + "\r\n"));
    writer.print(look.dress(keys(), Ink.FAINT) + "\r\n");
    terminal.flush();
  }

  /** The keys that do something now, in one line. */
  private String keys() {
    StringBuilder keys = new StringBuilder();
    if (drive.step() > 0) {
      keys.append("u undo  ");
    }
    if (drive.ahead() > 0) {
      keys.append("r redo  ").append(playing ? "p pause  " : "p play  ");
    }
    return keys.append("h hint  b break  f fix  s set  t time  ? help  q quit").toString();
  }

  /** Only what is possible now. */
  private List<String> help() {
    List<String> help = new ArrayList<>();
    if (!drive.here().choices().isEmpty()) {
      help.add("1-9 A-Z  take that step");
    }
    if (drive.step() > 0) {
      help.add("u or left arrow  undo the last step");
    }
    if (drive.ahead() > 0) {
      help.add("r or right arrow  redo the next step;  p  play all that lie ahead, p again pauses");
    }
    if (drive.steps() > 0) {
      help.add("j  jump to a step");
    }
    help.add("h  hint: the next step of the shortest break from here");
    help.add("b  break: put the shortest break from here ahead");
    if (!drive.isFixed()) {
      help.add("f  fix: the same schedule under the fixed preset");
    }
    help.add("s  set a control;  t  timeline or picture;  q  quit");
    return help;
  }
}
