package lab.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code ./lab} command of the README does what it stands there for. */
final class ReadmeIT {
  private static final Pattern COMMAND = Pattern.compile("(?m)^(?:\\$ )?(\\./lab(?: [^#\\n]*)?)");

  static Stream<String> commands() throws IOException {
    return COMMAND
        .matcher(Files.readString(Shell.checkout().resolve("README.md")))
        .results()
        .map(m -> m.group(1).strip())
        .distinct();
  }

  @Test
  void theReadmeShowsTheVerbs() throws IOException {
    assertThat(commands().toList())
        .contains("./lab run reordering")
        .anyMatch(c -> c.startsWith("./lab drive "))
        .anyMatch(c -> c.startsWith("./lab break "))
        .anyMatch(c -> c.startsWith("./lab litmus "))
        .anyMatch(c -> c.startsWith("./lab doctor"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void runs(String command) {
    Shell.Result result =
        Shell.run(Shell.checkout(), Duration.ofMinutes(3), List.of("sh", "-c", command));
    // 4 means that this machine cannot tell, which the README cannot know beforehand.
    assertThat(result.exitCode()).as(command + "\n" + result.err()).isIn(0, 4);
    assertThat(result.out()).as(command).isNotBlank();
    if (!command.contains("--json")) {
      assertThat(result.out().lines())
          .as(command)
          .allMatch(l -> l.codePointCount(0, l.length()) <= 80);
    }
    assertThat(result.err()).as(command).doesNotContain("WARNING").doesNotContain("Exception");
  }
}
