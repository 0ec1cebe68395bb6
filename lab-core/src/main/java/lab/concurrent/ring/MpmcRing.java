package lab.concurrent.ring;

import java.lang.invoke.VarHandle;
import java.util.Objects;
import lab.concurrent.layout.CacheLine;
import lab.concurrent.layout.SpacedLongs;

/**
 * A bounded FIFO queue of references between any number of producer and consumer threads.
 *
 * <ul>
 *   <li>Many to one (MPSC), as from several workers to one writer: any number of threads offer, one
 *       polls. Nothing needs to be declared. The compare-and-set of the single consumer never
 *       fails, so a poll is at most one attempt per element; elements of one producer come out in
 *       the order in which it has put them in.
 *   <li>One to many (SPMC), as from one reader to several workers: one thread offers, any number
 *       poll. The producer's compare-and-set never fails. Elements leave the ring in order, but two
 *       consumers may finish with theirs in either order.
 *   <li>One to one, {@link SpscRing} does the same without any compare-and-set, and is several
 *       times faster.
 * </ul>
 *
 * <p><strong>Not lock-free.</strong> An operation first reserves its place and then fills or
 * empties it. A thread that is held up in between holds up everybody who comes to its slot, even
 * though the other slots could be used. Which way that shows is the caller's choice:
 *
 * <ul>
 *   <li>{@link #offer} and {@link #poll} tell the truth: full means full, empty means empty. They
 *       spin while the slot they need is reserved by another thread (blocking, without a bound if
 *       that thread never runs again). Before they say no they pause and look once more: a refusal
 *       took 1.2 us where it was measured, a relaxed one 0.001.
 *   <li>{@link #relaxedOffer} and {@link #relaxedPoll} never wait for a slot (lock-free: they are
 *       repeated only because another thread has made progress). They also refuse while the slot
 *       they need is reserved, so a null does not prove that the ring is empty.
 * </ul>
 *
 * <p>Actions before an element is put in happen-before actions after it has been taken out.
 */
public final class MpmcRing<E> {

  /*
   * The algorithm is Dmitry Vyukov's bounded MPMC queue (1024cores.net, 2011), with JCTools'
   * look at the other index where a definite answer is wanted. Each slot has a sequence number:
   *
   *   sequence[i mod capacity] ==  i               free for the offer with index i
   *                                i + 1           full, for the poll with index i
   *                                i + capacity    free again, for the next lap's offer
   *
   *   offer e:  O1  p = producerIndex                  poll:  C1  c = consumerIndex
   *             O2  s = sequence[p]                           C2  s = sequence[c]
   *                 if s == p                                     if s == c + 1
   *             O3    if CAS(producerIndex, p, p+1)           C3    if CAS(consumerIndex, c, c+1)
   *             O4      slot[p] = e                           C4      e = slot[c]; slot[c] = null
   *             O5      sequence[p] = p + 1                   C5      sequence[c] = c + capacity
   *                 if s < p: the slot is last lap's              if s < c + 1: not there yet
   *                   (a relaxed offer refuses)                     (a relaxed poll refuses)
   *                   after some looks:                             after some looks:
   *             O6    if consumerIndex <= p-capacity: full    C6    if producerIndex <= c: empty
   *                 begin again                                   begin again
   *
   * Linearization points: a successful O3 or C3; O6 full, C6 empty.
   *
   * Invariants
   *  - A slot's sequence strictly increases. Between a successful O3 and its O5 (C3 and C5) the slot
   *    belongs to one thread, and nobody else writes its sequence.
   *  - s < p at O2 means that nobody has passed p: the slot of p could not be reserved yet.
   *  - 0 <= producerIndex - consumerIndex <= capacity.
   *
   * Non-invariants
   *  - That consumerIndex has passed a slot does not mean that the slot is free (C3 comes before C5),
   *    nor producerIndex that it is full.
   *  - Elements become takeable in order: slot i+1 may be full before slot i. A relaxedPoll then
   *    returns null although a complete element lies behind the incomplete one.
   *
   * Why the compare-and-sets are plain: they only hand out numbers. What passes between threads,
   * the element one way and the free slot the other, passes through the sequence (O5 to C2, C5
   * to O2). At least two slots, because with one i+1 and i+capacity are the same number.
   */

  private static final VarHandle INDEX = SpacedLongs.ELEMENT;
  private static final VarHandle SEQUENCE = SpacedLongs.ELEMENT;
  private static final int NEXT = SpacedLongs.SINGLE;

  /**
   * How long a definite answer leaves everything alone after its slot was not ready, in spin-wait
   * hints. To look at the slot, or at the other side's index, takes a line away from the thread
   * that is about to write it, and the operation waited for comes all the later. It is the first
   * pause that counts: the one that is waited for meanwhile fills a line (docs/decisions.md).
   */
  private static final int PAUSES = 64;

  private static final int SLOT_GUARD = CacheLine.PAIR_BYTES / Integer.BYTES;
  private static final int SEQUENCE_GUARD = CacheLine.PAIR_BYTES / Long.BYTES;

