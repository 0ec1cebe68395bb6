package lab.memorymodel.litmus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.litmus.LitmusAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The generated tests, as text: they are compiled and run by lab-stress. */
final class StressSourcesTest {
  static final List<StressCase> CASES = StressCase.all();

  @Test
  void everyShapeInEveryModeIsThere() {
    assertThat(CASES).hasSize(18 * 4 + 2);
    assertThat(CASES.stream().map(StressCase::className))
        .doesNotHaveDuplicates()
        .contains("SB_acquireRelease", "TwoPlus2W_opaque", "LostUpdate_plain", "MP_plain_peek");
    assertThat(StressCase.spins()).hasSize(4);
  }

  @Test
  void outcomesAreGradedByTheModels() {
    assertThat(grade("SB", "volatile", "0, 0"))
        .isEqualTo("FORBIDDEN: none of sc, tso, java allows this");
    assertThat(grade("SB", "opaque", "0, 0"))
        .isEqualTo("ACCEPTABLE_INTERESTING: allowed by tso, java");
    assertThat(grade("SB", "opaque", "1, 1")).isEqualTo("ACCEPTABLE: allowed by sc, tso, java");
    assertThat(grade("MP", "opaque", "1, 0")).isEqualTo("ACCEPTABLE_INTERESTING: allowed by java");
    assertThat(grade("MP", "acquire-release", "1, 0"))
        .isEqualTo("FORBIDDEN: none of sc, tso, java allows this");
    assertThat(grade("LB", "opaque", "1, 1"))
        .isEqualTo("ACCEPTABLE_INTERESTING: RC11, and java here, rule it out; Armv8 may show it");
    assertThat(grade("CoWR", "plain", "2, 1"))
        .isEqualTo("FORBIDDEN: none of sc, tso, java allows this");
    // Weak, but every model allows it: still the outcome that the shape asks after.
    assertThat(grade("lost-update", "volatile", "1"))
        .isEqualTo("ACCEPTABLE_INTERESTING: allowed by sc, tso, java");
  }

  @Test
  void onlyThePlainWaitMayNeverEnd() {
    assertThat(
            StressCase.spins().stream()
                .map(Outcomes::ofSpin)
                .map(outcomes -> outcomes.getLast().id() + " " + outcomes.getLast().verdict()))
        .containsExactly(
            "STALE allowed by java",
            "STALE none of sc, tso, java allows this",
            "STALE none of sc, tso, java allows this",
            "STALE none of sc, tso, java allows this");
  }

  private static String grade(String shape, String mode, String id) {
    ShapeOutcome outcome =
        StressCase.of(shape).stream()
            .filter(c -> c.mode().equals(mode))
            .flatMap(c -> Outcomes.of(c).stream())
            .filter(o -> o.id().equals(id))
            .findFirst()
            .orElseThrow();
    return outcome.expect() + ": " + outcome.verdict();
  }

  /** To read a location once more must not change what may be observed. */
  @ParameterizedTest
  @FieldSource("PEEKS")
  void anEarlierReadChangesNoSet(StressCase peek) {
    StressCase bare =
        StressCase.of(peek.shape()).stream()
            .filter(c -> c.mode().equals(peek.mode()) && c.variant().isEmpty())
            .findFirst()
            .orElseThrow();
    for (MemoryModel model : MemoryModel.values()) {
      assertThat(allowed(peek, model)).as(model.word()).isEqualTo(allowed(bare, model));
    }
  }

  static final List<StressCase> PEEKS = CASES.stream().filter(c -> !c.variant().isEmpty()).toList();

  private static List<List<Integer>> allowed(StressCase stress, MemoryModel model) {
    return ((LitmusAnswer.Allowed)
            LitmusAnswer.of(stress.test(), List.of(model)).models().get(model))
        .allowed();
  }

  @Test
  void theSourceCarriesTheProvocations() {
    String source = source("MP_plain_peek.java");
    assertThat(source)
        .containsSubsequence(
            "public void actor2(II_Result r)",
            "int trap = r.jcstress_trap;",
            "a.trap = 0;",
            "peek_0 = a.data;",
            "a.trap = peek_0;",
            "r0 = a.ready;",
            "r1 = a.data;",
            "r.r1 = r0;",
            "r.r2 = r1;");
    assertThat(source).doesNotContain("VarHandle ", "= this.b");
    assertThat(source("CoRR_plain_peek.java"))
        .containsSubsequence(
            "private final Cells b = a;", "b.trap = 0;", "peek_0 = a.x;", "r0 = b.x;", "r1 = a.x;");
    assertThat(source("S_acquireRelease.java"))
        .containsSubsequence(
            "r0 = (int) Y.getAcquire(a);", "X.setRelease(a, 1);", "@Arbiter", "r.r2 = a.x;");
    assertThat(source("Pin_volatile.java"))
        .containsSubsequence("int ptr = 1;", "if (r0 == 1) {", "NODE.getVolatile(a)", "}");
    assertThat(source("MPSpin_opaque.java"))
        .containsSubsequence(
            "@JCStressTest(Mode.Termination)",
            "id = \"STALE\", expect = Expect.FORBIDDEN",
            "@Signal",
            "@Actor",
            "while ((int) READY.getOpaque(a) == 0) {}");
  }

  private static String source(String file) {
    return StressSources.files().get(file);
  }

  @Test
  void whatIsUnchangedStaysUntouchedAndWhatIsGoneIsDeleted(@TempDir Path folder)
      throws IOException {
    StressSources.write(folder);
    Path written = folder.resolve("lab/stress/memory/reordering");
    FileTime old = FileTime.from(Instant.EPOCH);
    Path unchanged = written.resolve("SB_plain.java");
    Path changed = written.resolve("SB_opaque.java");
    Path gone = written.resolve("Gone_plain.java");
    Files.setLastModifiedTime(unchanged, old);
    Files.writeString(changed, "something else");
    Files.writeString(gone, "of a shape that is no more");
    StressSources.write(folder);
    assertThat(Files.getLastModifiedTime(unchanged)).isEqualTo(old);
    assertThat(changed).content().startsWith("package lab.stress.memory.reordering;");
    assertThat(gone).doesNotExist();
    assertThat(written).isDirectoryContaining(p -> p.endsWith("MPSpin_plain.java"));
  }
}
