package lab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run that is interrupted or killed: what was finished is kept, and no child is left. */
class CutShortTest {
  private static final long PATIENCE_MILLIS = 60_000;
  private static final int SIGINT = 2;

  @TempDir private Path results;
  private Process lab;
  private List<ProcessHandle> children = List.of();

  @AfterEach
  void endEverything() {
    children.forEach(ProcessHandle::destroyForcibly);
    lab.destroyForcibly();
  }

  @Test
  void anInterruptKeepsWhatWasFinishedAndEndsTheChildren() throws Exception {
    start("reordering", "--set", "shape=SB");
    assumeThat(ignores(lab.pid(), SIGINT)).as("started with SIGINT ignored").isFalse();
    awaitResult();
    JsonNode kept = cutShort("-INT");
    assertThat(lab.exitValue()).isEqualTo(130);
    assertThat(kept.path("complete").asBoolean(true)).isFalse();
    assertThat(kept.path("host")).isNotEmpty();
  }

  @Test
  void aKillLeavesAReadableFileAndNoChild() throws Exception {
    start("reordering", "--set", "shape=SB");
    awaitResult();
    JsonNode kept = cutShort("-KILL");
    assertThat(kept.path("complete").asBoolean(true)).isFalse();
    assertThat(kept.path("host")).isNotEmpty();
  }

  @Test
  void aBenchmarkThatIsCutShortIsNoResult() throws Exception {
    start("false-sharing", "--only=bench");
    JsonNode kept = cutShort("-TERM");
    assertThat(kept.path("complete").asBoolean(true)).isFalse();
    assertThat(kept.path("verdicts")).isEmpty();
  }

  private void awaitResult() throws Exception {
    await(() -> document().filter(d -> !d.path("host").isEmpty()).isPresent());
  }

  /** Waits for a child, sends the signal, and reads what is left. */
  private JsonNode cutShort(String signal) throws Exception {
    await(() -> lab.descendants().findAny().isPresent());
    children = lab.descendants().toList();
    new ProcessBuilder("kill", signal, Long.toString(lab.pid())).inheritIO().start().waitFor();
    assertThat(lab.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    await(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    return document().orElseThrow();
  }

  private void start(String... what) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("lab.cli.Main", "run"));
    command.addAll(List.of(what));
    command.addAll(List.of("--budget=20s", "--results=" + results));
    lab =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  /** The one run's document, if it is there already. Nothing but a partial folder is expected. */
  private Optional<JsonNode> document() throws Exception {
    Path runs = results.resolve("runs");
    if (!Files.isDirectory(runs)) {
      return Optional.empty();
    }
    List<Path> all;
    try (Stream<Path> list = Files.list(runs)) {
      all = list.filter(Files::isDirectory).toList();
    }
    assertThat(all).allMatch(p -> p.toString().endsWith(".partial")).hasSizeLessThanOrEqualTo(1);
    Optional<Path> file = all.stream().map(p -> p.resolve("run.json")).findFirst();
    return file.isPresent() && Files.exists(file.get())
        ? Optional.of(RunCommandTest.read(file.get()))
        : Optional.empty();
  }

  private static boolean ignores(long pid, int signal) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) {
      return false;
    }
    long ignored =
        Files.readAllLines(status).stream()
            .filter(l -> l.startsWith("SigIgn:"))
            .mapToLong(l -> Long.parseUnsignedLong(l.substring(7).strip(), 16))
            .findFirst()
            .orElse(0);
    return (ignored >> (signal - 1) & 1) == 1;
  }

  /** Something that becomes true. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(50);
    }
  }
}
