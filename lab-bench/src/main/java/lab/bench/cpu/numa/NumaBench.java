package lab.bench.cpu.numa;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.host.Affinity;
import lab.host.CacheLevel;
import lab.host.Cpus;
import lab.host.NumaMemory;
import lab.host.NumaNodes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A pinned thread follows a cycle through memory that is bound to one node: each load waits for the
 * one before. Four times the last cache, so that hardly any load finds its line in it.
 *
 * <p>Expected: 80 to 150 ns within a node, 1.4 to 2 times that in the next. Not seen by who wrote
 * this: his machine has one node.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(NumaBench.LOADS)
public class NumaBench {
  static final int LOADS = 1024;

  private static final long LEAST_BYTES = 64L << 20;
  private static final long MOST_BYTES = 1L << 30;
  private static final int CACHES = 4;

  /** 0 is the memory that is nearest, 1 that at the next distance. */
  @Param({"0", "1"})
  public int rank;

  private Arena arena;
  private Cycle cycle;
  private long at;

  @Setup(Level.Trial)
  public void bind() {
    NumaNodes.Reach reach = reach(NumaNodes.ofThisMachine().reaches(), rank);
    if (!Affinity.pin(reach.cpu())) {
      throw new IllegalStateException("this thread cannot be bound to CPU " + reach.cpu());
    }
    arena = Arena.ofShared();
    MemorySegment memory = arena.allocate(bytes(reach.cpu()), NumaMemory.ALIGNMENT);
    NumaMemory.bind(memory, reach.node())
        .ifPresent(why -> {
          throw new IllegalStateException(why);
        });
    cycle = new Cycle(memory);
    requireOn(memory, reach.node());
  }

  /** Where to load from; why there is no such place. */
  static NumaNodes.Reach reach(List<NumaNodes.Reach> reaches, int rank) {
    if (rank < reaches.size()) {
      return reaches.get(rank);
    }
    throw new IllegalStateException(
        switch (reaches.size()) {
          case 0 -> "the system shows no NUMA nodes";
          case 1 -> "one NUMA node here: there is no remote memory to load from";
          default -> "memory here has " + reaches.size() + " distances from a CPU and no more";
        });
  }

  private static long bytes(int cpu) {
    List<CacheLevel> caches = Cpus.ofThisMachine().caches(cpu);
    long last = caches.isEmpty() ? 0 : caches.getLast().bytes().orElse(0L);
    return Math.clamp(CACHES * last, LEAST_BYTES, MOST_BYTES);
  }

  /** Bound is a promise; this looks, at 64 places. */
  private static void requireOn(MemorySegment memory, int node) {
    long step = memory.byteSize() / 64;
    for (long offset = 0; offset < memory.byteSize(); offset += step) {
      int is = NumaMemory.nodeOf(memory, offset).orElse(node);
      if (is != node) {
        throw new IllegalStateException(
            "memory that was bound to node " + node + " lies on node " + is);
      }
    }
  }

  @TearDown(Level.Trial)
  public void free() {
    arena.close();
  }

  /** Returns where it is, so that no load can be left out. */
  @Benchmark
  public long chase() {
    at = cycle.follow(at, LOADS);
    return at;
  }
}
