package lab.bench.cpu.tlb;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * A way once round so many lines, in an order that no prefetcher knows: which line comes behind
 * which. Lines lie packed, one behind the other, or one in each page; then at another place of each
 * page, for lines at the same place of every page would fight for a few sets of the L1 cache.
 */
final class Round {
  static final int LINE_BYTES = 64;

  /** Coprime to the number of lines of a page, so that neighbours take every place in turn. */
  private static final int SCATTER = 23;

  /** Where each line lies, in bytes, in the order of the way. */
  private final long[] places;

  private Round(long[] places) {
    this.places = places;
  }

  /** All lines, one behind the other in memory. */
  static Round packed(int lines) {
    return shuffled(lines, LINE_BYTES, 1);
  }

  /** One line in each page. */
  static Round oneInEach(int pages, int pageBytes) {
    return shuffled(pages, pageBytes, pageBytes / LINE_BYTES);
  }

  private static Round shuffled(int lines, int strideBytes, int linesPerStride) {
    SplittableRandom random = new SplittableRandom(lines);
    long[] places = new long[lines];
    for (int i = 0; i < lines; i++) {
      long within = (long) i * SCATTER % linesPerStride * LINE_BYTES;
      int other = random.nextInt(i + 1);
      places[i] = places[other];
      places[other] = (long) i * strideBytes + within;
    }
    return new Round(places);
  }

  /** All places in that order. */
  LongStream places() {
    return Arrays.stream(places);
  }

  /** The place behind {@code steps} steps from the first. */
  long behind(long steps) {
    return places[(int) (steps % places.length)];
  }

  /** Bytes from the first place to behind the last line. */
  long bytes() {
    long last = 0;
    for (long place : places) {
      last = Math.max(last, place);
    }
    return last + LINE_BYTES;
  }

  /** Writes into each place which comes next. */
  void lay(Memory memory) {
    for (int i = 0; i < places.length; i++) {
      memory.set(places[i], places[(i + 1) % places.length]);
    }
  }

  /** Where the way is laid. */
  @FunctionalInterface
  interface Memory {
    void set(long place, long next);
  }
}
