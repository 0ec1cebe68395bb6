package lab.concurrent.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeStackTest {

  static List<NodeStack> emptyStacksOfThree() {
    return List.of(new CasStack(3), new TaggedStack(3), new TaggedStack(3, 1));
  }

  @ParameterizedTest
  @MethodSource("emptyStacksOfThree")
  void lastInFirstOutUntilEmpty(NodeStack stack) {
    assertThat(stack.capacity()).isEqualTo(3);
    assertThat(stack.pop()).isEqualTo(NodeStack.NONE);
    stack.push(2);
    stack.push(0);
    stack.push(1);
    assertThat(stack.pop()).isEqualTo(1);
    assertThat(stack.pop()).isEqualTo(0);
    stack.push(1);
    assertThat(stack.pop()).isEqualTo(1);
    assertThat(stack.pop()).isEqualTo(2);
    assertThat(stack.pop()).isEqualTo(NodeStack.NONE);
  }

  @Test
  void aNarrowTagComesRoundWithoutTouchingTheNode() {
    TaggedStack stack = new TaggedStack(1 << 16, 2);
    for (int i = 0; i < 9; i++) {
      stack.push(65_535);
      assertThat(stack.pop()).isEqualTo(65_535);
    }
    assertThat(stack.pop()).isEqualTo(NodeStack.NONE);
  }

  @Test
  void sizesOutOfRangeAreRefusedWithRuleAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CasStack(0))
        .withMessage("capacity must be >= 1: capacity=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TaggedStack(0))
        .withMessage("capacity must be >= 1: capacity=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TaggedStack(3, 33))
        .withMessage("tagBits is 1..32: tagBits=33");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TaggedStack(3, 0))
        .withMessage("tagBits is 1..32: tagBits=0");
  }

  /** Each node carries a plain counter that only its owner may touch: no update may be lost. */
  @Test
  void ofManyThreadsOnlyTheOwnerTouchesANode() throws Exception {
    int threads = 4;
    int turns = 20_000;
    TaggedStack stack = new TaggedStack(3);
    for (int node = 0; node < 3; node++) {
      stack.push(node);
    }
    long[] plainCounters = new long[3];
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Long>> done = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int t = 0; t < threads; t++) {
        done.add(
            pool.submit(() -> {
              go.await();
              long taken = 0;
              for (int i = 0; i < turns; i++) {
                int node = stack.pop();
                if (node != NodeStack.NONE) {
                  plainCounters[node]++;
                  taken++;
                  stack.push(node);
                }
              }
              return taken;
            }));
      }
      go.countDown();
      long taken = 0;
      for (Future<Long> thread : done) {
        taken += thread.get();
      }
      assertThat(plainCounters[0] + plainCounters[1] + plainCounters[2]).isEqualTo(taken);
    }
    assertThat(List.of(stack.pop(), stack.pop(), stack.pop(), stack.pop()))
        .containsExactlyInAnyOrder(0, 1, 2, NodeStack.NONE);
  }
}
