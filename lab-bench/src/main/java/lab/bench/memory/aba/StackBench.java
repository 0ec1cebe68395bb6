package lab.bench.memory.aba;

import java.util.concurrent.TimeUnit;
import lab.bench.harness.PairedWindow;
import lab.concurrent.stack.CasStack;
import lab.concurrent.stack.NodeStack;
import lab.concurrent.stack.TaggedStack;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One operation is a pop and a push of what was popped. With two threads nobody ever holds more
 * than one node, so that even the bare stack stays whole: for an A-B-A that does harm, somebody has
 * to hold two.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StackBench {
  static final int OPERATIONS = 10_000;
  private static final int NODES = 64;

  private CasStack bare;
  private TaggedStack tagged;
  private StampedStack stamped;

  @Setup
  public void fill() {
    bare = new CasStack(NODES);
    tagged = new TaggedStack(NODES);
    stamped = new StampedStack();
    for (int node = 0; node < NODES; node++) {
      bare.push(node);
      tagged.push(node);
      stamped.push(new StampedStack.Node());
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  public int bare() {
    int node = bare.pop();
    bare.push(node);
    return node;
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  public int tagged() {
    int node = tagged.pop();
    tagged.push(node);
    return node;
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  public Object stamped() {
    StampedStack.Node node = stamped.pop();
    stamped.push(node);
    return node;
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(OPERATIONS)
  public void bareContended(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(this::turnBare, this::turnBare);
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(OPERATIONS)
  public void taggedContended(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(this::turnTagged, this::turnTagged);
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(OPERATIONS)
  public void stampedContended(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(this::turnStamped, this::turnStamped);
  }

  private void turnBare() {
    CasStack stack = bare;
    for (int i = 0; i < OPERATIONS; i++) {
      stack.push(present(stack.pop()));
    }
  }

  private void turnTagged() {
    TaggedStack stack = tagged;
    for (int i = 0; i < OPERATIONS; i++) {
      stack.push(present(stack.pop()));
    }
  }

  private void turnStamped() {
    StampedStack stack = stamped;
    for (int i = 0; i < OPERATIONS; i++) {
      stack.push(stack.pop());
    }
  }

  /** An empty stack would make the loop fast and the score meaningless. */
  private static int present(int node) {
    if (node == NodeStack.NONE) {
      throw new IllegalStateException("the stack has lost its nodes");
    }
    return node;
  }
}
