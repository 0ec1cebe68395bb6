package lab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.RunDocument;
import lab.cli.answer.RunReader;
import lab.cli.answer.Score;
import lab.cli.answer.Verdict;
import lab.cli.host.Quietness;
import lab.room.VerdictWord;
import org.junit.jupiter.api.Test;

/** What stands beside the numbers of a run. */
class ClaimTablesTest {
  private static final String CLAIM = "stale";
  private static final Map<String, String> PLAIN = Map.of("mode", "plain");

  @Test
  void aTwinIsOneLineBesideItsRowAndNoRow() throws Exception {
    String said = printed(List.of(twin(1_795), result("lab.stress.RingStress$Completion", 0)));
    assertThat(said)
        .containsOnlyOnce("samples in")
        .contains("RingStress$Completion: 10 samples in 0.5 s")
        .contains("the test can fail: its broken twin (reused first) was seen 1,795 of 1,805");
    assertThat(said.indexOf("Completion")).isLessThan(said.indexOf("the test can fail"));
  }

  @Test
  void aTwinWithoutARowIsToldByItself() throws Exception {
    assertThat(printed(List.of(twin(0))))
        .contains("mode=plain: its broken twin (reused first) was not seen to fail this time");
  }

  @Test
  void whatARowMeansElsewhereIsSaidOnceAndX86First() throws Exception {
    String said =
        printed(
            List.of(
                result("lab.stress.RingStress$Completion", 0),
                result("lab.stress.RingStress$Other", 0)));
    assertThat(said)
        .containsOnlyOnce("x86: keeps this order. Arm: may show it. Compiler: has no part in it.");
    assertThat(said.indexOf("RingStress$Other")).isLessThan(said.indexOf("x86: "));
  }

  @Test
  void noColumnClaimsMoreThanTheModelsThatWereAsked() throws Exception {
    assertThat(printed(List.of(result("lab.stress.T", 0))))
        .containsIgnoringWhitespaces("which models allow it (java is RC11-style)")
        .contains("none of them  bad")
        .contains("The CPU alone, the compiler left out.")
        .doesNotContain("NO MODEL");
  }

  @Test
  void oneSampleIsNotSamples() throws Exception {
    assertThat(printed(List.of(score(550), score(550, 551))))
        .contains("spin: 550 ns (550 to 550; 1 sample)", "(550 to 550; 2 samples)");
  }

  private static HostResult.Scored score(double... samples) {
    Score score =
        new Score(
            "ns", false, 550, 550, 550, Arrays.stream(samples).boxed().toList(), Optional.empty());
    return new HostResult.Scored(
        "live", CLAIM, "lab.bench.T", PLAIN, Optional.empty(), "spin", score, List.of(), List.of());
  }

  private static HostResult.Outcomes twin(long bad) {
    return outcomes("lab.stress.RingStress$ReusedFirst", bad, true);
  }

  private static HostResult.Outcomes result(String test, long bad) {
    return outcomes(test, bad, false);
  }

  private static HostResult.Outcomes outcomes(String test, long bad, boolean twin) {
    return new HostResult.Outcomes(
        "stress",
        CLAIM,
        test,
        PLAIN,
        Optional.of(twin),
        Optional.empty(),
        "default",
        List.of(
            new Count("1, 1", "good", Optional.empty(), List.of("sc", "tso", "java"), 10),
            new Count("1, 0", "bad", Optional.of(CLAIM), List.of(), bad)),
        500,
        Optional.empty(),
        false,
        List.of(),
        List.of());
  }

  /** Those results in the place of a committed run's own. */
  private static String printed(List<HostResult> host) throws Exception {
    Path here = Path.of("results/samples");
    Path samples = Files.isDirectory(here) ? here : Path.of("../results/samples");
    Path file;
    try (var runs = Files.list(samples)) {
      file = runs.filter(r -> r.toString().contains("reordering")).findFirst().orElseThrow();
    }
    RunDocument sample = RunReader.read(Files.readString(file.resolve("run.json")));
    ModelAnswer model =
        new ModelAnswer(
                CLAIM,
                PLAIN,
                "safe",
                Optional.empty(),
                5,
                true,
                PLAIN,
                "complete",
                Optional.empty())
            .within(
                new ModelAnswer.Scope(
                    List.of("sc", "tso", "java"),
                    Optional.empty(),
                    Optional.of("by the CPU alone"),
                    Optional.of("The CPU alone, the compiler left out."),
                    false));
    Verdict verdict =
        new Verdict(CLAIM, PLAIN, VerdictWord.CONSISTENT, "0 of 10")
            .meaning(
                Optional.of(
                    new Verdict.Means("keeps this order", "may show it", "has no part in it")));
    Quietness quiet = sample.quiet().orElseThrow();
    RunDocument run = sample.with(List.of(model), host).judged(List.of(verdict), "The end.", quiet);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      new RunView(new Paragraphs(out, 120)).print(run);
    }
    return Arrays.stream(bytes.toString(StandardCharsets.UTF_8).split("\n"))
        .map(String::strip)
        .collect(Collectors.joining("\n"));
  }
}
