package lab.concurrent.ring;

import java.util.Objects;

/**
 * Takes elements out of an {@link SpscRing} while staying behind, so that producer and consumer
 * seldom work on the same cache line. A consumer that is faster than its producer otherwise takes
 * each line away while the producer is still filling it, and pays a line transfer for one or two
 * elements instead of sixteen.
 *
 * <p>It pays in long rings between CPUs that are far apart: 65536 slots and a distance of 4096 have
 * 1.5 times the throughput or more. It costs a fifth between near ones, and half in a ring of 1024,
 * where the producer soon waits for a consumer that waits for it.
 *
 * <p>The price is latency, and it is bounded: an element waits for company during at most {@code
 * patience} calls of {@link #poll}. Belongs to the consumer's role of its ring; one per ring.
 *
 * <p>The idea is the "temporal slipping" of FastForward (Giacomoni et al., PPoPP 2008); there the
 * distance is held by timing, here by a look at the slot that far behind. A look takes the line
 * from the producer, so one that found nothing is not repeated for {@link #LOOK_EVERY} calls.
 */
public final class SlippingConsumer<E> extends SlippingFields.After<E> {
  /** Calls from one look to the next: with a caller that pauses in between, half a microsecond. */
  static final int LOOK_EVERY = 32;

  /**
   * @param distance how far behind to stay, in elements: 1 to one less than the capacity. A look
   *     that succeeds allows half as many; a sixteenth of the capacity serves well
   * @param patience in calls of {@link #poll}, at least 1
   * @throws IllegalArgumentException if one of them is out of range
   */
  public SlippingConsumer(SpscRing<E> ring, int distance, int patience) {
    super(ring, distance, patience);
    if (distance < 1 || distance >= ring.capacity()) {
      throw new IllegalArgumentException(
          "distance is 1.." + (ring.capacity() - 1) + ": distance=" + distance);
    }
    if (patience < 1) {
      throw new IllegalArgumentException("patience must be >= 1: patience=" + patience);
    }
  }

  /**
   * The oldest element, or null: the ring is empty, or holds no more than {@code distance} elements
   * and patience is not yet at its end. Once it is, takes what there is, until the ring is empty or
   * half the distance is taken.
   */
  public E poll() {
    if (ring.taken() >= limit && !mayTake()) {
      return null;
    }
    E element = ring.poll();
    if (element == null) {
      limit = 0;
    }
    return element;
  }

  /**
   * Elements into an array, oldest first, or none, where {@link #poll} would return null. Together
   * with {@link SpscRing#fill} it is the fastest way through a long ring: the index of the producer
   * is read once for half the distance.
   *
   * @return how many, 0 to {@code length}
   * @throws ArrayStoreException if the array cannot hold one of the elements; none is taken then
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  public int drain(E[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (ring.taken() >= limit && !mayTake()) {
      return 0;
    }
    int n = ring.drain(into, offset, length);
    if (n == 0) {
      limit = 0;
    }
    return n;
  }

  private boolean mayTake() {
    if (refusals < patience && (refusals % LOOK_EVERY != 0 || !ring.seenAt(distance))) {
      refusals++;
      return false;
    }
    refusals = 0;
    limit = ring.taken() + Math.max(distance / 2, 1);
    return true;
  }
}
