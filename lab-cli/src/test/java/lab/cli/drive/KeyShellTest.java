package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lab.cli.answer.DriveDocument;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.command.Surroundings;
import lab.cli.render.Density;
import lab.cli.render.Look;
import lab.cli.toy.CounterRoom;
import lab.explore.Schedule;
import lab.room.Room;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

/** Keys reach the session; how the screen looks is tried by hand in a real terminal. */
final class KeyShellTest {

  private static String after(DriveSession session, String keys) {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
    Console console = new Console(in, screen, screen, Surroundings.pipes());
    try (Terminal terminal = new DumbTerminal("test", "ansi", in, screen, StandardCharsets.UTF_8)) {
      terminal.setSize(Size.of(100, 50));
      new KeyShell(session, console).run(terminal);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return screen.toString(StandardCharsets.UTF_8);
  }

  private static DriveSession session() {
    Room room = CounterRoom.room();
    return new DriveSession(room, room.controls().defaults(), Schedule.empty());
  }

  @Test
  void stepsUndoesRedoesAndQuits() {
    DriveSession session = session();
    after(session, "12uurq1");
    assertThat(session.taken()).hasToString("t1.read");
    assertThat(session.ahead()).isEqualTo(1);
  }

  @Test
  void jumpsAndSetsByTypingALine() {
    DriveSession session = session();
    after(session, "12j0\r");
    assertThat(session.at()).isZero();
    String screen = after(session, "smode=atomic\r?q");
    assertThat(session.settings().get("mode")).isEqualTo("atomic");
    assertThat(screen).contains("mode is now atomic.");
    after(session, "s2=7\rq");
    assertThat(session.settings().get("start")).isEqualTo("7");
  }

  @Test
  void hintBreakFixAndNonsenseAreAnswered() throws IOException {
    DriveSession session = session();
    try (Typist typist = new Typist(session)) {
      typist.types("h").sees("t1.read leads to breaking no-lost-update in 4 steps.");
      typist.types("b").sees("no-lost-update breaks in 4 steps");
      typist.types("9").sees("no step has the key 9");
      typist.types("z").sees("that key does nothing here; ? lists the keys");
      assertThat(session.ahead()).isEqualTo(4);
      typist.types("q");
      assertThat(typist.end()).isEqualTo(ExitCode.OK);
    }
    assertThat(after(session, "fq")).contains("Fixed: mode=atomic.");
    assertThat(after(session, "fq")).contains("the fixed preset is set already");
  }

  @Test
  void theTimelineTakesThePlaceOfThePictureAndBack() {
    DriveSession session = session();
    String screen = after(session, "1tq");
    assertThat(screen.lastIndexOf("Timeline")).isGreaterThan(screen.lastIndexOf("Memory"));
    screen = after(session, "ttq");
    assertThat(screen.lastIndexOf("Memory")).isGreaterThan(screen.lastIndexOf("Timeline"));
  }

  @Test
  void detailsAndAllStepsTakeThePlaceOfThePictureAndEscapeGoesBack() {
    String details = after(session(), "12dq");
    int last = details.lastIndexOf("counter, step 2");
    assertThat(details.substring(last))
        .contains("Memory", "no-lost-update: ", "mode=plain (plain|atomic)");
    String menu = after(session(), "mq");
    assertThat(menu.substring(menu.lastIndexOf("counter, step 0")))
        .contains("1  t1.read", "2  t2.read")
        .doesNotContain("Memory");
    String back = after(session(), "d\u001bxq");
    assertThat(back.substring(back.lastIndexOf("counter, step 0"))).contains("Memory");
    String stepped = after(session(), "d1q");
    assertThat(stepped.substring(stepped.lastIndexOf("counter, step 1"))).contains("Memory");
  }

  /** With all that can be done it still fits, or the way to the help and the way out are lost. */
  @Test
  void theKeysFitALine() {
    Room room = CounterRoom.room();
    Schedule two = Schedule.parse("t1.read,t2.read");
    DriveSession session = new DriveSession(room, room.controls().defaults(), two);
    session.jump(1);
    DriveDocument drive = Frames.here(session, false, (states, time) -> {});
    for (boolean playing : List.of(true, false)) {
      assertThat(KeyHelp.line(drive, playing))
          .startsWith("u undo  r redo  p p")
          .endsWith("? help  q quit")
          .hasSizeLessThanOrEqualTo(80);
    }
  }

  /** Where a picture is too high it is cut, the cut says so, and the details have all of it. */
  @Test
  void whatIsCutIsInTheDetails() {
    Room room = CounterRoom.room();
    DriveDocument drive =
        Frames.here(
            new DriveSession(room, room.controls().defaults(), Schedule.empty()),
            false,
            (states, time) -> {});
    Fitting fitting = new Fitting(new Look(80, false, false), 5);
    assertThat(fitting.picture(drive, false, List.of(), "keys"))
        .hasSizeLessThanOrEqualTo(5)
        .contains("more lines than this screen has: d shows them", "keys");
    List<String> picture =
        new Scenery(new Look(80, false, false)).picture(drive.here(), Density.COMPACT);
    List<String> all = new ArrayList<>();
    for (int page = 0; page < 20; page++) {
      all.addAll(fitting.details(drive, page, List.of(), "keys"));
    }
    assertThat(all).containsAll(picture);
  }

  /** A list that is longer than what is left beside the picture is read alone. */
  @Test
  void aLongListIsReadAlone() {
    Room room = CounterRoom.room();
    DriveDocument drive =
        Frames.here(
            new DriveSession(room, room.controls().defaults(), Schedule.empty()),
            false,
            (states, time) -> {});
    List<String> list = IntStream.range(0, 15).mapToObj(i -> "line " + i).toList();
    Look look = new Look(80, false, false);
    assertThat(new Fitting(look, 23).picture(drive, false, list, "keys"))
        .hasSizeLessThanOrEqualTo(23)
        .containsAll(list)
        .doesNotContain("Memory");
    assertThat(new Fitting(look, 60).picture(drive, false, list, "keys")).contains("Memory");
  }

  /** A sentence that names everything possible does not push the picture away. */
  @Test
  void aLongSentenceIsCut() {
    Room room = CounterRoom.room();
    DriveDocument drive =
        Frames.here(
            new DriveSession(room, room.controls().defaults(), Schedule.empty()),
            false,
            (states, time) -> {});
    Look look = new Look(80, false, false);
    List<String> lines =
        new Fitting(look, 23)
            .picture(drive, false, List.of("possible now: " + "a.b ".repeat(90)), "keys");
    assertThat(lines).contains("Memory").hasSizeLessThanOrEqualTo(23);
    assertThat(lines.get(lines.size() - 2)).endsWith("…").hasSizeLessThanOrEqualTo(80);
  }

  @Test
  void anArrowInAPromptIsNoKeyOfTheShell() {
    DriveSession session = session();
    after(session, "12j\u001b[D\u001bOC1\rq");
    assertThat(session.at()).as("the 1 was typed, the arrows were not").isEqualTo(1);
    after(session, "\u001b[C\u001b[5~q");
    assertThat(session.at()).as("elsewhere they undo and redo").isEqualTo(2);
  }
}
