package lab.cli.orderings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.catalog.Catalog;
import lab.cli.Ran;
import lab.cli.answer.Documents;
import lab.cli.answer.HostResult;
import lab.cli.answer.PlanDocument;
import lab.cli.answer.RunDocument;
import lab.cli.answer.RunReader;
import lab.cli.answer.RunsDocument;
import lab.cli.answer.Verdict;
import lab.room.VerdictWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Orderings of the stacks of aba, in their programs and in the classes that ship. */
class OrderingsTest {

  private static Ran lab(String... args) {
    return Ran.lab(Catalog.lab(), "", args);
  }

  /** Some are needed, and java alone says so; some are not, and the code says why. */
  @Test
  void aWeakenedAccessIsNoticedOrExplained() {
    Ran ran = lab("break", "aba", "--orderings", "--json");
    assertThat(ran.code()).isZero();
    List<JsonNode> all = ran.json().path("results").valueStream().toList();
    assertThat(all)
        .anyMatch(r -> at(r, "TaggedStack", "P1", "getOpaque", "java", "breaks"))
        .anyMatch(r -> at(r, "TaggedStack", "P1", "getOpaque", "tso", "safe"))
        .anyMatch(r -> at(r, "CasStack", "P1", "getOpaque", "java", "breaks"));
    // Plain is weaker than opaque, which was noticed: not asked again.
    assertThat(all).noneMatch(r -> at(r, "TaggedStack", "P1", "get", "java", "breaks"));
    assertThat(all)
        .filteredOn(r -> r.path("answer").asString().equals("breaks"))
        .allMatch(
            r -> r.path("do").asString().split(",").length >= 1 && r.path("steps").asInt() > 2);
    assertThat(all).allMatch(r -> !r.path("comment").asString("").isEmpty());
  }

  private static boolean at(
      JsonNode r, String type, String label, String to, String model, String answer) {
    return r.path("class").asString().endsWith("." + type)
        && r.path("weakened").path("label").asString().equals(label)
        && r.path("weakened").path("to").asString().equals(to)
        && r.path("model").asString().equals(model)
        && r.path("answer").asString().equals(answer);
  }

  @Test
  void oneAccessIsRetoldWithinEightyColumns() {
    Ran ran = lab("break", "aba", "--orderings", "--access=P1", "--max-time=20s");
    assertThat(ran.code()).isZero();
    assertThat(ran.lines()).allMatch(l -> l.length() <= 80);
    assertThat(ran.out())
        .contains("P1 getAcquire -> getOpaque", "java ", " breaks in ", "T1 reads ");
    assertThat(lab("break", "aba", "--orderings", "--access=Z9").code()).isEqualTo(2);
  }

  /** x86-64 keeps the order: the class is rewritten, runs, and nothing is noticed. */
  @Test
  void theShippedClassIsRewrittenAndRun(@TempDir Path results) throws Exception {
    Ran ran = lab("run", "aba", "--orderings", "--budget=1s", "--json", "--results=" + results);
    assertThat(ran.code()).isZero();
    RunDocument run = read(ran, RunsDocument.class).runs().getFirst();
    assertThat(run.schema()).isEqualTo(RunDocument.SCHEMA);
    assertThat(run.complete()).isTrue();
    assertThat(run.experiment().asks()).isEqualTo(RunDocument.Asks.ORDERINGS);
    Map<String, String> row = Map.of("access", "TaggedStack P1", "mode", "plain");
    HostResult.Outcomes p1 =
        run.host().stream()
            .filter(h -> h.settings().equals(row))
            .map(HostResult.Outcomes.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(p1.samples()).isPositive();
    assertThat(p1.notes().getFirst()).isEqualTo("rewritten: TaggedStack P1: getAcquire is get");
    Verdict verdict =
        run.verdicts().stream().filter(v -> v.settings().equals(row)).findFirst().orElseThrow();
    assertThat(verdict.label()).isEqualTo("TaggedStack P1 getAcquire -> plain");
    assertThat(verdict.word()).isEqualTo(VerdictWord.NOT_SEEN);
    assertThat(verdict.sentence()).contains("only a compiler can break it");
    assertThat(verdict.weakened().orElseThrow().comment()).isPresent();
    assertThat(run.verdicts()).extracting(Verdict::label).doesNotHaveDuplicates();
    assertThat(
            run.model().stream()
                .filter(m -> m.row().equals(row))
                .findFirst()
                .orElseThrow()
                .extent())
        .startsWith("tso ")
        .contains("java breaks freed-head in ");
    Path folder = results.resolve("runs").resolve(run.run());
    assertThat(
            folder.resolve("rewritten/TaggedStack-P1-plain/lab/concurrent/stack/TaggedStack.class"))
        .exists();
    assertThat(RunReader.read(Files.readString(folder.resolve("run.json")))).isEqualTo(run);
  }

  @Test
  void whatWillRunIsSaidBeforehand() {
    Ran ran = lab("run", "aba", "--orderings", "--dry-run", "--json");
    PlanDocument.Run plan = read(ran, PlanDocument.class).runs().getFirst();
    assertThat(plan.planned().getFirst().tests())
        .contains("TaggedStack P1 getAcquire -> plain, 1 test")
        .doesNotHaveDuplicates();
    assertThat(plan.experiment().asks()).isEqualTo(RunDocument.Asks.ORDERINGS);
    // However short the budget, every test has its turn.
    assertThat(plan.estimateMillis())
        .isGreaterThan(700L * plan.planned().getFirst().tests().size());
  }

  @Test
  void whatHasNoTestOrShipsInThatModeIsARowWithItsReason() {
    List<String> without =
        read(lab("run", "mpmc", "--orderings", "--dry-run", "--json"), PlanDocument.class)
            .runs()
            .getFirst()
            .planned()
            .stream()
            .filter(p -> p.kind().equals("none"))
            .flatMap(p -> p.tests().stream())
            .toList();
    assertThat(without)
        .anyMatch(t -> t.contains("-> plain: nothing to rewrite: it ships in that mode"));
    assertThat(lab("run", "mpmc", "--orderings", "--mode=plain", "--dry-run").code()).isEqualTo(2);
    assertThat(lab("run", "mpmc", "--orderings", "--dry-run", "--", "foo").code()).isEqualTo(2);
  }

  private static <T> T read(Ran ran, Class<T> type) {
    try {
      return Documents.read(ran.out().strip(), type);
    } catch (Documents.Unreadable e) {
      throw new AssertionError(e);
    }
  }
}
