package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import lab.cli.command.ExitCode;
import lab.cli.toy.SlowRoom;
import lab.explore.Schedule;
import lab.room.Room;
import org.junit.jupiter.api.Test;

/** Somebody listens while a search runs, and does nothing else with what is typed. */
final class KeysWhileItSearchesTest {
  private static final Duration TICK = Duration.ofMillis(10);
  private static final String SIGN = "Escape ends it";
  private static final String ESCAPE = "\u001b";

  /** Over in a second and a half. */
  private static final int LONG = 150;

  /** Not over before the search's bound is. */
  private static final int FOREVER = 100_000;

  private static DriveSession session(Room room) {
    return new DriveSession(room, room.controls().defaults(), Schedule.empty());
  }

  @Test
  void keysTypedMeanwhileAreThrownAway() throws IOException {
    DriveSession session = session(SlowRoom.room(LONG, TICK));
    try (Typist typist = new Typist(session)) {
      typist.types("h").sees(SIGN);
      typist.types("111t?").sees("Cannot break from here (complete: 150 states");
      typist.types("1").sees("It is 1.").types("q");
      assertThat(typist.end()).isEqualTo(ExitCode.OK);
    }
    assertThat(session.taken()).hasToString("clock.tick");
  }

  @Test
  void escapeEndsTheSearchAndLeavesThePersonWhereTheyWere() throws IOException {
    DriveSession session = session(SlowRoom.room(FOREVER, TICK));
    try (Typist typist = new Typist(session)) {
      typist.types("b").sees(SIGN);
      typist.types(ESCAPE).sees("No break found from here, search bounded at");
      assertThat(typist.screen()).contains("(interrupted)");
      typist.types("h").sees(SIGN);
      typist.types("q").sees("No break found from here, search bounded at");
      typist.types("1").sees("It is 1.").types("q");
      assertThat(typist.end()).as("q quits where nothing is searched").isEqualTo(ExitCode.OK);
    }
    assertThat(session.ahead()).isZero();
    assertThat(searching()).isFalse();
  }

  @Test
  void anArrowBeginsWithEscapeAndIsNone() throws IOException {
    try (Typist typist = new Typist(session(SlowRoom.room(LONG, TICK)))) {
      typist.types("h").sees(SIGN);
      typist.types(ESCAPE + "[D").sees("Cannot break from here (complete");
    }
  }

  @Test
  void ctrlCEndsTheSearchAtOnceAndTheDriveWithIt() throws IOException {
    try (Typist typist = new Typist(session(SlowRoom.room(FOREVER, TICK)))) {
      typist.types("h").sees(SIGN);
      long pressed = System.nanoTime();
      typist.pressesCtrlC();
      assertThat(typist.end()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(Duration.ofNanos(System.nanoTime() - pressed)).isLessThan(Duration.ofSeconds(4));
    }
    assertThat(searching()).isFalse();
  }

  @Test
  void whoHangsUpEndsTheSearchToo() throws IOException {
    DriveSession session = session(SlowRoom.room(FOREVER, TICK));
    try (Typist typist = new Typist(session)) {
      typist.types("h").sees(SIGN);
    }
    assertThat(searching()).isFalse();
  }

  @Test
  void theLookAtAStuckClaimCanBeEndedAndIsAskedAgain() throws IOException {
    DriveSession session = session(SlowRoom.stuck(LONG, TICK));
    try (Typist typist = new Typist(session)) {
      assertThat(typist.screen()).contains(SIGN, "holds   runs-out");
      typist.types("1").sees(SIGN);
      typist.types(ESCAPE).sees("It is 1.").sees("q quit");
      assertThat(lastScreen(typist)).doesNotContain("runs-out");
      typist.types("t").sees(SIGN).sees("holds   runs-out");
      typist.types("t").sees("q quit");
      assertThat(lastScreen(typist)).as("known by now").contains("holds   runs-out");
    }
  }

  private static String lastScreen(Typist typist) {
    String screen = typist.screen();
    return screen.substring(screen.lastIndexOf("step "));
  }

  private static boolean searching() {
    return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("search"));
  }
}
