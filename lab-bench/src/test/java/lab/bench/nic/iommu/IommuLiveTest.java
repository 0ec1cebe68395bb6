package lab.bench.nic.iommu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lab.bench.harness.LiveAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IommuLiveTest {

  /** An address that nobody translates is itself: 0xf000 is somebody else's memory. */
  @Test
  void withoutATableAWrongAddressReachesWhateverLiesThere() {
    List<String> said = said("passthrough");
    assertThat(value(said, "0xf000, passthrough")).isEqualTo("somebody else's bytes");
    assertThat(value(said, "strays, passthrough")).matches("[1-9][0-9,.]* .*wrong addresses");
    assertThat(value(said, "own buffer, passthrough")).matches("([0-9,]+) of \\1 right addresses");
  }

  @Test
  void behindATableItFaults() {
    List<String> said = said("on");
    assertThat(value(said, "0xf000, on")).isEqualTo("refused");
    assertThat(value(said, "strays, on")).startsWith("0 of ");
    assertThat(value(said, "own buffer, on")).matches("([0-9,]+) of \\1 right addresses");
    assertThat(value(said, "unmapped, then read, strict")).startsWith("read, refused");
  }

  /** It strays because it was told to: there is nothing to confirm. */
  @Test
  void nothingIsCountedThatAVerdictIsMadeOf() {
    assertThat(said("passthrough")).noneMatch(line -> line.contains("outcome"));
    assertThat(said("on")).noneMatch(line -> line.contains("outcome"));
  }

  private static String value(List<String> lines, String name) {
    String start = "{\"name\":\"" + name + "\",\"value\":\"";
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length(), line.length() - 2))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among " + lines));
  }

  private static List<String> said(String iommu) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    IommuLive.run(LiveAnswers.to(new PrintStream(out, true, StandardCharsets.UTF_8)), iommu, 1);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
