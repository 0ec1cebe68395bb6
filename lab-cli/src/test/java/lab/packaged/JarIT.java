package lab.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import lab.cli.answer.Documents;
import lab.cli.answer.RunDocument;
import lab.cli.answer.RunsDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar runs alone: copied to another folder, without the checkout around it. */
final class JarIT {
  @TempDir Path elsewhere;

  @Test
  void showsTheCatalogueAnywhere() throws IOException {
    Shell.Result result = lab("show");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("reordering").contains("aba").contains("false-sharing");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void runsARoomAnywhereAndKeepsItsResultsThere() throws IOException {
    Shell.Result result = lab("run", "reordering", "--only=stress", "--budget=4s");
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(elsewhere.resolve("results/runs")).isDirectoryContaining("glob:**-reordering-*");
    assertThat(result.err()).doesNotContain("WARNING").doesNotContain("Exception");
  }

  /** Hash seeds differ from one JVM to the next: what depends on their order shows here. */
  @Test
  void equalQuestionsGiveEqualBytes() throws Exception {
    List<String> question = List.of("show", "--json");
    assertThat(lab(question).out()).isEqualTo(lab(question).out()).startsWith("{");
    List<String> run = List.of("run", "false-sharing", "--only=fact", "--json");
    assertThat(rows(lab(run))).isEqualTo(rows(lab(run))).contains("cache-line-bytes");
  }

  /** A run without what is measured anew each time. */
  private static String rows(Shell.Result result) throws Documents.Unreadable {
    RunDocument run = Documents.read(result.out().strip(), RunsDocument.class).runs().getFirst();
    return Documents.text(
        List.of(run.experiment(), run.machine(), run.model(), run.host(), run.verdicts()));
  }

  @Test
  void holdsTheTestsOfBothHarnesses() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      assertThat(text(jar, "META-INF/TestList")).contains("lab.stress.memory.");
      assertThat(text(jar, "META-INF/BenchmarkList")).contains("lab.bench.");
      assertThat(jar.stream().map(e -> e.getName()).filter(n -> n.endsWith("module-info.class")))
          .isEmpty();
    }
  }

  private static String text(JarFile jar, String entry) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private Shell.Result lab(String... arguments) throws IOException {
    return lab(List.of(arguments));
  }

  private Shell.Result lab(List<String> arguments) throws IOException {
    Path copy = elsewhere.resolve("lab.jar");
    if (!Files.exists(copy)) {
      Files.copy(jar(), copy);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", copy.toString()));
    command.addAll(arguments);
    return Shell.run(elsewhere, Duration.ofMinutes(2), command);
  }

  private static Path jar() {
    return Shell.checkout().resolve("lab-cli/target/lab.jar");
  }
}
