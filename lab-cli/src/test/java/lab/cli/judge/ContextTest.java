package lab.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.catalog.Catalog;
import lab.cli.answer.HostResult;
import lab.cli.answer.Score;
import lab.explore.Exploration;
import lab.memorymodel.Architecture;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Room;
import lab.room.Settings;
import lab.room.VerdictWord;
import org.junit.jupiter.api.Test;

/** What is measured beside a claim is told, and judges nothing. */
class ContextTest {
  private static final Judge QUIET = new Judge(Architecture.of("amd64"), 0.98, true, List.of());

  @Test
  void contextIsFoundAndMakesNoVerdict() {
    Verdicts verdicts = verdicts(Bench.beside("c"));
    assertThat(verdicts.all()).isEmpty();
    assertThat(verdicts.findings().score("less", 0)).contains("1");
  }

  @Test
  void theSameScoresComparedMakeOne() {
    assertThat(verdicts(Bench.of("c", "less", "more")).all())
        .singleElement()
        .satisfies(v -> assertThat(v.word()).isEqualTo(VerdictWord.CONFIRMED));
  }

  /** The room's sentence is made of numbers that a verdict may find too unsure to judge by. */
  @Test
  void theClosingSentenceHasTheReservationsOfTheVerdicts() {
    Bench bench = Bench.of("c", "less", "more");
    assertThat(verdicts(bench).closing("9 times.")).isEqualTo("9 times.");
    Judge restless = new Judge(Architecture.of("amd64"), 0.98, false, List.of("others took 40 %"));
    assertThat(verdicts(bench, restless).closing("9 times."))
        .isEqualTo("9 times. Of a claim that is INCONCLUSIVE the numbers may be noise.");
    assertThat(verdicts(bench, restless).closing("")).isEmpty();
  }

  private static Verdicts verdicts(Bench bench) {
    return verdicts(bench, QUIET);
  }

  private static Verdicts verdicts(Bench bench, Judge judge) {
    return Verdicts.of(
        new Asked(bench),
        judge,
        List.of(JudgeTest.model(Exploration.Outcome.SAFE)),
        List.of(scored("less", 1), scored("more", 9)));
  }

  private static HostResult.Scored scored(String label, double value) {
    return new HostResult.Scored(
        "bench",
        "c",
        label,
        Map.of(),
        Optional.empty(),
        label,
        new Score("ns/op", false, value, value, value, List.of(value), Optional.empty()),
        List.of(),
        List.of());
  }

  private record Asked(Bench bench) implements Questions {
    @Override
    public Room room() {
      return Catalog.lab().rooms().getFirst();
    }

    @Override
    public Settings settings() {
      return room().controls().defaults();
    }

    @Override
    public List<Evidence> evidence() {
      return List.of(bench);
    }

    @Override
    public List<String> contrast() {
      return List.of();
    }
  }
}
