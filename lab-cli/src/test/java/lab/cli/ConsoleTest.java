package lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.catalog.Catalog;
import lab.cli.command.Console;
import lab.cli.command.Surroundings;
import lab.cli.toy.CounterRoom;
import lab.cli.toy.ToyLab;
import lab.room.Room;
import org.junit.jupiter.api.Test;

final class ConsoleTest {

  @Test
  void aTerminalGetsBoxesAndColours() {
    Console console = on(terminal(Map.of("TERM", "xterm"), StandardCharsets.UTF_8));
    assertThat(console.plain()).isFalse();
    assertThat(console.colour()).isTrue();
    assertThat(console.interactive()).isTrue();
    assertThat(console.progress()).isTrue();
  }

  @Test
  void noColorKeepsTheBoxes() {
    Console console =
        on(terminal(Map.of("TERM", "xterm", "NO_COLOR", "1"), StandardCharsets.UTF_8));
    assertThat(console.plain()).isFalse();
    assertThat(console.colour()).isFalse();
  }

  @Test
  void dumbTerminalsPipesAndAsciiArePlain() {
    assertThat(on(terminal(Map.of("TERM", "dumb"), StandardCharsets.UTF_8)).plain()).isTrue();
    assertThat(on(Surroundings.pipes()).plain()).isTrue();
    assertThat(on(terminal(Map.of(), StandardCharsets.US_ASCII)).plain()).isTrue();
    Console asked = on(terminal(Map.of(), StandardCharsets.UTF_8));
    asked.askForPlain();
    assertThat(asked.plain()).isTrue();
    assertThat(asked.interactive()).isFalse();
  }

  @Test
  void widthIsThatOfTheTerminalButAtMost80() {
    assertThat(on(terminal(Map.of(), StandardCharsets.UTF_8)).width()).isEqualTo(80);
    assertThat(width("200")).isEqualTo(80);
    assertThat(width("60")).isEqualTo(60);
    assertThat(width("3")).isEqualTo(40);
    assertThat(width("wide")).isEqualTo(80);
  }

  private static int width(String columns) {
    return on(terminal(Map.of("COLUMNS", columns), StandardCharsets.UTF_8)).width();
  }

  @Test
  void aFaultOfTheLabIsOneLineAndALog() throws IOException {
    Ran ran = faulty(Map.of());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).hasSize(1);
    Matcher log = Pattern.compile("lab: the machine is broken \\(log: (.*)\\)").matcher(ran.err());
    assertThat(log.find()).as(ran.err()).isTrue();
    Path file = Path.of(log.group(1));
    assertThat(file).content().contains("lab show counter", "IllegalStateException", "faultyRoom");
    Files.delete(file);
  }

  @Test
  void labDebugPrintsTheStackTrace() throws IOException {
    Ran ran = faulty(Map.of("LAB_DEBUG", "1"));
    assertThat(ran.err())
        .contains("java.lang.IllegalStateException: the machine is broken", "\tat ");
    Files.delete(Path.of(ran.err().replaceAll("(?s).*log: (.*)\\).*", "$1")));
  }

  private static Ran faulty(Map<String, String> environment) {
    return Ran.lab(
        new Catalog(List.of(faultyRoom())),
        new Surroundings(environment, false, false, false, StandardCharsets.UTF_8),
        "",
        "show",
        "counter");
  }

  /** The room prints its title, then its machine cannot be built. */
  private static Room faultyRoom() {
    return CounterRoom.declared()
        .scene(settings -> {
          throw new IllegalStateException("the machine is broken");
        })
        .build();
  }

  @Test
  void aFullDiskIsAFaultAndAClosedPipeIsNot() {
    assertThat(writingTo("No space left on device")).isEqualTo(1);
    assertThat(writingTo("Broken pipe")).isEqualTo(0);
  }

  private static int writingTo(String problem) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(problem);
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(InputStream.nullInputStream(), broken, err, Surroundings.pipes());
    int code = new Main(ToyLab.catalog(), console).run("show");
    if (code == 1) {
      assertThat(err.toString(StandardCharsets.UTF_8))
          .startsWith("lab: cannot write to stdout: " + problem);
    }
    return code;
  }

  private static Surroundings terminal(Map<String, String> environment, Charset charset) {
    return new Surroundings(environment, true, true, true, charset);
  }

  private static Console on(Surroundings surroundings) {
    return new Console(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        surroundings);
  }
}
