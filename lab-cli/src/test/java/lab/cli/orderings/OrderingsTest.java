package lab.cli.orderings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import lab.catalog.Catalog;
import lab.cli.Ran;
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
  void theShippedClassIsRewrittenAndRun(@TempDir Path results) {
    Ran ran = lab("run", "aba", "--orderings", "--budget=1s", "--json", "--results=" + results);
    JsonNode rows = ran.json().path("runs").get(0).path("rows");
    assertThat(ran.code()).isZero();
    JsonNode p1 =
        rows.valueStream()
            .filter(r -> r.path("class").asString().endsWith(".TaggedStack"))
            .filter(r -> r.path("weakened").path("label").asString().equals("P1"))
            .findFirst()
            .orElseThrow();
    assertThat(p1.path("rewritten").get(0).asString())
        .isEqualTo("rewritten: TaggedStack P1: getAcquire is get");
    assertThat(p1.path("host").get(0).path("samples").asLong()).isPositive();
    Path run =
        results.resolve("runs").resolve(ran.json().path("runs").get(0).path("run").asString());
    assertThat(run.resolve("rewritten/TaggedStack-P1-plain/lab/concurrent/stack/TaggedStack.class"))
        .exists();
  }
}
