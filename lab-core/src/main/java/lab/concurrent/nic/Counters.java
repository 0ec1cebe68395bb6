package lab.concurrent.nic;

import java.lang.invoke.VarHandle;
import lab.concurrent.layout.SpacedLongs;

/** Counts that one thread at a time writes and any thread reads: each exact, together not. */
final class Counters {
  private static final VarHandle CELL = SpacedLongs.ELEMENT;

  private final long[] cells;
  private final SpacedLongs layout;

  Counters(int count) {
    layout = new SpacedLongs(count, Long.BYTES);
    cells = layout.array();
  }

  /** The writer: adds. */
  void add(int counter, long n) {
    int at = SpacedLongs.SINGLE + counter;
    // Opaque: read from other threads, ordered with nothing; a plain read of what only we write.
    CELL.setOpaque(cells, at, cells[at] + n); // N1
  }

  long get(int counter) {
    // Opaque: a whole number, and some day the newest; as N1, ordered with nothing.
    return (long) CELL.getOpaque(cells, layout.index(counter)); // N2
  }
}
