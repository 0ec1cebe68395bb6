package lab.bench.cpu.cache;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import lab.bench.cpu.Ring;
import lab.host.Affinity;
import lab.host.CacheLevel;
import lab.host.Cpus;
import lab.host.Memory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A load from a handful of lines that all belong into one set of the L1, beside as many that do
 * not, one line farther apart. A few lines fit in any cache; they do not fit in one set.
 *
 * <p>Expected, from a Zen 4 (64 sets of 8 ways): 1.4 ns for 1 to 8 lines, 5 to 8.5 ns for more in
 * one set, 1.4 ns throughout for the others.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ConflictBench.LOADS)
public class ConflictBench {
  static final int LOADS = 1024;

  /** Where the lines lie. */
  public enum Place {
    /** All in one set of the L1. */
    SET,
    /** As far apart and one line more: each in another set. */
    APART
  }

  @Param("8")
  int lines;

  @Param("SET")
  Place place;

  private Arena arena;
  private Ring ring;

  @Setup
  public void lay() {
    Cpus cpus = Cpus.ofThisMachine();
    Affinity.pin(cpus.first());
    CacheLevel level =
        cpus.dataCaches().stream()
            .findFirst()
            .filter(l -> l.sets().isPresent())
            .orElseThrow(() ->
                new IllegalStateException(
                    "the system does not tell how many sets and ways the L1 has"));
    int line = level.lineBytes().orElseThrow();
    long span = (long) level.sets().orElseThrow() * line;
    mustLieWithinPage(span, Memory.ofThisMachine().pageBytes().orElse(Ring.PAGE));
    arena = Arena.ofShared();
    ring = new Ring(arena, lines, place == Place.SET ? span : span + line, span);
  }

  /**
   * A cache finds its set by the physical address. Of that we choose what lies within a page: where
   * the bits of the set reach beyond, which lines share one is the kernel's choice.
   */
  static void mustLieWithinPage(long span, long pageBytes) {
    if (span > pageBytes) {
      throw new IllegalStateException(
          "lines of one set of the L1 are %d bytes apart, and a page has %d: which lines share a"
                  .formatted(span, pageBytes)
              + " set is not ours to choose");
    }
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
