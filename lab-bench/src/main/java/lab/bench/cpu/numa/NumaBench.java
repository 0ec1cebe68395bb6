package lab.bench.cpu.numa;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.bench.cpu.Ring;
import lab.concurrent.layout.CacheLine;
import lab.host.Affinity;
import lab.host.CacheLevel;
import lab.host.Cpus;
import lab.host.Memory;
import lab.host.NumaMemory;
import lab.host.NumaNodes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * one before. Four times the last cache where 1 GiB is as much, so that few loads find their line
 * in it. The pages are more than a TLB has entries for, so walks are in the time, and they make the
 * ratio smaller: the tables lie on the node of the thread that wrote the pages, this one.
 *
 * <p>Expected: 80 to 150 ns within a node, 1.4 to 2 times that in the next. Not seen by who wrote
 * this: his machine has one node.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(NumaBench.LOADS)
// What is outside the heap may by default be no more than the heap, a quarter of a small memory.
@Fork(value = 1, jvmArgsAppend = "-XX:MaxDirectMemorySize=2g")
public class NumaBench {
  static final int LOADS = 1024;

  private static final long LEAST_BYTES = 64L << 20;
  private static final long MOST_BYTES = 1L << 30;
  private static final int CACHES = 4;

  /** Whose memory, as the kernel's table has it from the CPU that loads. */
  public enum Memories {
    /** That at the least distance. */
    LOCAL(0),
    /** That at the next distance that there is. */
    REMOTE(1),
    /** At the third. */
    FARTHER(2),
    /** At the fourth. */
    FARTHEST(3);

    private final int rank;

    Memories(int rank) {
      this.rank = rank;
    }
  }

  @Param({"LOCAL", "REMOTE"})
  public Memories memory;

  private Arena arena;
  private Ring ring;

  @Setup(Level.Trial)
  public void bind() {
    NumaNodes nodes = NumaNodes.ofThisMachine();
    NumaNodes.Reach reach = reach(nodes.reaches(), nodes.withMemory().size(), memory.rank);
    if (!Affinity.pin(reach.cpu())) {
      throw new IllegalStateException("this thread cannot be bound to CPU " + reach.cpu());
    }
    long bytes = bytes(Cpus.ofThisMachine().caches(reach.cpu()));
    Memory.ofThisMachine().need(bytes);
    arena = Arena.ofShared();
    MemorySegment bound = arena.allocate(bytes, NumaMemory.ALIGNMENT);
    NumaMemory.bind(bound, reach.node())
        .ifPresent(why -> {
          throw new IllegalStateException(why);
        });
    ring = new Ring(bound, Math.toIntExact(bytes / CacheLine.BYTES), CacheLine.BYTES);
    requireOn(bound, reach.node());
  }

  /**
   * Where to load from.
   *
   * @param nodes how many have memory
   * @throws IllegalStateException if there is no such place; the message says why
   */
  static NumaNodes.Reach reach(List<NumaNodes.Reach> reaches, int nodes, int rank) {
    if (reaches.isEmpty()) {
      throw new IllegalStateException("the system shows no NUMA nodes");
    }
    NumaNodes.Reach nearest = reaches.getFirst();
    if (nearest.node() != nearest.from()) {
      throw new IllegalStateException(
          "node " + nearest.from() + " has CPUs and no memory: nothing is local to them");
    }
    if (rank < reaches.size()) {
      return reaches.get(rank);
    }
    throw new IllegalStateException(
        nodes < 2
            ? "one NUMA node here: there is no remote memory to load from"
            : reaches.size() == 1
                ? "the kernel's table has one distance for all " + nodes + " nodes"
                : "memory here has " + reaches.size() + " distances from a CPU and no more");
  }

  /** Whole lines, and 64 equal parts. */
  static long bytes(List<CacheLevel> caches) {
    long last = caches.isEmpty() ? 0 : caches.getLast().bytes().orElse(0L);
    long wanted = Math.clamp(CACHES * last, LEAST_BYTES, MOST_BYTES);
    return wanted - wanted % NumaMemory.ALIGNMENT;
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

  /** A chase that was folded away would stand elsewhere. */
  @TearDown(Level.Trial)
  public void check() {
    ring.check();
    arena.close();
  }

  @Benchmark
  public long chase() {
    return ring.chase(LOADS);
  }
}
