package lab.bench.cpu.cache;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import lab.cpu.cache.FlatCaches;
import lab.cpu.cache.Geometry;
import lab.cpu.cache.Hierarchy;
import lab.cpu.cache.Level;
import lab.cpu.cache.References;
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
 * A trace of ten million references through an L1 of 32 KiB and an L2 of 1 MiB, eight ways each: ns
 * for each reference. It is no room's evidence; it says how long a trace takes.
 *
 * <p>Aimed at were 10 ns where all hit in L1 and 33 anywhere. Measured (two forks of six seconds,
 * nothing else running, two virtual CPUs of a Granite Rapids): 7.5 ns in order in L1, 9.0 ever on,
 * 14.0 anywhere in L1, 27.9 anywhere in L2, 29.9 where nearly all miss in both. It is the number of
 * instructions that counts: sizes of L2 from 16 KiB to 1 MiB take about the same.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ReplayBench.REFERENCES)
public class ReplayBench {
  static final int REFERENCES = 10_000_000;

  /** Every fourth reference of a random trace stores. */
  private static final int STORES = 4;

  private static final Hierarchy HIERARCHY =
      Hierarchy.of(
          100,
          Level.of(Geometry.ofSize(32 << 10, 8, 64), 4),
          Level.of(Geometry.ofSize(1 << 20, 8, 64), 14));

  /**
   * {@code l1}: over and over through half an L1, in order; {@code l1-random}: anywhere in it;
   * {@code stream}: ever on; {@code l2-random}: anywhere in an L2; {@code random}: in 64 MiB.
   */
  @Param({"l1", "l1-random", "stream", "l2-random", "random"})
  public String trace;

  private final long[] references = new long[REFERENCES];
  private FlatCaches caches;
  private long replayed;

  @Setup
  public void record() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < REFERENCES; i++) {
      references[i] =
          switch (trace) {
            case "l1" -> References.load(i * 8L & (16 << 10) - 1, 8);
            case "stream" -> References.load(i * 8L, 8);
            case "l1-random" -> anywhere(random, 16 << 10, i);
            case "l2-random" -> anywhere(random, 1 << 20, i);
            default -> anywhere(random, 64 << 20, i);
          };
    }
    caches = new FlatCaches(HIERARCHY);
  }

  private static long anywhere(SplittableRandom random, int bytes, int i) {
    return References.pack(random.nextInt(bytes / 8) * 8L, 8, i % STORES == 0);
  }

  @Benchmark
  public void replay() {
    caches.replay(references);
    replayed += REFERENCES;
  }

  /** Every reference was one. */
  @TearDown
  public void check() {
    if (caches.counts().accesses(0) != replayed) {
      throw new IllegalStateException(caches.counts().accesses(0) + " of " + replayed);
    }
  }
}
