package lab.concurrent.ring;

import java.util.Objects;
import lab.concurrent.layout.CacheLine;
import lab.concurrent.layout.SpacedLongs;

/**
 * Takes elements out of an {@link SpscRing} while staying behind, so that producer and consumer
 * seldom work on the same cache line. A consumer that is faster than its producer otherwise takes
 * each line away while the producer is still filling it, and pays a line transfer for one or two
 * elements instead of sixteen.
 *
 * <p>The price is latency, and it is bounded: an element waits for company during at most {@code
 * patience} calls of {@link #poll}. Belongs to the consumer's role of its ring; one per ring.
 *
 * <p>The idea is the "temporal slipping" of FastForward (Giacomoni et al., PPoPP 2008); there the
 * distance is held by timing, here by a look at the slot that far behind.
 */
public final class SlippingConsumer<E> {
  /**
   * How many elements a look allows: the references of a line. Each line is looked at once, {@link
   * #distance} early, which also begins its transfer while there is other work left.
   */
  private static final int STEP = CacheLine.BYTES / Integer.BYTES;

  private static final int ALLOWED = SpacedLongs.SINGLE;
  private static final int REFUSALS = ALLOWED + 1;

  private final SpscRing<E> ring;
  private final int distance;
  private final int patience;

  /** Only the consumer's, but away from whatever the heap puts beside this object. */
  private final long[] mine = new SpacedLongs(2, Long.BYTES).array();

  /**
   * @param distance how far behind to stay, in elements: 1 to one less than the capacity; 64
   *     references fill four lines
   * @param patience in calls of {@link #poll}, at least 1
   * @throws IllegalArgumentException if one of them is out of range
   */
  public SlippingConsumer(SpscRing<E> ring, int distance, int patience) {
    this.ring = Objects.requireNonNull(ring, "ring");
    if (distance < 1 || distance >= ring.capacity()) {
      throw new IllegalArgumentException(
          "distance is 1.." + (ring.capacity() - 1) + ": distance=" + distance);
    }
    if (patience < 1) {
      throw new IllegalArgumentException("patience must be >= 1: patience=" + patience);
    }
    this.distance = distance;
    this.patience = patience;
  }

  /**
   * The oldest element, or null: the ring is empty, or holds no more than {@code distance} elements
   * and patience is not yet at its end. Once it is, takes what there is, until the ring is empty.
   */
  public E poll() {
    if (mine[ALLOWED] == 0 && mine[REFUSALS] < patience) {
      if (!ring.seenAt(distance)) {
        mine[REFUSALS]++;
        return null;
      }
      mine[ALLOWED] = Math.min(STEP, distance + 1L);
      mine[REFUSALS] = 0;
    }
    E element = ring.poll();
    if (element == null) {
      mine[ALLOWED] = 0;
      mine[REFUSALS] = 0;
    } else if (mine[ALLOWED] > 0) {
      mine[ALLOWED]--;
    }
    return element;
  }
}
