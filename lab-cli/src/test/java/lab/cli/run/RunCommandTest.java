package lab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import lab.catalog.Catalog;
import lab.cli.Ran;
import lab.cli.answer.Documents;
import lab.cli.answer.RunDocument;
import lab.cli.host.MachineFacts;
import lab.cli.report.Samples;
import lab.cli.toy.CounterRoom;
import lab.room.Fact;
import lab.room.NamedSettings;
import lab.room.NoEvidence;
import lab.room.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a person types it, with real children. */
class RunCommandTest {
  @TempDir private Path results;

  @Test
  void settingsThatDoNotGoTogetherAreRefusedBeforeAnythingStarts(@TempDir Path results) {
    Ran ran = Ran.lab("run", "two-doors", "--set", "key=none", "--results=" + results);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).isEqualTo("lab: key=none leaves nothing to take; key is two here\n");
    assertThat(results).isEmptyDirectory();
  }

  @Test
  void storeBufferingIsSeenWithPlainAccessesAndNotWithVolatile() throws Exception {
    Ran ran = run("--set", "shape=SB", "--budget=4s", "--json");
    JsonNode run = ran.json().path("runs").get(0);
    assertThat(run.path("schema").asString()).isEqualTo("lab.run/2");
    assertThat(run.path("complete").asBoolean()).isTrue();
    assertThat(word(run, "plain")).isEqualTo("CONFIRMED");
    assertThat(word(run, "volatile")).isEqualTo("CONSISTENT");
    assertThat(ran.code()).isZero();
    assertThat(Files.readString(onlyRun().resolve("run.json"))).isEqualTo(run.toString());
  }

  @Test
  void saysInWordsWhatItFoundWithinEightyColumns() throws Exception {
    Ran ran = run("--set", "shape=SB", "--mode=plain", "--set", "jit=c2", "--budget=1s");
    assertThat(ran.lines()).allMatch(l -> l.length() <= 80);
    assertThat(ran.out()).contains("mode=plain jit=c2", "sc tso java", "Kept in ");
    // A second of looking shows it on a free machine, and may not on one whose CPUs are taken.
    assertThat(ran.out()).containsAnyOf("CONFIRMED", "NOT SEEN");
    assertThat(ran.err()).contains("about ").contains("budget 1s");
  }

  @Test
  void aDryRunStartsAndWritesNothing() throws Exception {
    Ran ran = run("--dry-run");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("about ").contains("MP_plain");
    assertThat(results.resolve("runs")).doesNotExist();
  }

  /** What a preset takes from earlier runs, it takes from the folder that was named. */
  @Test
  void aPresetOfThisMachineReadsTheResultsThatWereNamed() throws Exception {
    Optional<String> here = MachineFacts.ofThisMachine().cpuModel();
    assumeTrue(here.isPresent(), "this system does not name its CPU");
    assertThat(startAsMeasured()).isEqualTo("1");
    RunDocument sample = Samples.run("false-sharing");
    Path kept = Files.createDirectories(results.resolve("runs/20260101T000000Z-counter-000000"));
    Files.writeString(
        kept.resolve("run.json"),
        Documents.text(sample).replace(sample.machine().cpuModel().orElseThrow(), here.get()));
    assertThat(startAsMeasured()).isEqualTo("8");
  }

  /** The counter begins at 8 where {@code shared} was measured, else at 1. */
  private String startAsMeasured() {
    Room room =
        CounterRoom.declared()
            .preset(
                new NamedSettings(
                    "here",
                    "as measured",
                    m -> m.median("shared").isPresent() ? "start=8" : "start=1"))
            .evidence(() ->
                List.of(
                    Fact.of("no-lost-update", "cache-line-bytes"),
                    new NoEvidence("can-finish", "a run that ends proves nothing")))
            .build();
    Ran ran =
        Ran.lab(
            new Catalog(List.of(room)),
            "",
            "run",
            "counter",
            "--preset=here",
            "--results=" + results,
            "--json");
    return ran.json().at("/runs/0/experiment/settings/start").asString();
  }

  @Test
  void badInputIsOneLineAndNothingIsWritten() throws Exception {
    List<List<String>> wrong =
        List.of(
            List.of("--budget=soon"),
            List.of("--mode=plane"),
            List.of("--set", "shap=SB"),
            List.of("--only=stres"),
            List.of("--only=live"),
            List.of("--orderings"),
            List.of("--all"),
            List.of("--", "-m", "quick"));
    for (List<String> arguments : wrong) {
      Ran ran = run(arguments.toArray(String[]::new));
      assertThat(ran.code()).as("%s", arguments).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err().lines()).as("%s", arguments).hasSize(1);
    }
    assertThat(results.resolve("runs")).doesNotExist();
  }

  @Test
  void aResultsFolderThatCannotBeWrittenIsSaidBeforeAnythingStarts() throws Exception {
    Path file = Files.createFile(results.resolve("file"));
    Ran ran = Ran.lab(Catalog.lab(), "", "run", "reordering", "--results=" + file);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err().lines()).hasSize(1).first().asString().contains("cannot be written");
  }

  private Ran run(String... more) {
    List<String> arguments =
        Stream.concat(Stream.of("run", "reordering", "--results=" + results), Stream.of(more))
            .toList();
    return Ran.lab(Catalog.lab(), "", arguments.toArray(String[]::new));
  }

  private Path onlyRun() throws Exception {
    try (Stream<Path> runs = Files.list(results.resolve("runs"))) {
      return runs.toList().getFirst();
    }
  }

  private static String word(JsonNode run, String mode) {
    return StreamSupport.stream(run.path("verdicts").spliterator(), false)
        .filter(v -> v.path("settings").path("mode").asString("").equals(mode))
        .map(v -> v.path("word").asString())
        .findFirst()
        .orElseThrow();
  }

  static JsonNode read(Path file) throws Exception {
    return JsonMapper.shared().readTree(Files.readString(file));
  }
}
