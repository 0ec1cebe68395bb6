package lab.cli.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path folder;

  @Test
  void isPartialUntilItIsComplete() throws Exception {
    RunFolder run = create();
    assertThat(run.name()).matches("20261120T120000Z-aba-[0-9a-f]{6}");
    assertThat(run.path()).hasFileName(run.name() + ".partial");
    run.write("{\"complete\":false}");
    assertThat(run.path().resolve("run.json")).hasContent("{\"complete\":false}");
    run.write("{\"complete\":true}");
    run.complete();
    assertThat(run.path()).hasFileName(run.name());
    assertThat(run.path().resolve("run.json")).hasContent("{\"complete\":true}");
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      assertThat(runs).containsExactly(run.path());
    }
  }

  @Test
  void leavesNoHalfWrittenFile() throws Exception {
    RunFolder run = create();
    run.write("{}");
    try (Stream<Path> files = Files.list(run.path())) {
      assertThat(files).containsExactly(run.path().resolve("run.json"));
    }
  }

  @Test
  void refusesAFolderThatCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new Results(file).check())
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("results cannot be written to " + file)
        .hasMessageContaining("--results=DIR");
  }

  @Test
  void checkingLeavesNothingBehind() throws Exception {
    new Results(folder).check();
    try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void theFolderThatWasTypedGoesFirst() {
    assertThat(Results.at(Optional.of("elsewhere")).folder()).isEqualTo(Path.of("elsewhere"));
  }

  private RunFolder create() {
    return RunFolder.create(
        new Results(folder),
        "aba",
        Instant.parse("2026-11-20T12:00:00Z"),
        RandomGenerator.getDefault());
  }
}
