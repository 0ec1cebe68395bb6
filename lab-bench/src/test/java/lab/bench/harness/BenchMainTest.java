package lab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.host.Affinity;
import org.junit.jupiter.api.Test;

/** The child as a process of its own. */
class BenchMainTest {
  private static final String TWIN = "lab.bench.harness.TwinBench.";

  @Test
  void twoThreadsAreMeasuredWithTheirDistance() throws IOException, InterruptedException {
    Process child = start("--forks=1", "--warm-up=2", "--windows=2", "apart|" + TWIN + "apart");
    List<String> lines = child.inputReader().lines().toList();
    assertThat(child.waitFor()).isZero();
    assertThat(lines.getFirst()).startsWith("{\"event\":\"fork\",\"label\":\"apart\"");
    assertThat(lines.getLast()).isEqualTo("{\"event\":\"end\"}");
    // On one CPU there is no second thread, and the benchmark says so.
    boolean one = Affinity.allowed().size() == 1;
    List<String> windows = lines.stream().filter(l -> l.contains("\"window\"")).toList();
    assertThat(windows).hasSize(one ? 0 : 2 * Pace.FIRST);
    assertThat(windows).allMatch(l -> l.contains("\"handOverBefore\":"));
  }

  @Test
  void theGcProfilersResultIsTheScoreWhereThatIsAskedFor()
      throws IOException, InterruptedException {
    String item = "chain|lab.bench.harness.ChainBench.longChain:gc.alloc.rate.norm";
    Process child = start("--forks=1", "--warm-up=1", "--windows=2", item);
    List<String> lines = child.inputReader().lines().toList();
    assertThat(child.waitFor()).isZero();
    assertThat(lines.getFirst()).contains("\"-prof\",\"gc\"");
    assertThat(lines)
        .filteredOn(l -> l.contains("\"window\""))
        .hasSize(2)
        .allMatch(l -> l.contains("\"unit\":\"B/op\""));
  }

  @Test
  void aBenchmarkThatFailsSaysWhy() throws IOException, InterruptedException {
    Process child = start("--forks=1", "--warm-up=1", "--windows=1", "x|" + TWIN + "fails");
    List<String> lines = child.inputReader().lines().toList();
    assertThat(child.waitFor()).isZero();
    assertThat(lines).anyMatch(l -> l.startsWith("{\"event\":\"failed\",\"label\":\"x\""));
    assertThat(lines).noneMatch(l -> l.contains("\"window\""));
  }

  @Test
  void itEndsWithItsForkWhenItsInputIsClosed() throws IOException, InterruptedException {
    Process child =
        start(
            "--forks=1",
            "--warm-up=600",
            "--windows=600",
            "--millis=100",
            "chain|lab.bench.harness.ChainBench.longChain");
    BufferedReader lines = child.inputReader();
    assertThat(lines.readLine()).contains("\"event\":\"fork\"");
    List<ProcessHandle> forks = new ArrayList<>();
    while (forks.isEmpty() && child.isAlive()) {
      forks.addAll(child.descendants().toList());
    }
    assertThat(forks).isNotEmpty();
    child.getOutputStream().close();
    assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    for (ProcessHandle fork : forks) {
      assertThat(fork.onExit().orTimeout(10, TimeUnit.SECONDS).join()).isNotNull();
    }
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), BenchMain.class.getName()));
    command.add("--jvm=--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
