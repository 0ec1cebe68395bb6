package lab.experiments.memory.mpmc;

import static lab.experiments.RoomFixture.explore;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lab.concurrent.ring.MpmcRing;
import lab.experiments.memory.mpmc.MpmcProgram.Shape;
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

/** The programs are the code of the ring that ships, and its orderings are needed. */
class MpmcStepsTest {
  private static final Structure RING = Mpmc.ROOM.structures().getFirst();

  @Test
  void programAndClassHaveTheSameSteps() {
    Map<String, StepLabels.Access> real = ShippedClass.steps(MpmcRing.class);
    assertThat(RING.realClass()).isEqualTo(MpmcRing.class.getName());
    assertThat(StepLabels.drift(RING.program(), real)).isEmpty();
    assertThat(real)
        .containsOnlyKeys("O1", "O2", "O3", "O5", "O6", "C1", "C2", "C3", "C5", "C6", "S1", "S2");
    assertThat(real.get("O3")).isEqualTo(new StepLabels.Access("offer", "weakCompareAndSetPlain"));
  }

  /** The room's calls are the relaxed ones, which do not look at the other index. */
  @Test
  void theRoomsProgramIsTheRelaxedCalls() {
    Map<String, StepLabels.Access> real = ShippedClass.steps(MpmcRing.class);
    real.keySet().removeAll(Set.of("O6", "C6", "S1", "S2"));
    for (boolean whole : new boolean[] {false, true}) {
      Shape shape = new Shape(true, 2, 8, 1, false, false, false, whole, Modes.SHIPPED);
      assertThat(StepLabels.drift(new MpmcProgram(shape).program, real)).isEmpty();
    }
    Shape plain = new Shape(false, 2, 8, 1, false, false, false, false, Modes.SHIPPED);
    assertThat(StepLabels.drift(new MpmcProgram(plain).program, real))
        .containsExactly(
            "C3: the program has setOpaque, the class weakCompareAndSetPlain",
            "O3: the program has setOpaque, the class weakCompareAndSetPlain");
  }

  @ParameterizedTest
  @CsvSource({"SC, 1124", "TSO, 3779", "JAVA, 4026"})
  void asShippedNothingBreaks(MemoryModel model, long states) {
    Exploration found = explore(RING, RING.program(), model);
    assertThat(found.complete()).isTrue();
    assertThat(broken(found)).isEqualTo("");
    assertThat(found.answer("both-arrive").outcome()).isEqualTo(Outcome.REACHED);
    assertThat(found.states()).isEqualTo(states);
  }

  /**
   * What the comments in the class say: what notices an access that is weakened, with the length of
   * the shortest schedule; nothing at all for those whose comment says so.
   */
  @ParameterizedTest
  @CsvSource({
    "O2, opaque, one-slot 14 / unwritten 28 / drains 14",
    "O5, opaque, one-slot 16 / unwritten 17 / sequence 5 / drains 15",
    "C2, opaque, one-slot 16 / unwritten 17 / drains 15",
    "C5, opaque, one-slot 14 / unwritten 28 / drains 14",
    "O1, plain, ''",
    "O6, plain, ''",
    "C1, plain, ''",
    "C6, plain, ''",
    "S1, plain, ''",
    "S2, plain, ''",
  })
  void weakenedUnderJava(String label, String mode, String breaks) {
    Exploration found =
        explore(RING, ProgramWeakening.of(RING.program(), label, mode), MemoryModel.JAVA);
    assertThat(found.complete()).isTrue();
    assertThat(broken(found)).isEqualTo(breaks);
  }

  private static String broken(Exploration found) {
    return found.answers().stream()
        .filter(a -> a.outcome() == Outcome.BREAKS)
        .map(a -> a.claim().name() + " " + a.schedule().orElseThrow().size())
        .collect(Collectors.joining(" / "));
  }
}
