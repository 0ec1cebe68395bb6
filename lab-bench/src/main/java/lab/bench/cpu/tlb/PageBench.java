package lab.bench.cpu.tlb;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import lab.host.HugePages;
import lab.host.Memory;
import lab.host.Pages;
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
 * A dependent load from each of so many lines, round and round: one line in each page, or the same
 * number of lines packed. Neither overlaps nor is prefetched, so what a translation costs is in it.
 *
 * <p>Expected: packed, the latency of the cache that holds the lines. One line a page, the same as
 * long as the first TLB has an entry for each page, then 5 to 10 cycles more (the second TLB), then
 * walks: two to four times the packed cost. With huge pages walks are shorter and hit caches.
 * Whether the reach grows as well depends on the machine: under a hypervisor that maps its guest by
 * small pages it does not.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(PageBench.LOADS)
public class PageBench {
  static final int LOADS = 4096;

  /** Where we are on the way, and that the way was gone and not folded away. */
  @State(Scope.Thread)
  public abstract static class Walk {
    @Param("64")
    int pages;

    private Round round;
    long place;
    long steps;

    final void start(Round way) {
      round = way;
      place = way.behind(0);
      steps = 0;
    }

    @TearDown
    public final void wasGone() {
      if (steps == 0 || place != round.behind(steps)) {
        throw new IllegalStateException(
            "the loop was not run as it is written: " + steps + " loads ended at " + place);
      }
    }
  }

  /** A way through memory outside the heap. */
  public abstract static class Mapped extends Walk {
    Pages memory;
    MemorySegment segment;

    /** Asks for it once and in advance: what is too much is refused, and nobody is killed. */
    final void lay(Round way, LongFunction<Pages> pages) {
      Memory.ofThisMachine().need(way.bytes());
      memory = pages.apply(way.bytes());
      segment = memory.memory();
      way.lay((place, next) -> segment.set(ValueLayout.JAVA_LONG, place, next));
      start(way);
    }

    @TearDown
    public final void free() {
      memory.close();
    }
  }

  /** One line in each base page. */
  public static class Base extends Mapped {
    @Setup
    public void map() {
      Round way = Round.oneInEach(pages, Pages.baseBytes());
      lay(way, Pages::base);
    }
  }

  /** The same lines at the same addresses, in huge pages. */
  public static class Huge extends Mapped {
    @Setup
    public void map() {
      Round way = Round.oneInEach(pages, Pages.baseBytes());
      lay(way, Pages::huge);
    }
  }

  /** As many lines, packed into as few base pages as possible. */
  public static class Packed extends Mapped {
    @Setup
    public void map() {
      Round way = Round.packed(pages);
      lay(way, Pages::base);
    }
  }

  /** One line in each base page of a heap array; the JVM decides what pages the heap is in. */
  public static class Heap extends Walk {
    long[] words;

    @Setup
    public void allocate() {
      Round way = Round.oneInEach(pages, Pages.baseBytes());
      needHeap(way.bytes(), Runtime.getRuntime().maxMemory());
      words = new long[(int) (way.bytes() / Long.BYTES)];
      way.lay((place, next) -> words[(int) (place / Long.BYTES)] = next);
      start(way);
    }

    /** With base pages of 64 KiB the same number of pages is 16 times the memory. */
    static void needHeap(long bytes, long most) {
      if (bytes > most) {
        throw new IllegalStateException(
            (bytes >> 20) + " MiB are needed, and the heap has " + (most >> 20));
      }
    }

    final void inHugePages(boolean wanted) {
      long given = HugePages.ofThisMachine().ofThisProcess();
      // The array is nearly all of this heap, which was touched before the first benchmark.
      if (wanted ? given < (long) words.length * Long.BYTES : given > 0) {
        throw new IllegalStateException(
            "the JVM has "
                + (given >> 20)
                + " MiB in huge pages"
                + (wanted ? "" : " all the same"));
      }
    }
  }

  /** As {@link Heap}, which the JVM has asked huge pages for. */
  public static class HugeHeap extends Heap {
    @Setup
    public void look() {
      inHugePages(true);
    }
  }

  /** As {@link Heap}, which no huge pages are given. */
  public static class BaseHeap extends Heap {
    @Setup
    public void look() {
      inHugePages(false);
    }
  }

  @Benchmark
  public long basePages(Base walk) {
    return chase(walk);
  }

  @Benchmark
  public long hugePages(Huge walk) {
    return chase(walk);
  }

  @Benchmark
  public long packed(Packed walk) {
    return chase(walk);
  }

  @Benchmark
  @Fork(jvmArgsAppend = {"-Xms640m", "-Xmx640m", "-XX:-UseTransparentHugePages"})
  public long heap(BaseHeap walk) {
    return chase(walk);
  }

  @Benchmark
  @Fork(
      jvmArgsAppend = {
        "-Xms640m",
        "-Xmx640m",
        "-XX:+AlwaysPreTouch",
        "-XX:+UseTransparentHugePages"
      })
  public long heapInHugePages(HugeHeap walk) {
    return chase(walk);
  }

  private static long chase(Mapped walk) {
    MemorySegment segment = walk.segment;
    long place = walk.place;
    for (int i = 0; i < LOADS; i++) {
      place = segment.get(ValueLayout.JAVA_LONG, place);
    }
    walk.place = place;
    walk.steps += LOADS;
    return place;
  }

  private static long chase(Heap walk) {
    long[] words = walk.words;
    long place = walk.place;
    for (int i = 0; i < LOADS; i++) {
      place = words[(int) (place >>> 3)];
    }
    walk.place = place;
    walk.steps += LOADS;
    return place;
  }
}
