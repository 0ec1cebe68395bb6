package lab.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import lab.cli.Golden;
import lab.cli.host.LabFacts;
import lab.cli.host.MachineFacts;
import lab.cli.host.Quietness;
import lab.room.VerdictWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run as it is kept: written, read back, and the runs of earlier schemas read too. */
final class RunDocumentTest {

  @Test
  void everyKindOfRowIsWrittenAndReadBack() {
    RunDocument run = run();
    RunDocument read = Golden.check("run", Documents.text(run), RunDocument.class);
    assertThat(read).isEqualTo(run);
  }

  @Test
  void aRunUnderWayIsADocumentToo() throws Exception {
    RunDocument partial = run().with(List.of(), run().host().subList(0, 1));
    assertThat(partial.complete()).isFalse();
    assertThat(RunReader.read(Documents.text(partial))).isEqualTo(partial);
  }

  static List<Path> samples() throws IOException {
    Path here = Path.of("results/samples");
    Path folder = Files.isDirectory(here) ? here : Path.of("..").resolve(here);
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.resolve("run.json")).filter(Files::exists).sorted().toList();
    }
  }

  @Test
  void thereAreSamplesOfBothSchemas() throws IOException {
    assertThat(samples()).hasSizeGreaterThanOrEqualTo(13);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsReadWithEveryRowAndNumber(Path file) throws Exception {
    String text = Files.readString(file);
    JsonNode tree = JsonMapper.shared().readTree(text);
    RunDocument run = RunReader.read(text);
    assertThat(run.run()).isEqualTo(file.getParent().getFileName().toString());
    assertThat(run.complete()).isTrue();
    assertThat(run.sentence()).contains(tree.path("sentence").asString());
    assertThat(run.machine().cpuModel()).contains(tree.path("machine").path("cpuModel").asString());
    assertThat(run.verdicts())
        .hasSameSizeAs(tree.path("verdicts"))
        .allSatisfy(v -> assertThat(v.label()).isNotEmpty());
    assertThat(run.model()).hasSameSizeAs(tree.path("model"));
    assertThat(run.host()).hasSameSizeAs(tree.path("host"));
    for (int i = 0; i < run.host().size(); i++) {
      JsonNode kept = tree.path("host").get(i);
      switch (run.host().get(i)) {
        case HostResult.Outcomes o -> {
          assertThat(o.samples()).isEqualTo(kept.path("samples").asLong()).isPositive();
          assertThat(o.violations())
              .isEqualTo(
                  kept.path("outcomes")
                      .valueStream()
                      .filter(c -> violates(tree, c, o.claim()))
                      .mapToLong(c -> c.path("count").asLong())
                      .sum());
        }
        case HostResult.Scored s ->
            assertThat(s.score().median())
                .isEqualTo(kept.path("score").path("median").asDouble())
                .isPositive();
        case HostResult.FactValue f ->
            assertThat(f.value().orElse("")).isEqualTo(kept.path("value").asString(""));
        case HostResult.Pairs p ->
            assertThat(p.matrix().rows()).hasSameSizeAs(kept.path("matrix").path("values"));
        case HostResult.Swept s ->
            assertThat(s.series().curves().getLast().points().getLast().score().median())
                .isEqualTo(
                    last(last(kept.path("series").path("curves")).path("points"))
                        .path("score")
                        .path("median")
                        .asDouble())
                .isPositive();
        case HostResult.Unavailable u ->
            assertThat(u.reason()).isEqualTo(kept.path("unavailable").asString());
      }
    }
    assertThat(run.verdicts()).extracting(Verdict::label).doesNotHaveDuplicates();
    run.host().stream()
        .filter(h -> h instanceof HostResult.Outcomes && h.kind().equals("stress"))
        .filter(h -> run.model().stream().anyMatch(m -> m.claim().equals(h.claim())))
        .forEach(h ->
            assertThat(run.model())
                .as(h.claim() + " " + h.settings())
                .anyMatch(m -> m.answers(h.claim(), h.settings())));
    // Once raised it is a document of the present schema.
    assertThat(run.schema()).isEqualTo(RunDocument.SCHEMA);
    assertThat(RunReader.read(Documents.text(run))).isEqualTo(run);
  }

  private static JsonNode last(JsonNode array) {
    return array.get(array.size() - 1);
  }

  /** The first schema said it of an outcome, the second names the claim. */
  private static boolean violates(JsonNode run, JsonNode outcome, String claim) {
    return run.path("schema").asString().equals("lab.run/1")
        ? outcome.path("expect").asString().equals("violation")
        : outcome.path("violates").asString("").equals(claim);
  }

  /** Runs of earlier labs say nothing of what was added since. */
  @Test
  void whatIsNotInAnEarlierRunIsUnknown() throws Exception {
    String text =
        Documents.text(run())
            .replaceFirst(",\"scope\":\\{[^}]*}", "")
            .replace(",\"scope\":null", "")
            .replaceFirst(",\"means\":\\{[^}]*}", "")
            .replace(",\"unit\":\"line transfers\",\"arithmetic\":false", "")
            .replace("\"unavailable\":\"no such device\",\"twin\":false", "\"unavailable\":\"no\"");
    assertThat(text).doesNotContain("scope", "means", "arithmetic", "\"twin\":false");
    RunDocument run = RunReader.read(text);
    assertThat(run.model()).allMatch(m -> m.reach().equals(ModelAnswer.Scope.UNKNOWN));
    assertThat(run.verdicts()).allMatch(v -> v.means().isEmpty());
    assertThat(run.host().getLast()).isInstanceOf(HostResult.Unavailable.class);
  }

  /** A measurement that is not there is none of zero. */
  @ParameterizedTest
  @ValueSource(
      strings = {"count", "states", "complete", "lookedMillis", "median", "low", "timeSliced", "x"})
  void aMissingNumberIsNotGuessed(String field) {
    String text = Documents.text(run());
    String without = text.replaceFirst("\"" + field + "\":[^,}\\]]*,?", "").replace(",}", "}");
    assertThat(without).hasSizeLessThan(text.length());
    assertThatThrownBy(() -> RunReader.read(without))
        .isInstanceOf(Documents.Unreadable.class)
        .hasMessageContaining(field);
  }

  @Test
  void whatIsNoRunIsRefusedInOneLine() {
    assertThatThrownBy(() -> RunReader.read("{"))
        .isInstanceOf(Documents.Unreadable.class)
        .hasMessageStartingWith("is not JSON")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> Documents.read("", RunDocument.class))
        .isInstanceOf(Documents.Unreadable.class);
    assertThatThrownBy(() -> Documents.read("null", RunsDocument.class))
        .isInstanceOf(Documents.Unreadable.class);
    assertThatThrownBy(() -> RunReader.read("{\"runs\":[]}"))
        .hasMessage("is no run: it names no schema");
    assertThatThrownBy(() -> RunReader.read("[]")).hasMessage("is no run: it names no schema");
    assertThatThrownBy(() -> RunReader.read("{\"schema\":\"lab.run/9\"}"))
        .hasMessageContaining("lab.run/9; this lab reads lab.run/1 and lab.run/2");
    assertThatThrownBy(() -> RunReader.read("{\"schema\":\"lab.run/2\",\"host\":[{\"kind\":1}]}"))
        .isInstanceOf(Documents.Unreadable.class)
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> RunReader.read("{\"schema\":\"lab.run/1\",\"experiment\":7}"))
        .isInstanceOf(Documents.Unreadable.class);
  }

  /** A run with a row of every kind. */
  static RunDocument run() {
    Map<String, String> row = Map.of("mode", "plain");
    List<String> command = List.of("-XX:+UseG1GC", "lab.stress.T", "500");
    Score score =
        new Score("ns/op", false, 10.5, 9.25, 12, List.of(9.5, 10.5, 11.0), Optional.of("near"));
    return new RunDocument(
            RunDocument.SCHEMA,
            "20261126T000000Z-toy-0a1b2c",
            false,
            "2026-11-26T00:00:00Z",
            Optional.of("a note"),
            "quick",
            new LabFacts(Optional.of("0.1.0"), Optional.empty(), Optional.of(true)),
            machine(),
            new RunDocument.Together(
                2, 0.97, OptionalDouble.of(0.99), OptionalDouble.empty(), true),
            Optional.empty(),
            new RunDocument.Experiment(
                "toy",
                Map.of("mode", "plain"),
                RunDocument.Asks.CLAIMS,
                "memory/toy",
                "Can it be seen?",
                List.of("mode")),
            List.of(
                new ModelAnswer(
                    "stale",
                    Map.of("mode", "plain"),
                    "breaks",
                    Optional.of("t1.read,t2.write"),
                    26,
                    true,
                    row,
                    "complete: 26 states, depth 5",
                    Optional.empty(),
                    Optional.of(
                        new ModelAnswer.Scope(
                            List.of("sc", "tso", "java"),
                            Optional.of("2 threads"),
                            Optional.of("by the CPU alone"),
                            Optional.of("The CPU alone."),
                            true,
                            Optional.of(List.of("tso", "java"))))),
                new ModelAnswer(
                    "cheaper",
                    Map.of("mode", "plain"),
                    "safe",
                    Optional.of("t1.read"),
                    26,
                    true,
                    Map.of(),
                    "complete: 26 states, depth 5",
                    Optional.of(
                        new ModelAnswer.Costs(
                            3, 48, Optional.of("line transfers"), Optional.of(false))))),
            List.of(
                new HostResult.Outcomes(
                    "stress",
                    "stale",
                    "lab.stress.T",
                    row,
                    Optional.of(true),
                    Optional.of("a thread plays the device"),
                    "default",
                    List.of(
                        new Count(
                            "0, 1",
                            "as it should be",
                            Optional.empty(),
                            List.of("sc", "tso", "java"),
                            7),
                        new Count("1, 0", "stale", Optional.of("stale"), List.of("java"), 3)),
                    500,
                    Optional.of(120L),
                    false,
                    command,
                    List.of("a note")),
                new HostResult.Scored(
                    "bench",
                    "cheaper",
                    "B.m",
                    Map.of(),
                    Optional.empty(),
                    "shared",
                    score,
                    command,
                    List.of()),
                new HostResult.Swept(
                    "series",
                    "cheaper",
                    "B.m",
                    Map.of(),
                    Optional.empty(),
                    "a sweep of frames",
                    new Curves(
                        "n",
                        "frames",
                        List.of(1, 8),
                        List.of(
                            new Curves.Curve(
                                "padded",
                                List.of(
                                    new Curves.At(1, score, command, List.of()),
                                    new Curves.At(8, score, command, List.of("one fork only"))))),
                        List.of(
                            new Curves.Predicted(
                                "the model",
                                "padded",
                                "scaled",
                                List.of(
                                    new Curves.Predicted.Point(1, 4),
                                    new Curves.Predicted.Point(8, 14.5))))),
                    List.of()),
                new HostResult.Pairs(
                    "live",
                    "cheaper",
                    "hand-over between CPUs",
                    Map.of(),
                    Optional.empty(),
                    new Matrix(
                        List.of("0", "1", "4"),
                        List.of("0", "1", "4"),
                        "ns",
                        List.of(
                            List.of(Optional.empty(), Optional.of(9.5), Optional.of(105.25)),
                            List.of(Optional.of(9.5), Optional.empty(), Optional.empty()),
                            List.of(Optional.of(105.25), Optional.empty(), Optional.empty())),
                        true,
                        List.of(List.of("0", "1"))),
                    command,
                    List.of("a value is half a round trip")),
                new HostResult.FactValue(
                    "fact",
                    "cheaper",
                    "cache-line-bytes",
                    Map.of(),
                    Optional.empty(),
                    Optional.of("64")),
                new HostResult.FactValue(
                    "fact", "cheaper", "numa-nodes", Map.of(), Optional.empty(), Optional.empty()),
                new HostResult.Unavailable(
                    "live", "stale", "lab.bench.L", row, Optional.empty(), "no such device")),
            List.of(),
            Optional.empty())
        .judged(
            List.of(
                new Verdict(
                    "stale",
                    row,
                    VerdictWord.NOT_SEEN,
                    "0 of 10: any CPU can show it",
                    "Ring P1 getAcquire -> plain",
                    Optional.of(
                        new Verdict.Weakened(
                            "lab.Ring", "P1", "getAcquire", "plain", Optional.of("why"))),
                    Optional.of(
                        new Verdict.Means(
                            "keeps this order", "may show it", "has no part in it")))),
            "The end.",
            new Quietness(look(), look(), Optional.of(0.01), Optional.empty(), true, List.of()));
  }

  private static Quietness.Look look() {
    return new Quietness.Look(Optional.of(1.5), Optional.empty(), Optional.of(0.0), 0.25, 1500.5);
  }

  /** A machine that tells little. */
  private static MachineFacts machine() {
    return new MachineFacts(
        "Linux",
        "amd64",
        Optional.of("Some CPU"),
        Optional.of(2),
        Optional.of(2),
        Optional.empty(),
        Optional.of(2),
        Optional.empty(),
        List.of(
            new MachineFacts.Cache(
                "L1d", Optional.of(32_768L), Optional.of(64), Optional.empty(), Optional.of(1))),
        Optional.of(64),
        Optional.empty(),
        Optional.empty(),
        Optional.of(true),
        Optional.of(1L << 34),
        Optional.of(4096),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new MachineFacts.Jdk("25", "vendor", "vm"),
        "G1");
  }
}
