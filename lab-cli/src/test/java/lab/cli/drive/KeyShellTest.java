package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import lab.catalog.Catalog;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.command.Surroundings;
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
  void takesSettingsThatHaveAName() {
    DriveSession session = session();
    assertThat(after(session, "s\rq")).contains("Nothing was changed.");
    String screen = after(session, "sseven\rq");
    assertThat(screen).contains("by a name: seven", "The controls are those of seven now.");
    assertThat(session.settings().get("start")).isEqualTo("7");
    assertThat(after(session, "seight\rq")).contains("got eight");
    Room none = Catalog.lab().room("aba");
    session = new DriveSession(none, none.controls().defaults(), Schedule.empty());
    assertThat(after(session, "sseven\rq"))
        .contains("Nothing was changed.")
        .doesNotContain("by a name");
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

  @Test
  void anArrowInAPromptIsNoKeyOfTheShell() {
    DriveSession session = session();
    after(session, "12j\u001b[D\u001bOC1\rq");
    assertThat(session.at()).as("the 1 was typed, the arrows were not").isEqualTo(1);
    after(session, "\u001b[C\u001b[5~q");
    assertThat(session.at()).as("elsewhere they undo and redo").isEqualTo(2);
  }
}
