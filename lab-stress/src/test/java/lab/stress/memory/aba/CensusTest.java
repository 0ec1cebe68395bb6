package lab.stress.memory.aba;

import static org.assertj.core.api.Assertions.assertThat;

import lab.concurrent.stack.CasStack;
import lab.concurrent.stack.NodeStack;
import org.junit.jupiter.api.Test;

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

  private static NodeStack filled() {
    NodeStack stack = new CasStack(Census.NODES);
    Census.fill(stack);
    return stack;
  }
}
