package lab.experiments.nic.rdma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.catalog.Structure;
import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Grain;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramMachine;
import lab.memorymodel.labels.StepLabels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program is the code of the class that ships, and its orderings are needed. */
class RdmaStepsTest {
  private static final Structure SHIPPED = new Rdma().structures().getFirst();

  @Test
  void programAndClassHaveTheSameSteps() throws Exception {
    Map<String, StepLabels.Access> real = steps();
    assertThat(StepLabels.drift(SHIPPED.program(), real)).isEmpty();
    assertThat(real).containsOnlyKeys("A1", "A2", "A3", "D1", "D2", "D3");
    assertThat(real.get("A1")).isEqualTo(new StepLabels.Access("ring", "setRelease"));
    assertThat(real.get("D3")).isEqualTo(new StepLabels.Access("complete", "setRelease"));
    // The whole operations are the same code.
    RdmaProgram.Use mistakes = new RdmaProgram.Use(false, 2, 2, 1, true, true);
    Program whole = RdmaProgram.of(mistakes, true, "acquire-release");
    assertThat(StepLabels.drift(whole, real)).isEmpty();
  }

  private static Map<String, StepLabels.Access> steps() throws Exception {
    String path = SHIPPED.realClass().replace('.', '/');
    try (InputStream in = Rdma.class.getResourceAsStream("/" + path + ".class")) {
      String source = Files.readString(Path.of("src/main/java", path + ".java"));
      return StepLabels.of(in.readAllBytes(), source);
    }
  }

  @Test
  void asShippedItIsSafeUnderEveryModel() {
    for (MemoryModel model : MemoryModel.values()) {
      Exploration found = explore(SHIPPED.program(), model);
      assertThat(found.complete()).isTrue();
      for (String claim : List.of("wire-bytes", "completion", "cq-overrun", "sq-moves")) {
        assertThat(found.answer(claim).outcome().word()).as(claim + model).isEqualTo("safe");
      }
      assertThat(found.answer("sent").outcome().word()).isEqualTo("reached");
    }
  }

  /** What the comments in the class say of each access. */
  @ParameterizedTest
  @CsvSource({
    "A1, wire-bytes, breaks",
    "D1, wire-bytes, breaks",
    "D3, completion, breaks",
    "A2, completion, breaks",
    "A3, completion, safe",
    "D2, completion, safe",
    "A3, wire-bytes, safe",
    "D2, wire-bytes, safe",
  })
  void weakeningOneAccessUnderJava(String label, String claim, String outcome) {
    Exploration found = explore(weakened(label), MemoryModel.JAVA);
    assertThat(found.complete()).isTrue();
    assertThat(found.answer(claim).outcome().word()).isEqualTo(outcome);
  }

  private static Exploration explore(Program program, MemoryModel model) {
    return Explorer.explore(
        ProgramMachine.of(program, model, Grain.ACCESSES, SHIPPED.claims()), Bounds.DEFAULT);
  }

  private static Program weakened(String label) {
    Program shipped = SHIPPED.program();
    return new Program(
        shipped.name(),
        shipped.cells(),
        shipped.threads().stream()
            .map(t ->
                new Program.ThreadCode(
                    t.name(),
                    t.registers(),
                    t.lines().stream().map(l -> weakened(l, label)).toList()))
            .toList());
  }

  private static Program.Line weakened(Program.Line line, String label) {
    if (line.label().filter(label::equals).isEmpty()) {
      return line;
    }
    return new Program.Line(
        switch (line.instruction()) {
          case Load i -> new Load(i.register(), i.cell(), AccessMode.OPAQUE);
          case Store i -> new Store(i.cell(), i.value(), AccessMode.OPAQUE);
          default -> throw new IllegalArgumentException(label + " is no load and no store");
        },
        line.verb(),
        line.text(),
        line.label(),
        line.operation());
  }
}
