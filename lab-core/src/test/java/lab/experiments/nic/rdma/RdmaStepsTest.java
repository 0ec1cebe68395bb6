package lab.experiments.nic.rdma;

import static lab.experiments.RoomFixture.explore;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.explore.Exploration;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.labels.ProgramWeakening;
import lab.memorymodel.labels.ShippedClass;
import lab.memorymodel.labels.StepLabels;
import lab.room.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program is the code of the class that ships, and its orderings are needed. */
class RdmaStepsTest {
  private static final Structure SHIPPED = Rdma.ROOM.structures().getFirst();

  @Test
  void programAndClassHaveTheSameSteps() {
    Map<String, StepLabels.Access> real = ShippedClass.steps(SHIPPED.realClass());
    assertThat(StepLabels.drift(SHIPPED.program(), real)).isEmpty();
    assertThat(real).containsOnlyKeys("A1", "A2", "A3", "D1", "D2", "D3");
    assertThat(real.get("A1")).isEqualTo(new StepLabels.Access("ring", "setRelease"));
    assertThat(real.get("D3")).isEqualTo(new StepLabels.Access("complete", "setRelease"));
    // The whole operations are the same code.
    RdmaProgram.Use mistakes = new RdmaProgram.Use(false, 2, 2, 1, true, true);
    Program whole = RdmaProgram.of(mistakes, true, Modes.SHIPPED);
    assertThat(StepLabels.drift(whole, real)).isEmpty();
  }

  @Test
  void asShippedItIsSafeUnderEveryModel() {
    for (MemoryModel model : MemoryModel.values()) {
      Exploration found = explore(SHIPPED, SHIPPED.program(), model);
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
    Exploration found =
        explore(SHIPPED, ProgramWeakening.of(SHIPPED.program(), label, "opaque"), MemoryModel.JAVA);
    assertThat(found.complete()).isTrue();
    assertThat(found.answer(claim).outcome().word()).isEqualTo(outcome);
  }
}
