package lab.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.catalog.Catalog;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Verdict;
import lab.cli.ask.Selection;
import lab.explore.Exploration;
import lab.memorymodel.MemoryModel;
import lab.room.Outcome;
import lab.room.Room;
import lab.room.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a row means elsewhere, for each set of models and each mode. */
class ElsewhereTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain           | sc tso java | false | can show it, for the threads | can show it, for the threads | no part
          plain           | tso java    | false | may pass an earlier store    | independent accesses         | as well
          plain           | java        | false | rules it out                 | independent accesses         | and so show it
          plain           | -           | false | rules it out                 | rules it out                 | never into this
          opaque          | tso java    | false | may pass an earlier store    | independent accesses         | keeps opaque
          opaque          | java        | false | rules it out                 | independent accesses         | keeps opaque
          opaque          | -           | false | rules it out                 | rules it out                 | keeps opaque
          opaque          | -           | true  | rules it out                 | before an earlier load       | keeps opaque
          acquire-release | tso java    | false | may pass an earlier store    | the store of a setRelease    | ahead of an acquire
          acquire-release | java        | false | rules it out                 | is not known to rule it out  | ahead of an acquire
          acquire-release | -           | false | rules it out                 | rules it out                 | ahead of an acquire
          volatile        | -           | false | rules it out                 | rules it out                 | keeps volatile
          """)
  void saysWhatTheModelsSay(
      String mode, String allowing, boolean buffers, String x86, String arm, String compiler) {
    List<String> models = allowing.equals("-") ? List.of() : List.of(allowing.split(" "));
    Verdict.Means means =
        Elsewhere.of(model(Map.of(), buffers, models), JudgeTest.row(mode, models, 0, 10))
            .orElseThrow();
    assertThat(means.x86()).contains(x86);
    assertThat(means.arm()).contains(arm);
    assertThat(means.compiler()).contains(compiler);
  }

  /** A hoisted wait, or two reads of one variable: AArch64 shows neither by itself. */
  @Test
  void whatOnlyACompilerMayShowArmDoesNot() {
    HostResult.Outcomes row = JudgeTest.row("plain", List.of("java"), 0, 10);
    Verdict.Means means = Elsewhere.of(model(Map.of(), false, List.of()), row).orElseThrow();
    assertThat(means.arm()).isEqualTo("rules it out");
    assertThat(means.compiler()).endsWith("and so show it");
    Verdict.Means buffered = Elsewhere.of(model(Map.of(), true, List.of()), row).orElseThrow();
    assertThat(buffered.arm()).contains("load buffering");
  }

  @ParameterizedTest
  @CsvSource({
    "shape=CoRR mode=plain,stale,rules it out",
    "shape=MP mode=plain,stale,independent accesses",
    "shape=MP mode=plain,spin-ends,rules it out",
    "shape=LB mode=plain,stale,load buffering",
    "shape=LB mode=opaque,stale,load buffering",
    "shape=SB mode=volatile,stale,rules it out"
  })
  void theRoomsOwnModelsAreAsked(String changes, String claim, String arm) {
    Room room = Catalog.lab().room("reordering");
    Settings settings = room.settings(changes);
    Selection asked =
        Selection.of(room, settings, Set.of("mode"), false, Set.copyOf(Selection.KINDS));
    ModelAnswer model = asked.model(claim, Map.of(), (_, _) -> {}).orElseThrow();
    List<String> allowing = asked.allowing(Outcome.bad("1, 0", "bad", claim), Map.of());
    HostResult.Outcomes row = JudgeTest.row(settings.get("mode"), allowing, 0, 10);
    assertThat(Elsewhere.of(model, row).orElseThrow().arm()).contains(arm);
  }

  @Test
  void isSilentWhereMemoryHasNoPartOrNobodyLookedAtAccesses() {
    HostResult.Outcomes row = JudgeTest.row("opaque", List.of(), 0, 10);
    ModelAnswer noModels = JudgeTest.model(Exploration.Outcome.SAFE);
    assertThat(Elsewhere.of(noModels, row)).isEmpty();
    assertThat(Elsewhere.of(model(Map.of("grain", "operations"), false, List.of()), row)).isEmpty();
    assertThat(Elsewhere.of(model(Map.of("grain", "accesses"), false, List.of()), row)).isPresent();
  }

  private static ModelAnswer model(
      Map<String, String> settings, boolean buffers, List<String> byCpu) {
    return new ModelAnswer(
            "c",
            settings,
            "safe",
            Optional.empty(),
            5,
            true,
            Map.of(),
            "complete",
            Optional.empty())
        .within(
            new ModelAnswer.Scope(
                MemoryModel.words(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                buffers,
                Optional.of(byCpu)));
  }
}
