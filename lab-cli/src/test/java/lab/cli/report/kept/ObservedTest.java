package lab.cli.report.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.Curves;
import lab.cli.answer.HostResult;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Verdict;
import lab.cli.report.Samples;
import lab.room.VerdictWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a verdict rests on is found again, and the number in its sentence is that of the result. */
final class ObservedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reordering",
        "aba",
        "rcu",
        "napi",
        "datapath",
        "false-sharing",
        "mesi",
        "branch",
        "cache"
      })
  void everyVerdictOfTheSamplesFindsItsOwn(String id) {
    RunDocument run = Samples.run(id);
    assertThat(run.verdicts())
        .isNotEmpty()
        .allSatisfy(v -> {
          switch (Observed.of(run, v)) {
            case Observed.Counted c when c.row().sum().violations() == 0 ->
                assertThat(v.sentence()).startsWith("0 of ");
            case Observed.Counted c -> assertThat(v.word()).isEqualTo(VerdictWord.CONFIRMED);
            case Observed.Weighed w ->
                assertThat(v.sentence())
                    .contains(Estimate.of(w).orElseThrow().words().replace(" times", "") + " times")
                    .contains("(" + Estimate.of(w).orElseThrow().interval() + ")");
            case Observed.Curve c ->
                assertThat(v.label())
                    .satisfiesAnyOf(
                        l -> assertThat(l).contains(c.swept().about()),
                        l -> assertThat(l).isEqualTo(v.claim()));
            case Observed.Nothing n -> throw new AssertionError(v + " finds nothing");
          }
        });
  }

  @Test
  void twoVerdictsOfTheSameSettingsHaveTheirOwnRows() {
    RunDocument run = Samples.run("rcu");
    List<String> phrases =
        run.verdicts().stream()
            .filter(v -> v.settings().getOrDefault("free", "").equals("now"))
            .map(v -> Phrases.machine(Observed.of(run, v)))
            .toList();
    assertThat(phrases).containsExactly("69 of 479,488", "13,194 of 18.8 million");
  }

  @Test
  void aVerdictFindsItsOwnOfSeveralCurves() {
    RunDocument run = Samples.run("false-sharing");
    Verdict first = run.verdicts().getFirst();
    RunDocument swept =
        run.with(
            run.model(),
            List.of(curve(first.claim(), "over sizes"), curve(first.claim(), "over strides")));
    for (String about : List.of("over sizes", "over strides")) {
      Verdict verdict =
          new Verdict(first.claim(), Map.of(), VerdictWord.CONFIRMED, "It bends.")
              .called("time " + about, Optional.empty());
      assertThat(Observed.of(swept, verdict))
          .isEqualTo(new Observed.Curve((HostResult.Swept) curve(first.claim(), about)));
    }
  }

  private static HostResult curve(String claim, String about) {
    return new HostResult.Swept(
        "series",
        claim,
        "Bench.walk",
        Map.of(),
        Optional.empty(),
        about,
        new Curves("n", "lines", List.of(1, 2), List.of()),
        List.of());
  }

  @Test
  void modelAndMachineAreToldInFewWords() {
    RunDocument run = Samples.run("aba");
    assertThat(run.verdicts().stream().map(v -> told(run, v)))
        .containsExactly(
            "breaks in 5 steps | 408 of 9.0 million",
            "breaks in 6 steps | 70 of 9.4 million",
            "safe, 866 states | 0 of 9.5 million",
            "costs less | 1.76 times (1.27 to 2.36)");
  }

  private static String told(RunDocument run, Verdict v) {
    Observed observed = Observed.of(run, v);
    return Phrases.model(Phrases.model(run, v), observed) + " | " + Phrases.machine(observed);
  }
}
