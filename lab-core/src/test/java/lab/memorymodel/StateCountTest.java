package lab.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Explorer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pins how many states each shape has, per model and mode: a change of an engine shows here. */
class StateCountTest {

  @ParameterizedTest
  @CsvSource({
    "SC,  SB, 13, 13, 13, 13",
    "SC,  MP, 13, 13, 13, 13",
    "SC,  LB, 13, 13, 13, 13",
    "SC,  IRIW, 97, 97, 97, 97",
    "TSO, SB, 34, 34, 34, 13",
    "TSO, MP, 23, 23, 23, 13",
    "TSO, LB, 22, 22, 22, 13",
    "TSO, IRIW, 164, 164, 164, 97",
    "JAVA, SB, 57, 14, 14, 13",
    "JAVA, MP, 58, 14, 13, 13",
    "JAVA, LB, 57, 13, 13, 13",
    "JAVA, CoRR, 18, 9, 9, 9",
    "JAVA, IRIW, 394, 98, 98, 97",
  })
  void states(
      MemoryModel model, String shape, int plain, int opaque, int acquireRelease, int seqCst) {
    List<Integer> found = AccessMode.WORDS.stream().map(w -> count(model, shape, w)).toList();
    assertThat(found).containsExactly(plain, opaque, acquireRelease, seqCst);
  }

  private static int count(MemoryModel model, String shape, String word) {
    Program program = Programs.all(shape, AccessMode.ofStore(word), AccessMode.ofLoad(word));
    ProgramMachine machine = ProgramMachine.of(program, model, Grain.ACCESSES, List.of());
    Exploration found = Explorer.explore(machine, Bounds.DEFAULT);
    assertThat(found.complete()).isTrue();
    assertThat(ProgramMachine.finals(program, model).states()).isEqualTo(found.states());
    return (int) found.states();
  }
}
