package lab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lab.cli.command.Console;
import lab.cli.command.Surroundings;
import org.junit.jupiter.api.Test;

/** What a terminal is shown of searches whose lines cannot be drawn anew. */
final class LiveLineTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void everyLongSearchShowsThatItIsAlive() {
    LiveLine line = new LiveLine(console(true));
    for (String search : List.of("first", "second")) {
      for (int quarters = 1; quarters < 40; quarters++) {
        line.searching(search, 1_000L * quarters, Duration.ofMillis(250L * quarters));
      }
    }
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "asking the models of first: 4,000 states, 1 s",
            "asking the models of first: 24,000 states, 6 s",
            "asking the models of second: 4,000 states, 1 s",
            "asking the models of second: 24,000 states, 6 s");
  }

  @Test
  void aShortOneShowsNothingAndAPipeNever() {
    new LiveLine(console(true)).searching("short", 5, Duration.ofMillis(900));
    new LiveLine(console(false)).searching("long", 5, Duration.ofSeconds(9));
    assertThat(err.size()).isZero();
  }

  /** Stdout is a pipe: nothing is drawn anew. */
  private Console console(boolean watched) {
    return new Console(
        InputStream.nullInputStream(),
        new ByteArrayOutputStream(),
        err,
        new Surroundings(Map.of("TERM", "xterm"), false, false, watched, StandardCharsets.UTF_8));
  }
}
