package lab.cli.drive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import lab.cli.answer.DriveDocument;
import lab.cli.answer.Words;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.render.Look;
import lab.cli.render.Text;
import lab.explore.Action;
import lab.input.BadInput;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Drives by single keys on a terminal, which it leaves as it found it. */
final class KeyShell {
  private static final int MILLIS_PER_PLAYED_STEP = 900;
  private static final int MILLIS_TO_NOTICE_CTRL_C = 100;
  private static final int LONGEST_TYPED = 40;

  private final DriveSession session;
  private final Console console;
  private final Look look;
  private final AtomicBoolean resized = new AtomicBoolean();
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private Keyboard keyboard;
  private Screen screen;
  private Attended attended;
  private List<String> notice = List.of("Press the key of a step, or ? for what else is possible.");
  private boolean playing;
  private Fitting.View view = Fitting.View.PICTURE;
  private int page;

  /** What is on the screen. */
  private DriveDocument drive;

  KeyShell(DriveSession session, Console console) {
    this.session = session;
    this.console = console;
    this.look = Look.of(console);
  }

  /** Runs until the person quits; INTERRUPTED after Ctrl-C. */
  ExitCode run() {
    ExitCode code;
    try (Terminal terminal =
        TerminalBuilder.builder().system(true).encoding(StandardCharsets.UTF_8).build()) {
      code = run(terminal);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the terminal: " + e.getMessage(), e);
    }
    Text.wrap("To come back here: " + drive.replay(), look.width()).forEach(console.out()::println);
    return code;
  }

  ExitCode run(Terminal terminal) throws IOException {
    terminal.handle(Terminal.Signal.INT, s -> interrupted.set(true));
    terminal.handle(Terminal.Signal.WINCH, s -> resized.set(true));
    keyboard = new Keyboard(terminal);
    screen = new Screen(terminal);
    attended = new Attended(keyboard, interrupted::get, screen::bottom);
    Attributes before = terminal.enterRawMode();
    screen.open();
    try {
      loop();
    } finally {
      screen.close();
      terminal.setAttributes(before);
    }
    return interrupted.get() ? ExitCode.INTERRUPTED : ExitCode.OK;
  }

  private void loop() throws IOException {
    draw();
    long nextStep = 0;
    while (!interrupted.get()) {
      int key = keyboard.read(MILLIS_TO_NOTICE_CTRL_C);
      if (key == Keyboard.NONE) {
        if (playing && System.nanoTime() >= nextStep) {
          nextStep = System.nanoTime() + MILLIS_PER_PLAYED_STEP * 1_000_000L;
          play();
          draw();
        } else if (resized.getAndSet(false)) {
          draw();
        }
        continue;
      }
      if (key == 'q' || key == Keyboard.END) {
        return;
      }
      try {
        press(key);
      } catch (BadInput e) {
        playing = false;
        notice = List.of(e.getMessage());
      }
      draw();
    }
  }

  private void play() {
    session.redo();
    notice = List.of();
    playing = session.ahead() > 0;
  }

  private void press(int key) throws IOException {
    boolean wasPlaying = playing;
    playing = false;
    int choice = Keys.place(key);
    if (choice >= 0) {
      List<DriveDocument.Choice> choices = drive.here().choices();
      if (choice >= choices.size()) {
        throw new BadInput("no step has the key %c".formatted(key));
      }
      session.step(Action.parse(choices.get(choice).action()));
      notice = List.of(); // The frame tells what happened.
      view = view == Fitting.View.TIMELINE ? view : Fitting.View.PICTURE;
      return;
    }
    switch (key) {
      case 'u', Keyboard.LEFT -> notice = List.of(session.undo());
      case 'r', Keyboard.RIGHT -> {
        session.redo();
        notice = List.of();
      }
      case 'j' -> jump();
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
      case 'h' -> notice = List.of(session.hint(attended.ask(session::search).value()));
      case 'b' -> breakFromHere();
      case 'f' -> notice = List.of(session.fix());
      case 's' -> set();
      case 't' -> look(Fitting.View.TIMELINE);
      case Keyboard.ESCAPE -> look(Fitting.View.PICTURE);
      case 'm' -> look(Fitting.View.MENU);
      case 'd' -> look(Fitting.View.DETAILS);
      case 'a' -> notice = List.of(session.answer(prompt("label: ").strip()));
      case '?' -> notice = KeyHelp.lines(drive);
      default -> throw new BadInput("that key does nothing here; ? lists the keys");
    }
  }

