package lab.bench.cpu.cache;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import lab.bench.cpu.Ring;
import lab.concurrent.layout.CacheLine;
import lab.host.Affinity;
import lab.host.CacheLevel;
import lab.host.Cpus;
import lab.host.Memory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A load from a working set of that size, every line of it in turn, in a random order.
 *
 * <p>Expected, from a Zen 4 with two virtual CPUs: 1.1 to 1.4 ns while the set fits in 32 KiB, 4 to
 * 6 ns in 1 MiB, 13 to 25 ns in the part of the L3 that one gets, 90 to 180 ns beyond. From some
 * hundred KiB on, the pages are more than the first TLB has entries for, and that is in the time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ChaseBench.LOADS)
// What is outside the heap may by default be no more than the heap, a quarter of a small memory.
@Fork(value = 1, jvmArgsAppend = "-XX:MaxDirectMemorySize=2g")
public class ChaseBench {
  static final int LOADS = 1024;

  @Param("32")
  int kib;

  private Arena arena;
  private Ring ring;

  @Setup
  public void lay() {
    Cpus cpus = Cpus.ofThisMachine();
    Affinity.pin(cpus.first());
    long bytes = (long) kib << 10;
    Memory.ofThisMachine().need(bytes);
    int line =
        cpus.dataCaches().stream()
            .findFirst()
            .flatMap(CacheLevel::lineBytes)
            .orElse(CacheLine.BYTES);
    arena = Arena.ofShared();
    ring = new Ring(arena, Math.toIntExact(bytes / line), line, Ring.PAGE);
  }

  @TearDown
  public void check() {
    ring.check();
    arena.close();
  }

  @Benchmark
  public long load() {
    return ring.chase(LOADS);
  }
}
