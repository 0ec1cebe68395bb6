package lab.concurrent.reclaim;

import java.lang.invoke.VarHandle;
import lab.concurrent.layout.SpacedLongs;

/**
 * One thread's right to read what a domain protects, between {@link #pin} and {@link #unpin}:
 *
 * <pre>{@code
 * reader.pin();
 * try {
 *   int block = (int) HEAD.getAcquire(...);     // opaque at least: see below
 *   ... read the block ...
 * } finally {
 *   reader.unpin();
 * }
 * }</pre>
 *
 * <p>Whatever the reader can reach from shared pointers that it loads after the pin stays unfreed
 * until the unpin. Those loads must be {@code getOpaque} or stronger; {@code getAcquire} if what
 * they point to is read then. Both methods are wait-free and write only to this reader's own cache
 * line. Used by one thread at a time; a reader that never unpins holds memory back for ever, but no
 * more than its domain allows.
 */
public final class EpochReader implements AutoCloseable {
  private static final VarHandle EPOCH = SpacedLongs.ELEMENT;

  private final EpochDomain domain;
  private final long[] epochs;
  private final int at;
  private final boolean fence;

  EpochReader(EpochDomain domain, long[] epochs, int at, boolean fence) {
    this.domain = domain;
    this.epochs = epochs;
    this.at = at;
    this.fence = fence;
  }

  /**
   * Begins reading. Pins do not nest.
   *
   * @throws IllegalStateException if this reader is pinned already
   */
  public void pin() {
    long epoch = epochs[at];
    if ((epoch & 1) != 0) {
      throw new IllegalStateException("pinned already: pins do not nest");
    }
    // Opaque: pairs with the writer's scan at W2.
    EPOCH.setOpaque(epochs, at, epoch + 1); // R1
    if (fence) {
      // Full: R1 before R3; pairs with the fence at W1. Without it, and with acquire or release in
      // its place, EpochPinStress.NoFence reads freed blocks.
      VarHandle.fullFence(); // R2
    }
    // R3: the caller loads the pointer.
  }

  /**
   * Ends reading: what was read since the pin may be freed.
   *
   * @throws IllegalStateException if this reader is not pinned
   */
  public void unpin() {
    long epoch = epochs[at];
    if ((epoch & 1) == 0) {
      throw new IllegalStateException("not pinned");
    }
    // Release: all reads are over; pairs with the acquire at W2. Plain or opaque, a read may
    // come after the block's end.
    EPOCH.setRelease(epochs, at, epoch + 1); // R4
  }

  /** Whether this reader is between pin and unpin; for its own thread. */
  public boolean isPinned() {
    return (epochs[at] & 1) != 0;
  }

  /**
   * Gives the place in the domain back.
   *
   * @throws IllegalStateException if this reader is pinned
   */
  @Override
  public void close() {
    if (isPinned()) {
      throw new IllegalStateException("still pinned");
    }
    domain.leave(at);
  }
}
