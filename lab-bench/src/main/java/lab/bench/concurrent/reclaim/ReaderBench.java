package lab.bench.concurrent.reclaim;

import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import lab.concurrent.reclaim.EpochDomain;
import lab.concurrent.reclaim.EpochReader;
import lab.concurrent.reclaim.PinFence;
import lab.concurrent.reclaim.Slab;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One read section of one thread, nobody writing: load the pointer, read a word of its block, or
 * all eight, which fill a cache line. The plain ones protect nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 40, time = 10, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 60, time = 10, timeUnit = TimeUnit.MILLISECONDS)
@Fork(5)
public class ReaderBench {
  private static final int WORDS = 8;

  private final StampedLock stamped = new StampedLock();
  private final ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();

  private Arena arena;
  private Slab slab;
  private EpochReader fenced;
  private EpochReader free;
  private volatile int pointer;

  /** Why there is no fence of the writer's here: then nothing may go by its name. */
  private Optional<String> refusal;

  @Setup(Level.Trial)
  public void create() {
    arena = Arena.ofShared();
    slab = new Slab(arena, 16, WORDS);
    pointer = slab.allocate();
    fenced = new EpochDomain(slab, 1, 16, PinFence.READER).reader();
    EpochDomain asymmetric = new EpochDomain(slab, 1, 16, PinFence.WRITER);
    free = asymmetric.reader();
    refusal = asymmetric.fallback();
  }

  @TearDown(Level.Trial)
  public void close() {
    arena.close();
  }

  private long follow() {
    return (long) Slab.WORD.getOpaque(slab.segment(), slab.offset(pointer));
  }

  private long followWhole() {
    long at = slab.offset(pointer);
    long sum = 0;
    for (int word = 0; word < WORDS; word++) {
      sum += (long) Slab.WORD.getOpaque(slab.segment(), at + (long) word * Long.BYTES);
    }
    return sum;
  }

  @Benchmark
  public long plainWhole() {
    return followWhole();
  }

  @Benchmark
  public long pinWithWritersFenceWhole() {
    free.pin();
    long sum = followWhole();
    free.unpin();
    return sum;
  }

  @Benchmark
  public long plain() {
    return follow();
  }

  @Benchmark
  public long pinWithReadersFence() {
    fenced.pin();
    long word = follow();
    fenced.unpin();
    return word;
  }

  @Benchmark
  public long pinWithWritersFence() {
    if (refusal.isPresent()) {
      throw new IllegalStateException(refusal.get());
    }
    free.pin();
    long word = follow();
    free.unpin();
    return word;
  }

  @Benchmark
  public long stampedLockOptimistic() {
    long stamp = stamped.tryOptimisticRead();
    long word = follow();
    if (!stamped.validate(stamp)) {
      throw new IllegalStateException("nobody writes");
    }
    return word;
  }

  @Benchmark
  public long stampedLockRead() {
    long stamp = stamped.readLock();
    try {
      return follow();
    } finally {
      stamped.unlockRead(stamp);
    }
  }

  @Benchmark
  public long readWriteLockRead() {
    readWrite.readLock().lock();
    try {
      return follow();
    } finally {
      readWrite.readLock().unlock();
    }
  }
}
