package lab.bench.memory.falsesharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LayoutPictureTest {
  private static final Pattern ROW =
      Pattern.compile(
          "\\{\"name\":\"([^\"]+)\",\"value\":\"a at (\\d+), b at (\\d+): ([a-z ]+)\"}");

  /** A line of the picture. */
  private record Seen(long a, long b, String words) {}

  @Test
  void everyLayoutIsWhatTheBenchmarksSay() throws Exception {
    Map<String, Seen> rows = picture(List.of());
    assertThat(rows).hasSize(8);
    assertThat(distance(rows, "shared")).isEqualTo(8);
    assertThat(distance(rows, "padded")).isEqualTo(64);
    assertThat(distance(rows, "padded, 128 bytes")).isEqualTo(128);
    assertThat(distance(rows, "long[], neighbours")).isEqualTo(8);
    assertThat(distance(rows, "long[], 64 bytes apart")).isEqualTo(64);
    assertThat(distance(rows, "long[], 128 bytes apart")).isEqualTo(128);
    assertThat(distance(rows, "two fields")).isEqualTo(8);
    assertThat(distance(rows, "@Contended, ignored")).isEqualTo(8);
    assertThat(rows.get("shared").a).as("starts a line").isZero();
    assertThat(rows.get("shared").words).isEqualTo("on one line");
    assertThat(rows.get("padded").words).isEqualTo("never on one line");
    assertThat(rows.get("two fields").words).isEqualTo("perhaps on one line");
  }

  @Test
  void theFlagMakesTheAnnotationCount() throws Exception {
    Map<String, Seen> rows = picture(List.of("-XX:-RestrictContended"), "contended");
    assertThat(rows).hasSize(1);
    assertThat(distance(rows, "@Contended, -RestrictContended")).isGreaterThanOrEqualTo(128);
  }

  private static long distance(Map<String, Seen> rows, String name) {
    assertThat(rows).containsKey(name);
    return rows.get(name).b - rows.get(name).a;
  }

  /** JOL runs in a JVM of its own, which prints nothing but values. */
  private static Map<String, Seen> picture(List<String> flags, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+EnableDynamicAgentLoading",
            "-Djdk.attach.allowAttachSelf=true",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(flags);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), LayoutPicture.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    Map<String, Seen> rows = new TreeMap<>();
    for (String line : out.lines().toList()) {
      Matcher row = ROW.matcher(line);
      assertThat(row.matches()).as(line).isTrue();
      rows.put(
          row.group(1),
          new Seen(Long.parseLong(row.group(2)), Long.parseLong(row.group(3)), row.group(4)));
    }
    return rows;
  }
}
