package lab.experiments.memory.cas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.catalog.Structure;
import lab.concurrent.counter.CasCounter;
import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Explorer;
import lab.explore.Schedule;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Grain;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramMachine;
import lab.memorymodel.labels.StepLabels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs are the code of the counter that ships, and its orderings are needed. */
class CasStepsTest {
  private static final Structure COUNTER = CounterStructure.structure();

  @Test
  void programAndClassHaveTheSameSteps() throws Exception {
    Map<String, StepLabels.Access> real = labels();
    assertThat(COUNTER.realClass()).isEqualTo(CasCounter.class.getName());
    assertThat(StepLabels.drift(COUNTER.program(), real)).isEmpty();
    assertThat(real).containsOnlyKeys("A1", "A3", "B1", "B3", "G1");
    assertThat(real.get("A3")).isEqualTo(new StepLabels.Access("update", "compareAndSet"));
  }

  /** The room's loop is update; nobody adds or looks there. */
  @Test
  void theRoomsLoopIsTheClassesUpdate() throws Exception {
    Map<String, StepLabels.Access> real = labels();
    real.keySet().retainAll(Set.of("A1", "A3"));
    assertThat(StepLabels.drift(CasProgram.of(true, 3, "acquire-release"), real)).isEmpty();
    assertThat(StepLabels.drift(CasProgram.of(true, 3, "opaque"), real))
        .containsExactly("A3: the program has compareAndSetOpaque, the class compareAndSet");
  }

  @ParameterizedTest
  @CsvSource({"SC, 94", "TSO, 150", "JAVA, 122"})
  void asShippedNothingBreaks(MemoryModel model, long states) {
    Exploration found = explore(COUNTER.program(), model);
    assertThat(found.complete()).isTrue();
    assertThat(found.answer("lost-update").outcome()).isEqualTo(Outcome.SAFE);
    assertThat(found.answer("unpublished").outcome()).isEqualTo(Outcome.SAFE);
    assertThat(found.answer("both-seen").outcome()).isEqualTo(Outcome.REACHED);
    assertThat(found.states()).isEqualTo(states);
  }

  /** What the comments in the class say; an update is lost in no mode. 0 steps: nothing breaks. */
  @ParameterizedTest
  @CsvSource({
    "G1, OPAQUE, 5",
    "A3, ACQUIRE, 5",
    "A3, RELEASE, 7",
    "B3, ACQUIRE, 5",
    "B3, RELEASE, 7",
    "A3, ACQUIRE_RELEASE, 0",
    "B3, ACQUIRE_RELEASE, 0",
    "A1, PLAIN, 0",
    "B1, PLAIN, 0",
  })
  void weakenedUnderJava(String label, AccessMode mode, int steps) {
    Exploration found = explore(weakened(label, mode), MemoryModel.JAVA);
    assertThat(found.complete()).isTrue();
    assertThat(found.answer("unpublished").schedule().map(Schedule::size).orElse(0))
        .isEqualTo(steps);
    assertThat(found.answer("lost-update").outcome()).isEqualTo(Outcome.SAFE);
  }

  private static Exploration explore(Program program, MemoryModel model) {
    return Explorer.explore(
        ProgramMachine.of(program, model, Grain.ACCESSES, COUNTER.claims()), Bounds.DEFAULT);
  }

  private static Program weakened(String label, AccessMode mode) {
    Program shipped = COUNTER.program();
    return new Program(
        shipped.name(),
        shipped.cells(),
        shipped.threads().stream()
            .map(t ->
                new Program.ThreadCode(
                    t.name(),
                    t.registers(),
                    t.lines().stream()
                        .map(l -> l.label().equals(Optional.of(label)) ? weakened(l, mode) : l)
                        .toList()))
            .toList());
  }

  private static Program.Line weakened(Program.Line line, AccessMode mode) {
    Instruction weaker =
        switch (line.instruction()) {
          case Load i -> new Load(i.register(), i.cell(), mode);
          case CompareAndExchange i ->
              new CompareAndExchange(
                  i.register(), i.succeeded(), i.cell(), i.expected(), i.update(), mode, i.weak());
          default -> throw new IllegalArgumentException(line.text());
        };
    return new Program.Line(weaker, line.verb(), line.text(), line.label(), line.operation());
  }

  private static Map<String, StepLabels.Access> labels() throws Exception {
    try (InputStream in = CasCounter.class.getResourceAsStream("CasCounter.class")) {
      return StepLabels.of(
          in.readAllBytes(),
          Files.readString(Path.of("src/main/java/lab/concurrent/counter/CasCounter.java")));
    }
  }
}