  private final Object[] slots;
  private final long[] sequences;
  private final int mask;
  private final long[] producers = SpacedLongs.single();
  private final long[] consumers = SpacedLongs.single();

  /**
   * An empty ring.
   *
   * @param capacity in elements: a power of two, 2 to 2<sup>29</sup>
   * @throws IllegalArgumentException if it is not
   */
  public MpmcRing(int capacity) {
    Capacity.checked(capacity, 2, 1 << 29);
    slots = new Object[capacity + 2 * SLOT_GUARD];
    sequences = new long[capacity + 2 * SEQUENCE_GUARD];
    for (int i = 0; i < capacity; i++) {
      sequences[SEQUENCE_GUARD + i] = i;
    }
    mask = capacity - 1;
  }

  public int capacity() {
    return mask + 1;
  }

  /** How many places are reserved by producers and not by consumers: an estimate, any thread. */
  public int size() {
    // Opaque: the indices are written by plain compare-and-sets, with which an acquire would pair
    // in vain. Plain, no test of ours fails; a loop that waits for a size must read it each time.
    long c = (long) INDEX.getOpaque(consumers, NEXT); // S1
    long p = (long) INDEX.getOpaque(producers, NEXT); // S2
    return Math.clamp(p - c, 0, capacity());
  }

  /**
   * Appends an element; spins while the slot is being emptied.
   *
   * @return false if the ring is full
   * @throws NullPointerException if the element is null
   */
  public boolean offer(E element) {
    return offer(element, true);
  }

  /** Appends an element; false if the ring is full or the slot is still being emptied. */
  public boolean relaxedOffer(E element) {
    return offer(element, false);
  }

  private boolean offer(E element, boolean definite) {
    Objects.requireNonNull(element, "element");
    boolean rested = false;
    while (true) {
      // Opaque: a guess that O2 and O3 confirm. Plain, no test of ours fails: O3 keeps a compiler
      // from guessing once and for all, and O2 does where O3 is not come to.
      long p = (long) INDEX.getOpaque(producers, NEXT); // O1
      // Acquire: pairs with the release at C5. Opaque, C4's null may come after O4 and the
      // element is lost: MpmcStepsTest sees it under java.
      long s = (long) SEQUENCE.getAcquire(sequences, sequenceAt(p)); // O2
      if (s == p) {
        // Plain: hands out a number and publishes nothing, see above.
        if (INDEX.weakCompareAndSetPlain(producers, NEXT, p, p + 1)) { // O3
          slots[slotAt(p)] = element; // O4: plain
          // Release: publishes O4; pairs with the acquire at C2. Opaque, C4 may find null:
          // MpmcStepsTest sees it under java.
          SEQUENCE.setRelease(sequences, sequenceAt(p), p + 1); // O5
          return true;
        }
      } else if (s < p) {
        if (!definite) {
          return false;
        }
        // Opaque: polls that happened before this call are counted by coherence alone, and C3 is
        // plain, so an acquire would pair in vain. Plain, no test of ours fails; but nothing else
        // would keep a compiler from looking only once while this spins.
        if (rested && (long) INDEX.getOpaque(consumers, NEXT) <= p - capacity()) { // O6
          return false;
        }
        rested = rest();
      }
    }
  }

  /** Takes the oldest element, or returns null if the ring is empty; spins while it is put in. */
  public E poll() {
    return poll(true);
  }

  /** Takes the oldest element; null if the ring is empty or that element is still being put in. */
  public E relaxedPoll() {
    return poll(false);
  }

  private E poll(boolean definite) {
    boolean rested = false;
    while (true) {
      // Opaque: a guess that C2 and C3 confirm, as O1.
      long c = (long) INDEX.getOpaque(consumers, NEXT); // C1
      // Acquire: pairs with the release at O5. Opaque, C4 may find null: MpmcStepsTest sees it.
      long s = (long) SEQUENCE.getAcquire(sequences, sequenceAt(c)); // C2
      if (s == c + 1) {
        // Plain: as O3.
        if (INDEX.weakCompareAndSetPlain(consumers, NEXT, c, c + 1)) { // C3
          @SuppressWarnings("unchecked")
          E element = (E) slots[slotAt(c)]; // C4: plain
          slots[slotAt(c)] = null; // C4 ends
          // Release: C4 is over before the slot is free; pairs with the acquire at O2. Opaque, the
          // null may wipe out the next lap's element: MpmcStepsTest sees it under java.
          SEQUENCE.setRelease(sequences, sequenceAt(c), c + capacity()); // C5
          return element;
        }
      } else if (s < c + 1) {
        if (!definite) {
          return null;
        }
        // Opaque: as O6, of the offers that happened before this call.
        if (rested && (long) INDEX.getOpaque(producers, NEXT) <= c) { // C6
          return null;
        }
        rested = rest();
      }
    }
  }

  private static boolean rest() {
    for (int i = 0; i < PAUSES; i++) {
      Thread.onSpinWait();
    }
    return true;
  }

  private int slotAt(long index) {
    return SLOT_GUARD + ((int) index & mask);
  }

  private int sequenceAt(long index) {
    return SEQUENCE_GUARD + ((int) index & mask);
  }
}
