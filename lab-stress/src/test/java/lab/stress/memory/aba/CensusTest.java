package lab.stress.memory.aba;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.catalog.Evidence;
import lab.concurrent.stack.CasStack;
import lab.concurrent.stack.NodeStack;
import lab.experiments.memory.aba.Aba;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

class CensusTest {

  @Test
  void everyNodeInOnePlaceIsWhole() {
    assertThat(Census.count(filled())).isEqualTo(Census.WHOLE);
    NodeStack stack = filled();
    int a = stack.pop();
    int b = stack.pop();
    assertThat(Census.count(stack, b, a, NodeStack.NONE)).isEqualTo(Census.WHOLE);
  }

  @Test
  void aFreedNodeInTheStackIsTwice() {
    NodeStack stack = filled();
    stack.pop();
    assertThat(Census.count(stack, 0, 1)).isEqualTo(Census.TWICE);
    assertThat(Census.count(filled(), 0)).isEqualTo(Census.TWICE);
    assertThat(Census.count(new CasStack(3), 2, 2)).isEqualTo(Census.TWICE);
  }

  @Test
  void aRingIsTwiceAndEnds() {
    NodeStack stack = filled();
    stack.push(0);
    assertThat(Census.count(stack)).isEqualTo(Census.TWICE);
  }

  @Test
  void aNodeThatIsNowhereIsLost() {
    NodeStack stack = filled();
    stack.pop();
    assertThat(Census.count(stack)).isEqualTo(Census.LOST);
  }

  /** What the room says of its tests is what the tests say of themselves. */
  @Test
  void theRoomNamesTheseTestsAndTheirOutcomes() throws Exception {
    Evidence.Stress stress =
        (Evidence.Stress)
            new Aba()
                .evidence().stream()
                    .filter(e -> e instanceof Evidence.Stress)
                    .findFirst()
                    .orElseThrow();
    assertThat(stress.tests()).hasSize(3);
    for (Evidence.StressTest test : stress.tests()) {
      Outcome[] outcomes = Class.forName(test.name()).getAnnotationsByType(Outcome.class);
      assertThat(outcomes).as(test.name()).hasSameSizeAs(test.outcomes());
      for (Evidence.HostOutcome outcome : test.outcomes()) {
        Expect expected =
            !outcome.violation()
                ? Expect.ACCEPTABLE
                : outcome.allowed().isEmpty() ? Expect.FORBIDDEN : Expect.ACCEPTABLE_INTERESTING;
        assertThat(outcomes)
            .filteredOn(o -> List.of(o.id()).contains(outcome.id()))
            .extracting(Outcome::expect)
            .containsExactly(expected);
      }
    }
  }

  private static NodeStack filled() {
    NodeStack stack = new CasStack(Census.NODES);
    Census.fill(stack);
    return stack;
  }
}
