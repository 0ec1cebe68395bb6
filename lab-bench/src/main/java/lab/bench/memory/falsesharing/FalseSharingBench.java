package lab.bench.memory.falsesharing;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.PairedWindow;
import lab.concurrent.layout.AlignedLongs;
import lab.concurrent.layout.CacheLine;
import lab.concurrent.layout.SpacedLongs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Expected, from the machine on which this was written: getAndAdd 8 to 9 ns in one line and 2 ns
 * padded. Opaque stores, 0.3 ns each, hardly slower in one line: they wait in the store buffer, and
 * nobody waits for them. Plain stores have no row: of such a loop C2 leaves about one store, and
 * where that is forbidden by a call for each, it is the call that is measured (1.6 ns).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(FalseSharingBench.OPERATIONS)
public class FalseSharingBench {
  static final int OPERATIONS = 50_000;

  /** Off the heap, so that "one line" is one for certain: the heap only makes it likely. */
  private final AlignedLongs together = new AlignedLongs(Arena.ofAuto(), 2, Long.BYTES);

  private final AlignedLongs apart = new AlignedLongs(Arena.ofAuto(), 2, CacheLine.BYTES);
  private final AlignedLongs farApart = new AlignedLongs(Arena.ofAuto(), 2, CacheLine.PAIR_BYTES);
  private final SpacedLongs neighbours = new SpacedLongs(2, Long.BYTES);
  private final SpacedLongs spaced = new SpacedLongs(2, CacheLine.BYTES);
  private final SpacedLongs farSpaced = new SpacedLongs(2, CacheLine.PAIR_BYTES);
  private final Pairs.Adjacent fields = new Pairs.Adjacent();
  private final Pairs.Annotated annotated = new Pairs.Annotated();

  @Benchmark
  public void segmentOneLine(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(() -> add(together, 0), () -> add(together, 1));
  }

  @Benchmark
  public void segmentPadded64(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(() -> add(apart, 0), () -> add(apart, 1));
  }

  @Benchmark
  public void segmentPadded128(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(() -> add(farApart, 0), () -> add(farApart, 1));
  }

  @Benchmark
  public void arrayNeighbours(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(() -> add(neighbours, 0), () -> add(neighbours, 1));
  }

  @Benchmark
  public void arrayPadded64(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(() -> add(spaced, 0), () -> add(spaced, 1));
  }

  @Benchmark
  public void arrayPadded128(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(() -> add(farSpaced, 0), () -> add(farSpaced, 1));
  }

  @Benchmark
  public void fields(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(this::addToA, this::addToB);
  }

  /** The annotation without its flag: ignored in silence. */
  @Benchmark
  public void contendedIgnored(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(this::addToAnnotatedA, this::addToAnnotatedB);
  }

  @Benchmark
  @Fork(jvmArgsAppend = "-XX:-RestrictContended")
  public void contended(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(this::addToAnnotatedA, this::addToAnnotatedB);
  }

  @Benchmark
  public void opaqueStoresOneLine(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(() -> store(neighbours, 0), () -> store(neighbours, 1));
  }

  @Benchmark
  public void opaqueStoresPadded(PairedWindow pair, PairedWindow.Calibration calibration) {
    pair.run(() -> store(farSpaced, 0), () -> store(farSpaced, 1));
  }

  private static void add(AlignedLongs cells, int cell) {
    MemorySegment segment = cells.segment();
    long offset = cells.offset(cell);
    for (int i = 0; i < OPERATIONS; i++) {
      long _ = (long) AlignedLongs.LONG.getAndAdd(segment, offset, 1L);
    }
  }

  private static void add(SpacedLongs cells, int cell) {
    long[] array = cells.array();
    int index = cells.index(cell);
    for (int i = 0; i < OPERATIONS; i++) {
      long _ = (long) SpacedLongs.ELEMENT.getAndAdd(array, index, 1L);
    }
  }

  private void addToA() {
    Pairs.Adjacent pair = fields;
    for (int i = 0; i < OPERATIONS; i++) {
      long _ = (long) Pairs.Adjacent.A.getAndAdd(pair, 1L);
    }
  }

  private void addToB() {
    Pairs.Adjacent pair = fields;
    for (int i = 0; i < OPERATIONS; i++) {
      long _ = (long) Pairs.Adjacent.B.getAndAdd(pair, 1L);
    }
  }

  private void addToAnnotatedA() {
    Pairs.Annotated pair = annotated;
    for (int i = 0; i < OPERATIONS; i++) {
      long _ = (long) Pairs.Annotated.A.getAndAdd(pair, 1L);
    }
  }

  private void addToAnnotatedB() {
    Pairs.Annotated pair = annotated;
    for (int i = 0; i < OPERATIONS; i++) {
      long _ = (long) Pairs.Annotated.B.getAndAdd(pair, 1L);
    }
  }

  private static void store(SpacedLongs cells, int cell) {
    long[] array = cells.array();
    int index = cells.index(cell);
    for (int i = 0; i < OPERATIONS; i++) {
      SpacedLongs.ELEMENT.setOpaque(array, index, (long) i);
    }
  }
}
