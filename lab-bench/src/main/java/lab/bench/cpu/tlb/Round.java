package lab.bench.cpu.tlb;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * A way once round so many lines, in an order that no prefetcher knows: which line comes behind
 * which. Lines lie packed, one behind the other, or one in each page; then at places of their pages
 * that use all sets of all caches alike, also where the pages are contiguous: else base pages,
 * which lie anywhere in memory, would have more cache than the same lines in a huge page.
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
      int other = random.nextInt(i + 1);
      places[i] = places[other];
      places[other] = (long) i * strideBytes + (long) place(i, linesPerStride) * LINE_BYTES;
    }
    return new Round(places);
  }

  /**
   * Which line of a page. A set of a cache follows from the line and from some low bits of the page
   * together, so the line follows from all bits of the page: were it the low ones only, as many
   * lines as a megabyte has would share the sets of 64.
   *
   * @param lines of a page, a power of two
   */
  private static int place(int page, int lines) {
    int folded = page;
    int bits = Integer.numberOfTrailingZeros(lines);
    if (bits > 0) {
      for (int rest = page >>> bits; rest != 0; rest >>>= bits) {
        folded ^= rest;
      }
    }
    return folded * SCATTER & (lines - 1);
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
