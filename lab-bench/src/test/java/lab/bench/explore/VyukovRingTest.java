package lab.bench.explore;

import static org.assertj.core.api.Assertions.assertThat;

import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Explorer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ring by hand, the ring as a program and the ring in Promela have the same states. The numbers
 * are Spin 6.5.2's, with the options that vyukov.pml names.
 */
class VyukovRingTest {

  @ParameterizedTest
  @CsvSource({"1,1,1,16", "1,1,3,131", "2,1,2,7474", "1,2,2,452", "2,2,1,2102", "2,2,2,268628"})
  void statesAsInSpin(int producers, int consumers, int messages, long states) {
    Bounds bounds = Bounds.DEFAULT.withThreads(2);
    Exploration ring = Explorer.explore(new VyukovRing(producers, consumers, messages), bounds);
    Exploration program =
        Explorer.explore(VyukovProgram.machine(producers, consumers, messages), bounds);
    assertThat(ring.states()).isEqualTo(states);
    assertThat(program.states()).isEqualTo(states);
    assertThat(program.depth()).isEqualTo(ring.depth());
    for (Exploration found : new Exploration[] {ring, program}) {
      assertThat(found.complete()).isTrue();
      assertThat(found.answer("each-message-once").outcome()).isEqualTo(Outcome.SAFE);
      assertThat(found.answer("all-done").outcome()).isEqualTo(Outcome.REACHED);
      assertThat(found.answer("all-done").schedule())
          .map(s -> s.size())
          .contains(2 * 5 * producers * messages);
    }
  }
}