  /** The same key again turns the page, or of the timeline goes back; Escape always does. */
  private void look(Fitting.View at) {
    page = at == view ? page + 1 : 0;
    view = at == view && at == Fitting.View.TIMELINE ? Fitting.View.PICTURE : at;
    notice = List.of();
  }

  /** Whoever ends the search stays where they were: what it found so far is told, not put ahead. */
  private void breakFromHere() throws IOException {
    Attended.Answer<Track.Breaking> answer = attended.ask(session::search);
    notice = List.of(answer.ended() ? session.hint(answer.value()) : putAhead(answer.value()));
  }

  /** The schedule itself may be longer than the screen; here it is taken step by step. */
  private String putAhead(Track.Breaking breaking) {
    String told = session.breakFromHere(breaking);
    int steps = session.ahead();
    return steps == 0
        ? told
        : "%s breaks in %s: r takes the next of them, p plays them."
            .formatted(breaking.claim(), Words.steps(steps));
  }

  private void jump() throws IOException {
    String typed = prompt("jump to step (0..%d): ".formatted(drive.steps()));
    if (!typed.matches("[0-9]{1,6}")) {
      throw new BadInput("jump wants the number of a step");
    }
    notice = List.of(session.jump(Integer.parseInt(typed)));
  }

  private void set() throws IOException {
    List<DriveDocument.Setting> controls = drive.controls();
    List<String> lines = new ArrayList<>();
    for (DriveDocument.Setting c : controls) {
      String key = Keys.of(lines.size()).orElse(" ");
      lines.add("%s  %s = %s  (%s)  %s".formatted(key, c.name(), c.value(), c.domain(), c.text()));
    }
    Optional<String> presets = session.presets();
    presets.ifPresent(names -> lines.add("   all of them at once, by a name: " + names));
    notice = lines;
    draw();
    String byName = presets.isPresent() ? ", or such a name" : "";
    String typed = prompt("control and value, as in 1=value or name=value" + byName + ": ").strip();
    int equals = typed.indexOf('=');
    if (equals < 1) {
      notice =
          List.of(
              presets.isPresent() && !typed.isEmpty()
                  ? session.preset(typed)
                  : "Nothing was changed.");
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
  private String prompt(String question) throws IOException {
    StringBuilder typed = new StringBuilder();
    while (true) {
      screen.bottom(question + typed);
      int key = keyboard.read(MILLIS_TO_NOTICE_CTRL_C);
      if (interrupted.get() || key == Keyboard.ESCAPE || key == Keyboard.END) {
        return "";
      } else if (key == '\r' || key == '\n') {
        return typed.toString();
      } else if ((key == '\b' || key == 127) && !typed.isEmpty()) {
        typed.setLength(typed.length() - 1);
      } else if (key >= ' ' && key < 127 && typed.length() < LONGEST_TYPED) {
        typed.append((char) key);
      }
    }
  }

  private void draw() throws IOException {
    boolean timeline = view == Fitting.View.TIMELINE;
    drive = attended.glance(progress -> Frames.here(session, timeline, progress));
    Fitting fitting = new Fitting(look.wide(screen.width()), screen.height());
    String keys = KeyHelp.line(drive, playing);
    screen.show(
        switch (view) {
          case MENU -> fitting.menu(drive, page, notice, keys);
          case DETAILS -> fitting.details(drive, page, notice, keys);
          case PICTURE, TIMELINE -> fitting.picture(drive, timeline, notice, keys);
        });
  }
}
