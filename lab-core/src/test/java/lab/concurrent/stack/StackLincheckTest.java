package lab.concurrent.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** Lincheck, which knows nothing of our model, on the stacks with values in recycled nodes. */
class StackLincheckTest {

  @Test
  void theBareStackIsNotLinearizable() {
    assertThatThrownBy(() -> options(100).check(Bare.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("weakCompareAndSetAcquire");
  }

  @Test
  void theTaggedStackIsAsFarAsLincheckLooks() {
    assertThatCode(() -> options(3).check(Tagged.class)).doesNotThrowAnyException();
  }

  private static ModelCheckingOptions options(int iterations) {
    return new ModelCheckingOptions()
        .iterations(iterations)
        .invocationsPerIteration(1_000)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(0)
        .actorsAfter(2)
        .minimizeFailedScenario(false);
  }

  /**
   * A stack of values, 0 on top of 1 on top of 2 to begin with. A new value takes the free node of
   * the lowest number, so that a node that was popped soon comes back; there are more nodes than
   * Lincheck has operations.
   */
  static class Values {
    private static final int NODES = 16;
    private static final int FILLED = 3;
    private final NodeStack stack;
    private final AtomicIntegerArray used = new AtomicIntegerArray(NODES);
    private final int[] values = new int[NODES];

    Values(NodeStack stack) {
      this.stack = stack;
      for (int node = FILLED - 1; node >= 0; node--) {
        used.set(node, 1);
        values[node] = node;
        stack.push(node);
      }
    }

    boolean put(int value) {
      for (int node = 0; node < NODES; node++) {
        if (used.compareAndSet(node, 0, 1)) {
          values[node] = value;
          stack.push(node);
          return true;
        }
      }
      return false;
    }

    int take() {
      int node = stack.pop();
      if (node == NodeStack.NONE) {
        return NodeStack.NONE;
      }
      int value = values[node];
      used.set(node, 0);
      return value;
    }
  }

  /** The bare stack. */
  public static class Bare {
    private final Values values = new Values(new CasStack(Values.NODES));

    @Operation
    public int take() {
      return values.take();
    }

    @Operation
    public boolean put(@Param(gen = IntGen.class, conf = "10:19") int value) {
      return values.put(value);
    }
  }

  /** The tagged stack. */
  public static class Tagged {
    private final Values values = new Values(new TaggedStack(Values.NODES));

    @Operation
    public int take() {
      return values.take();
    }

    @Operation
    public boolean put(@Param(gen = IntGen.class, conf = "10:19") int value) {
      return values.put(value);
    }
  }
}
