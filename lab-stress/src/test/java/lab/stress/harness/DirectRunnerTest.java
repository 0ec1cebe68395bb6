package lab.stress.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every test here runs the real child JVM, as the lab does. */
class DirectRunnerTest {
  private final List<Process> children = new ArrayList<>();

  @AfterEach
  void noChildIsLeftBehind() {
    children.forEach(Process::destroyForcibly);
  }

  @Test
  void aLostUpdateShowsWithinTwoSeconds() throws Exception {
    Run run = run(SampleTests.LostUpdate.class, 1_500);
    assertThat(run.exit).isZero();
    assertThat(run.last()).contains("\"status\":\"ok\"").contains("\"1\":").contains("\"2\":");
  }

  @Test
  void aLockedUpdateIsNeverLost() throws Exception {
    Run run = run(SampleTests.LockedUpdate.class, 500);
    assertThat(run.last())
        .contains("\"status\":\"ok\"")
        .contains("\"2\":")
        .doesNotContain("\"1\":");
  }

  @Test
  void countsAreStreamedAsJsonLinesAndNothingElse() throws Exception {
    Run run = run(SampleTests.Talkative.class, 700);
    assertThat(run.lines).allMatch(l -> l.startsWith("{\"event\":\"") && l.endsWith("}"));
    assertThat(run.lines.getFirst()).startsWith("{\"event\":\"start\"").contains("\"actors\":2");
    assertThat(run.lines.stream().filter(l -> l.startsWith("{\"event\":\"counts\"")))
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void moreActorsThanCpusStillRun() throws Exception {
    Run run = run(SampleTests.ThreeActors.class, 300, "-XX:ActiveProcessorCount=2");
    assertThat(run.lines.getFirst()).contains("\"actors\":3,\"cpus\":2");
    assertThat(run.last()).contains("\"1, 1, 1\":").contains("\"status\":\"ok\"");
  }

  @Test
  void aSpinThatNeverEndsIsStaleAndTheChildEnds() throws Exception {
    Run run = run(SampleTests.PlainSpin.class, 1_000);
    assertThat(run.exit).isZero();
    assertThat(run.last()).contains("\"STALE\":1");
    assertThat(run.took).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aVolatileSpinEnds() throws Exception {
    Run run = run(SampleTests.VolatileSpin.class, 300);
    assertThat(run.last()).contains("\"TERMINATED\":").doesNotContain("STALE");
  }

  @Test
  void anActorThatFailsIsReported() throws Exception {
    Run run = run(SampleTests.Failing.class, 300);
    assertThat(run.exit).isEqualTo(1);
    assertThat(run.last()).contains("\"status\":\"failed\"").contains("on purpose");
  }

  @Test
  void anUnknownTestIsRefused() throws Exception {
    Process child = start("lab.stress.NoSuchTest", 300);
    List<String> lines = child.inputReader().lines().toList();
    assertThat(child.waitFor()).isEqualTo(2);
    assertThat(lines.getLast()).contains("there is no jcstress test of this name");
  }

  @Test
  void theChildEndsWhenItsStandardInputDoes() throws Exception {
    Process child = start(SampleTests.LockedUpdate.class.getName(), 60_000);
    assertThat(child.inputReader().readLine()).contains("\"start\"");
    child.getOutputStream().close();
    assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isEqualTo(3);
  }

  private record Run(List<String> lines, int exit, Duration took) {
    String last() {
      return lines.getLast();
    }
  }

  private Run run(Class<?> test, long millis, String... flags) throws Exception {
    long begun = System.nanoTime();
    Process child = start(test.getName(), millis, flags);
    List<String> lines = child.inputReader().lines().toList();
    return new Run(lines, child.waitFor(), Duration.ofNanos(System.nanoTime() - begun));
  }

  private Process start(String test, long millis, String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(DirectRunner.class.getName(), test, Long.toString(millis)));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    children.add(child);
    return child;
  }
}
