package lab.experiments.memory.spsc;

import static lab.experiments.RoomFixture.explore;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.concurrent.ring.SpscLongRing;
import lab.concurrent.ring.SpscRecordRing;
import lab.concurrent.ring.SpscRing;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.labels.ProgramWeakening;
import lab.memorymodel.labels.ShippedClass;
import lab.memorymodel.labels.StepLabels;
import lab.room.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs are the code of the rings that ship, and what each of their orderings is for. */
class RingStructuresTest {

  /**
   * Every labelled access of a class stands in one of its programs. Not modelled: S1 and S2, an
   * estimate for anybody, and L1, advice that nothing relies on.
   */
  @ParameterizedTest
  @ValueSource(classes = {SpscRing.class, SpscLongRing.class, SpscRecordRing.class})
  void programsAndClassHaveTheSameSteps(Class<?> ring) {
    Map<String, StepLabels.Access> real = ShippedClass.steps(ring);
    assertThat(real.remove("S1")).isEqualTo(new StepLabels.Access("size", "getAcquire"));
    assertThat(real.remove("S2")).isEqualTo(new StepLabels.Access("size", "getAcquire"));
    real.remove("L1");
    List<ThreadCode> threads = new ArrayList<>();
    RingStructures.all().stream()
        .filter(s -> s.realClass().equals(ring.getName()))
        .forEach(s -> threads.addAll(s.program().threads()));
    Program all = new Program("all", List.of(), threads);
    assertThat(StepLabels.drift(all, real)).isEmpty();
    assertThat(real).hasSize(ring == SpscRing.class ? 13 : ring == SpscLongRing.class ? 9 : 4);
  }

  @ParameterizedTest
  @CsvSource({
    "ring, 265, 2613, 783",
    "ring in bulk, 1492, 12106, 4420",
    "'ring, offer and drain', 1252, 11917, 2782",
    "'ring, fill and poll', 466, 3441, 1406",
    "ring of longs, 109, 443, 109",
    "ring of longs in bulk, 387, 1557, 878",
    "'ring of longs, offer and drain', 439, 1706, 906",
    "ring of records, 96, 271, 384",
  })
  void asShippedNothingBreaks(String name, long sc, long tso, long java) {
    assertThat(
            Stream.of(MemoryModel.values())
                .map(model -> {
                  Exploration found = explore(named(name), named(name).program(), model);
                  assertThat(found.complete()).isTrue();
                  assertThat(found.answers()).allMatch(a -> a.outcome() == Outcome.SAFE);
                  return found.states();
                }))
        .containsExactly(sc, tso, java);
  }

  /** Steps of the shortest break once the label is opaque (or its fence is gone); 0: unnoticed. */
  static Stream<Arguments> weakenings() {
    return Stream.of(
        arguments("ring", "{C1=6, C2=16, C3=0, P1=16, P2=0, P3=6, P4=0}"),
        arguments("ring in bulk", "{C1=13, D1=11, D3=25, D4=24, F1=24, F2=12, F4=10, P1=25, P2=0}"),
        arguments("ring, offer and drain", "{C1=9, D1=6, D3=21, D4=0, P1=21, P2=0, P3=9, P4=6}"),
        arguments("ring, fill and poll", "{C1=10, C2=19, C3=17, F1=17, F2=9, F4=0, P1=19, P2=0}"),
        arguments("ring of longs", "{C1=5, C3=13, P1=0, P3=5, P4=0}"),
        arguments("ring of longs in bulk", "{C1=8, D1=9, D3=13, F3=6, F4=0, P1=0}"),
        arguments("ring of longs, offer and drain", "{C1=6, D1=6, D3=13, P1=0, P3=6, P4=6}"),
        arguments("ring of records", "{C1=6, C3=13, P1=0, P3=5}"));
  }

  private static Arguments arguments(Object... values) {
    return Arguments.of(values);
  }

  @ParameterizedTest
  @MethodSource("weakenings")
  void whatNoticesAWeakerAccess(String name, String noticed) {
    Structure structure = named(name);
    Map<String, Integer> shortest = new TreeMap<>();
    for (ThreadCode thread : structure.program().threads()) {
      for (Line line : thread.lines()) {
        line.label()
            .ifPresent(label -> {
              Program weaker = weakened(structure.program(), label);
              Exploration found = explore(structure, weaker, MemoryModel.JAVA);
              shortest.put(
                  label,
                  found.answers().stream()
                      .flatMap(a -> a.schedule().stream())
                      .mapToInt(s -> s.size())
                      .min()
                      .orElse(0));
            });
      }
    }
    assertThat(shortest).hasToString(noticed);
  }

  @Test
  void driftIsNoticed() {
    Map<String, StepLabels.Access> real = ShippedClass.steps(SpscRecordRing.class);
    real.keySet().removeAll(List.of("S1", "S2"));
    assertThat(StepLabels.drift(weakened(RecordRings.records(), "P3"), real))
        .containsExactly("P3: the program has setOpaque, the class setRelease");
  }

  private static Structure named(String name) {
    return RingStructures.all().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Program weakened(Program program, String label) {
    boolean fence = ProgramWeakening.labelled(program, label) instanceof Fence;
    return ProgramWeakening.of(program, label, fence ? "none" : "opaque");
  }
}
