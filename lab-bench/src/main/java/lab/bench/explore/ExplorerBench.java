package lab.bench.explore;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Machine;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many states a second the explorer visits: the secondary result {@code states}. Spin's number
 * for the same machine comes from {@code src/main/spin/vyukov.pml}.
 *
 * <p>Vyukov's ring in three sizes, hand-packed ({@code packed}: the explorer's own cost) and as a
 * program under {@code sc} ({@code program}: what a room pays). Every exploration must find the
 * number of states that all three descriptions of the machine agree on.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms4g", "-Xmx4g", "-XX:+UseParallelGC"})
public class ExplorerBench {

  /** The ring's sizes: producers, consumers, messages per producer. */
  public enum Size {
    SMALL(2, 1, 2, 7_474),
    MEDIUM(2, 2, 2, 268_628),
    LARGE(2, 2, 3, 6_255_884);

    final int producers;
    final int consumers;
    final int messages;
    final long states;

    Size(int producers, int consumers, int messages, long states) {
      this.producers = producers;
      this.consumers = consumers;
      this.messages = messages;
      this.states = states;
    }

    Machine<?> machine(String kind) {
      return kind.equals("packed")
          ? new VyukovRing(producers, consumers, messages)
          : VyukovProgram.machine(producers, consumers, messages);
    }
  }

  @Param({"SMALL", "MEDIUM", "LARGE"})
  public Size size;

  @Param({"packed", "program"})
  public String machine;

  @Param({"1", "2"})
  public int threads;

  private Machine<?> explored;
  private Bounds bounds;

  @Setup
  public void prepare() {
    explored = size.machine(machine);
    bounds = new Bounds(20_000_000, Duration.ofMinutes(10), threads);
  }

  /** Counts what was visited. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Visited {
    public long states;
  }

  @Benchmark
  public Exploration explore(Visited visited) {
    Exploration exploration = Explorer.explore(explored, bounds);
    if (!exploration.complete() || exploration.states() != size.states) {
      throw new IllegalStateException(size + " has " + exploration.extent());
    }
    visited.states += exploration.states();
    return exploration;
  }
}
