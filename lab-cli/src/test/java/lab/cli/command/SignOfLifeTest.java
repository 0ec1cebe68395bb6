package lab.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import lab.catalog.Catalog;
import lab.cli.Ran;
import lab.cli.toy.CounterRoom;
import lab.cli.toy.SlowRoom;
import lab.room.Room;
import org.junit.jupiter.api.Test;

final class SignOfLifeTest {
  private static final String CLEAR = "\r\u001b[K";
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color");
  private static final Map<String, String> DUMB = Map.of("TERM", "dumb");

  /** A search of it takes two seconds. */
  private static final Room SLOW = SlowRoom.room(200, Duration.ofMillis(10));

  private static Surroundings terminal(Map<String, String> environment) {
    return new Surroundings(environment, false, true, true, StandardCharsets.UTF_8);
  }

  private static Ran hint(Room room, Surroundings around) {
    return Ran.lab(new Catalog(List.of(room)), around, "hint\n", "drive", "counter");
  }

  @Test
  void aSearchThatTakesLongShowsThatItIsAliveAndTakesTheLineAway() {
    Ran ran = hint(SLOW, terminal(XTERM));
    assertThat(ran.err())
        .matches("(?s)\r.\\[Ksearching counter: [0-9]{2,3} states, 1 s ….*")
        .endsWith(CLEAR)
        .doesNotContain("\n");
    assertThat(ran.out()).contains("Cannot break from here").doesNotContain("searching");
  }

  @Test
  void breakShowsItToo() {
    Catalog slow = new Catalog(List.of(SLOW));
    Ran ran = Ran.lab(slow, terminal(XTERM), "", "break", "counter", "--mode=plain");
    assertThat(ran.err())
        .matches("(?s)\r.\\[Ksearching counter: [0-9]{2,3} states, 1 s of at most 60 s ….*")
        .endsWith(CLEAR);
    assertThat(ran.out()).contains("200 states").doesNotContain("searching");
    assertThat(Ran.onTerminal("break", "counter").err()).as("over soon").isEmpty();
  }

  @Test
  void whatIsOverSoonShowsNothing() {
    assertThat(hint(CounterRoom.room(), terminal(XTERM)).err()).isEmpty();
  }

  @Test
  void aPipeGetsNothing() {
    Ran ran = hint(SLOW, Surroundings.pipes());
    assertThat(ran.out()).contains("Cannot break from here");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void aDumbTerminalGetsALineOfItsOwn() {
    assertThat(hint(SLOW, terminal(DUMB)).err())
        .matches("searching counter: [0-9]{2,3} states, 1 s [.]{3}\n(searching .*\n)*");
  }

  @Test
  void plainIsEnoughToKeepTheCursorWhereItIs() {
    assertThat(shown(console(XTERM, true)))
        .matches("(asking aba, [0-9]+ s of at most 60 s [.]{3}\n)+");
  }

  @Test
  void whatCannotTellHowFarItIsHasItsTimeTold() {
    assertThat(shown(console(XTERM, false)))
        .matches("(\r.\\[Kasking aba, [0-9]+ s of at most 60 s …)+\r.\\[K");
  }

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Console console(Map<String, String> environment, boolean plain) {
    Console console = new Console(InputStream.nullInputStream(), err, err, terminal(environment));
    if (plain) {
      console.askForPlain();
    }
    return console;
  }

  /** What is shown of something that takes until it is shown. */
  private String shown(Console console) {
    try (SignOfLife sign = SignOfLife.of(console, "asking spsc", Duration.ofSeconds(60))) {
      sign.soFar(1234567, Duration.ZERO);
      sign.now("asking aba");
      while (err.size() == 0) {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
    }
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void statesAreGroupedAndNoneAreLeftOut() {
    assertThat(SignOfLife.words(1234567, 3)).isEqualTo(": 1,234,567 states, 3 s");
    assertThat(SignOfLife.words(0, 3)).isEqualTo(", 3 s");
  }
}
