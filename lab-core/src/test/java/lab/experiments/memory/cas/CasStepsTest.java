package lab.experiments.memory.cas;

import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.steps;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import lab.concurrent.counter.CasCounter;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.memorymodel.labels.ProgramWeakening;
import lab.memorymodel.labels.ShippedClass;
import lab.memorymodel.labels.StepLabels;
import lab.room.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs are the code of the counter that ships, and its orderings are needed. */
class CasStepsTest {
  private static final Structure COUNTER = CounterStructure.structure();

  @Test
  void programAndClassHaveTheSameSteps() {
    Map<String, StepLabels.Access> real = ShippedClass.steps(CasCounter.class);
    assertThat(COUNTER.realClass()).isEqualTo(CasCounter.class.getName());
    assertThat(StepLabels.drift(COUNTER.program(), real)).isEmpty();
    assertThat(real).containsOnlyKeys("A1", "A3", "B1", "B3", "G1");
    assertThat(real.get("A3")).isEqualTo(new StepLabels.Access("update", "compareAndSet"));
  }

  /** The room's loop is update; nobody adds or looks there. */
  @Test
  void theRoomsLoopIsTheClassesUpdate() {
    Map<String, StepLabels.Access> real = ShippedClass.steps(CasCounter.class);
    real.keySet().retainAll(Set.of("A1", "A3"));
    assertThat(StepLabels.drift(CasProgram.of(true, 3, Modes.SHIPPED), real)).isEmpty();
    assertThat(StepLabels.drift(CasProgram.of(true, 3, new Modes("opaque")), real))
        .containsExactly("A3: the program has compareAndSetOpaque, the class compareAndSet");
  }

  @ParameterizedTest
  @CsvSource({"SC, 94", "TSO, 150", "JAVA, 122"})
  void asShippedNothingBreaks(MemoryModel model, long states) {
    Exploration found = explore(COUNTER, COUNTER.program(), model);
    assertThat(found.complete()).isTrue();
    assertThat(found.answer("lost-update").outcome()).isEqualTo(Outcome.SAFE);
    assertThat(found.answer("unpublished").outcome()).isEqualTo(Outcome.SAFE);
    assertThat(found.answer("both-seen").outcome()).isEqualTo(Outcome.REACHED);
    assertThat(found.states()).isEqualTo(states);
  }

  /** What the comments in the class say; an update is lost in no mode. 0 steps: nothing breaks. */
  @ParameterizedTest
  @CsvSource({
    "G1, opaque, 5",
    "A3, acquire, 5",
    "A3, release, 7",
    "B3, acquire, 5",
    "B3, release, 7",
    "A3, acquire-release, 0",
    "B3, acquire-release, 0",
    "A1, plain, 0",
    "B1, plain, 0",
  })
  void weakenedUnderJava(String label, String mode, int steps) {
    Exploration found =
        explore(COUNTER, ProgramWeakening.of(COUNTER.program(), label, mode), MemoryModel.JAVA);
    assertThat(found.complete()).isTrue();
    assertThat(steps(found, "unpublished")).isEqualTo(steps);
    assertThat(found.answer("lost-update").outcome()).isEqualTo(Outcome.SAFE);
  }
}
