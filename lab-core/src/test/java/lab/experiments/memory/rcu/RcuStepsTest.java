package lab.experiments.memory.rcu;

import static lab.experiments.RoomFixture.explore;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.concurrent.reclaim.EpochDomain;
import lab.concurrent.reclaim.EpochReader;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.labels.ShippedClass;
import lab.memorymodel.labels.StepLabels;
import lab.room.Structure;
import org.junit.jupiter.api.Test;

/** The programs are the code of the classes that ship, and these hold. */
class RcuStepsTest {
  @Test
  void programAndClassesHaveTheSameSteps() {
    for (Class<?> type : List.of(EpochReader.class, EpochDomain.class)) {
      Structure structure =
          Rcu.ROOM.structures().stream()
              .filter(s -> s.realClass().equals(type.getName()))
              .findFirst()
              .orElseThrow();
      Map<String, StepLabels.Access> real = ShippedClass.steps(type);
      assertThat(StepLabels.drift(structure.program(), real)).isEmpty();
      assertThat(real).hasSize(3);
    }
  }

  @Test
  void theStructuresHoldAsShipped() {
    List<Long> states = new ArrayList<>();
    for (Structure structure : Rcu.ROOM.structures()) {
      for (MemoryModel model : MemoryModel.values()) {
        Exploration found = explore(structure, structure.program(), model);
        assertThat(found.complete()).isTrue();
        assertThat(found.answers()).allMatch(a -> a.outcome() == Outcome.SAFE);
        states.add(found.states());
      }
    }
    assertThat(states).hasToString("[117, 211, 136, 117, 211, 136]");
  }
}
