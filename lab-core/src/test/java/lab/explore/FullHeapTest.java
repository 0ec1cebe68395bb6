package lab.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a JVM with a really small heap an endless machine is bounded by memory, not ended by it. */
class FullHeapTest {

  @ParameterizedTest
  @CsvSource({"0,1,SerialGC", "2,1,SerialGC", "0,2,G1GC", "2,2,G1GC"})
  void endsWithAnAnswer(int width, int threads, String collector)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx40m", "-XX:+Use" + collector, "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Endless.class.getName(), "" + width, "" + threads));
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    assertThat(said).matches("bounded at [0-9,]{6,} states / .* seconds \\(memory is full\\)\\R");
  }

  static final class Endless {
    private Endless() {}

    public static void main(String[] args) {
      Numbers machine =
          new Numbers(
              0,
              Integer.parseInt(args[0]),
              s -> new int[] {2 * s + 1, 2 * s + 2},
              List.of(new Claim.Stuck<>("stuck", "there is a way on", s -> s > 2_000_000_000)));
      Bounds bounds =
          Bounds.DEFAULT.withMaxTime(Duration.ofSeconds(50)).withThreads(Integer.parseInt(args[1]));
      System.out.println(Explorer.explore(machine, bounds).extent());
    }
  }
}
