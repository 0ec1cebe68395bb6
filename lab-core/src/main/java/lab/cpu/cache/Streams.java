package lab.cpu.cache;

/**
 * callgrind's prefetcher (its {@code --simulate-hwpref}): one stream for each 4 KiB page modulo 8.
 * After three lines in a row, upwards or downwards, each further one asks for the line five ahead.
 * As there, a stream begins at line 0 of memory, and of a reference on two lines the first is seen.
 */
final class Streams {
  /** Words of a stream: the last line, and how many steps it has run upwards, below 0 downwards. */
  static final int PART = 2;

  private static final int STREAMS = 8;

  /** Words of all streams. */
  static final int SIZE = STREAMS * PART;

  private static final int PAGE_SHIFT = 12;
  private static final int AHEAD = 5;

  /** Steps that make a stream; more are not counted, which keeps the states of a machine few. */
  private static final int RUN = 2;

  private final int place;
  private final int shift;

  Streams(int place, int lineShift) {
    this.place = place;
    this.shift = Math.max(0, PAGE_SHIFT - lineShift);
  }

  /** Sees a line; returns the line to be fetched, or less than 0 where none is. */
  long wanted(Store store, long block) {
    int at = store.at(place + PART * (int) (block >>> shift & STREAMS - 1));
    long last = store.words[at];
    if (block == last) {
      return -1;
    }
    long run = store.words[at + 1];
    int direction = block == last + 1 ? 1 : block == last - 1 ? -1 : 0;
    boolean on = direction != 0 && (run == 0 || run > 0 == direction > 0);
    long now = on ? run + direction : 0;
    store.words[at] = block;
    store.words[at + 1] = Math.clamp(now, -RUN, RUN);
    return Math.abs(now) >= RUN ? block + (long) AHEAD * direction : -1;
  }
}
