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
  private static final Pattern ROW = Pattern.compile("(.{24}) a at +(\\d+), b at +(\\d+), .*");

  @Test
  void everyLayoutIsWhatTheBenchmarksSay() throws Exception {
    Map<String, long[]> rows = picture();
    assertThat(distance(rows, "two fields")).isEqualTo(8);
    assertThat(distance(rows, "@Contended fields")).as("ignored without the flag").isEqualTo(8);
    assertThat(distance(rows, "long[] neighbours")).isEqualTo(8);
    assertThat(distance(rows, "long[] 64 bytes")).isEqualTo(64);
    assertThat(distance(rows, "long[] 128 bytes")).isEqualTo(128);
    assertThat(distance(rows, "segment one line")).isEqualTo(8);
    assertThat(distance(rows, "segment 64 bytes")).isEqualTo(64);
    assertThat(distance(rows, "segment 128 bytes")).isEqualTo(128);
    assertThat(rows.get("segment one line")[0]).as("starts a line").isZero();
  }

  @Test
  void theFlagMakesTheAnnotationCount() throws Exception {
    assertThat(distance(picture("-XX:-RestrictContended"), "@Contended fields"))
        .isGreaterThanOrEqualTo(128);
  }

  private static long distance(Map<String, long[]> rows, String name) {
    assertThat(rows).containsKey(name);
    return rows.get(name)[1] - rows.get(name)[0];
  }

  /** JOL runs in a JVM of its own. */
  private static Map<String, long[]> picture(String... flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+EnableDynamicAgentLoading",
            "-Djdk.attach.allowAttachSelf=true",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of(flags));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), LayoutPicture.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    Map<String, long[]> rows = new TreeMap<>();
    for (String line : out.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(
            row.group(1).strip(),
            new long[] {Long.parseLong(row.group(2)), Long.parseLong(row.group(3))});
      }
    }
    return rows;
  }
}
