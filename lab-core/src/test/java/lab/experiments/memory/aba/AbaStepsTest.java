package lab.experiments.memory.aba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import lab.concurrent.stack.CasStack;
import lab.concurrent.stack.TaggedStack;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration.Outcome;
import lab.explore.Explorer;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.labels.ProgramWeakening;
import lab.memorymodel.labels.ShippedClass;
import lab.memorymodel.labels.StepLabels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program is the code of the classes that ship, and each of their orderings is needed. */
class AbaStepsTest {
  private static final Program SHIPPED = AbaProgram.shipped();

  @ParameterizedTest
  @ValueSource(classes = {CasStack.class, TaggedStack.class})
  void programAndClassHaveTheSameSteps(Class<?> stack) {
    Map<String, StepLabels.Access> real = ShippedClass.steps(stack);
    assertThat(StepLabels.drift(SHIPPED, real)).isEmpty();
    assertThat(real).containsOnlyKeys("P1", "P2", "P3", "U1", "U2", "U3");
    assertThat(real.get("P1")).isEqualTo(new StepLabels.Access("pop", "getAcquire"));
    assertThat(real.get("U3")).isEqualTo(new StepLabels.Access("push", "weakCompareAndSetRelease"));
  }

  @Test
  void driftIsNoticed() {
    Map<String, StepLabels.Access> real = ShippedClass.steps(TaggedStack.class);
    assertThat(StepLabels.drift(ProgramWeakening.of(SHIPPED, "P1", "opaque"), real))
        .containsExactly("P1: the program has getOpaque, the class getAcquire");
    real.remove("U2");
    assertThat(StepLabels.drift(SHIPPED, real))
        .containsExactly("U2: the program has setOpaque, the class no such step");
  }

  @Test
  void labelsThatMeanNothingAreRefused() {
    byte[] bytes = ShippedClass.bytes(TaggedStack.class);
    String source = ShippedClass.source(TaggedStack.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepLabels.of(bytes, source.replace("// P2", "")))
        .withMessageContaining("getOpaque has no step label");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepLabels.of(bytes, source.replace("// P2", "// P1")))
        .withMessage("step P1 stands twice, for getAcquire and for getOpaque");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepLabels.of(bytes, source + "// P9\n"))
        .withMessageContaining("step P9 has no VarHandle access");
  }

  /** What the comments in the class say of each access that is not plain. */
  @ParameterizedTest
  @CsvSource({"P1, BREAKS", "U3, BREAKS", "P3, SAFE"})
  void weakeningOneAccessUnderJava(String label, Outcome outcome) {
    ProgramMachine machine =
        ProgramMachine.of(
            ProgramWeakening.of(SHIPPED, label, "opaque"),
            MemoryModel.JAVA,
            Grain.ACCESSES,
            List.<Claim<ProgramState>>of(
                new Claim.Never<>("freed-head", "", AbaMachine::headIsFree)));
    assertThat(Explorer.explore(machine, Bounds.DEFAULT).answer("freed-head").outcome())
        .isEqualTo(outcome);
  }
}
