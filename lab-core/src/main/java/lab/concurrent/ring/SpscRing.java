package lab.concurrent.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lab.concurrent.layout.CacheLine;

/**
 * A bounded FIFO queue of references between one producer thread and one consumer thread.
 *
 * <p>The methods say whose they are. At any time at most one thread may act as the producer and at
 * most one as the consumer; a role may pass to another thread if the last action of the old one
 * happens-before the first of the new one. This is not checked: two producers at once lose
 * elements.
 *
 * <p>Every method is wait-free: a bounded number of steps per element, whatever the other thread
 * does (the caller's own functions excepted). A full ring refuses, an empty one returns nothing.
 * Actions before an element is put in happen-before actions after it has been taken out. A slot is
 * cleared when its element is taken, so that the ring keeps nothing alive.
 */
public final class SpscRing<E> extends SpscRingFields.AfterConsumer {

  /*
   * The algorithm. Element by element, the slots themselves say whether they are full (FastForward:
   * Giacomoni, Moseley, Vachharajani, PPoPP 2008); the producer looks ahead to test many slots
   * with one read (the "p1c1" queues of JCTools, after Thompson). In bulk, the two indices say how
   * many elements there are, each read once per batch and remembered (Lamport, TSE 1977; the
   * remembered copy: MCRingBuffer, Lee, Bu, Chandranmenon, IPDPS 2010). Both work on the same ring
   * at the same time, because both sides keep both up.
   *
   *   offer e:  if p == limit                        poll:  C1  e = slot[c]
   *               P1  if slot[p+ahead] is null              if e is null: empty
   *                     limit = p+ahead+1                 C2  slot[c] = null
   *               P2  else if slot[p] is full: full       C3  consumerIndex = ++c
   *             P3  slot[p] = e
   *             P4  producerIndex = ++p
   *
   *   fill:     F1  limit = consumerIndex + capacity   drain:  D1  available = producerIndex - c
   *                 (if that leaves no room: P2)               (if that is nothing: C1)
   *             F2  release fence                          D2  copy out
   *             F3  copy in                                D3  clear, in order, as C2
   *             F4  producerIndex = p+n                    D4  consumerIndex = c+n
   *
   * Indices count from 0 and never wrap (2^63 elements); index i lives in slot i mod capacity.
   *
   * Linearization points: offer P3, a refused offer P2; poll C2 (seen from the producer) of what
   * C1 found, an empty poll C1. Of fill's elements, each where its slot is written; drain's, each
   * where its slot is cleared.
   *
   * Invariants
   *  - The slots of p .. limit-1 are null, and only the producer can change that.
   *  - Slots are cleared in ascending order with release (C2, D3): if slot[p+ahead] is null again,
   *    everything before it has been taken (P1).
   *  - An element that F3 stores without order is found in its own slot or not at all: the consumer
   *    never concludes from one slot that another is full.
   *  - Each index has one writer. consumerIndex, as anybody reads it, is at most c.
   *
   * Non-invariants
   *  - consumerIndex <= producerIndex: the consumer may take an element between P3 and P4. For the
   *    same reason a ring whose indices are equal need not be empty, and D1 and F1 fall back on
   *    the slot itself.
   *
   * Layout: what the producer writes, what the consumer writes, and what is only read have at least
   * 128 bytes between them (SpscRingFields), and so have the last slot and whatever follows; the
   * producer reads the consumer's index only in fill and size. The first slots share a line with the
   * array's length, which both sides read for every element: it is away once a lap. A guard before
   * them would cost an addition for every element on both sides.
   */

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final VarHandle PRODUCER_INDEX = SpscRingFields.PRODUCER_INDEX;
  private static final VarHandle CONSUMER_INDEX = SpscRingFields.CONSUMER_INDEX;

  private static final int LARGEST_LOOK_AHEAD = 4096;

  /** Room after the last slot, in references of at least 4 bytes. */
  private static final int GUARD = CacheLine.PAIR_BYTES / Integer.BYTES;

  /**
   * An empty ring.
   *
   * @param capacity in elements: a power of two, 2 to 2<sup>29</sup>
   * @throws IllegalArgumentException if it is not
   */
  public SpscRing(int capacity) {
    super(
        new Object[Capacity.checked(capacity, 2, 1 << 29) + GUARD],
        capacity - 1,
        Math.min(Math.max(capacity / 4, 1), LARGEST_LOOK_AHEAD));
  }

  public int capacity() {
    return mask + 1;
  }

  /**
   * How many elements there are: exact for a caller that both threads' actions happen-before, else
   * an estimate, 0 to capacity. Any thread.
   */
  public int size() {
    // Acquire: pair with the releases at C3 and P4, so that a quiet ring's slots are seen with its
    // size. The consumer's first, or the difference could be negative.
    long c = (long) CONSUMER_INDEX.getAcquire(this); // S1
    long p = (long) PRODUCER_INDEX.getAcquire(this); // S2
    return Math.clamp(p - c, 0, capacity());
  }

  /**
   * Producer: appends an element.
   *
   * @return false if the ring is full
   * @throws NullPointerException if the element is null
   */
  public boolean offer(E element) {
    Objects.requireNonNull(element, "element");
    long p = producerIndex;
    if (p >= producerLimit && !findRoom(p)) {
      return false;
    }
    // Release: publishes the element's contents; pairs with the acquire at C1. Plain or opaque, the
    // consumer may read them unwritten.
    SLOT.setRelease(slots, at(p), element); // P3
    // Release: publishes P3 to a consumer in bulk; pairs with the acquire at D1.
    PRODUCER_INDEX.setRelease(this, p + 1); // P4
    return true;
  }

  private boolean findRoom(long p) {
    // Acquire: pairs with the release at C2 and D3, so that everything before this slot is null
    // too.
    // Opaque, the consumer's null may come after P3 and the element is lost.
    if (SLOT.getAcquire(slots, at(p + ahead)) == null) { // P1
      producerLimit = p + ahead + 1;
      return true;
    }
    // Acquire: one slot speaks for itself only, so opaque would do for the ring; it is what makes
    // the consumer's actions before a poll happen before the offer that uses its slot.
    return SLOT.getAcquire(slots, at(p)) == null; // P2
  }

  /** Consumer: takes the oldest element, or returns null if the ring is empty. */
  public E poll() {
    // Locals: a compiler reads fields again after an acquire.
    Object[] all = slots;
    long c = consumerIndex;
    int slot = at(c);
    // Acquire: pairs with the release at P3 and the fence at F2. Opaque, the consumer may find the
    // element and read its contents unwritten.
    E element = element(SLOT.getAcquire(all, slot)); // C1
    if (element != null) {
      // Release: in the order of the slots, which P1 relies on; pairs with the acquire there.
      SLOT.setRelease(all, slot, null); // C2
      // Release: C2 is over; pairs with the acquire at F1.
      CONSUMER_INDEX.setRelease(this, c + 1); // C3
    }
    return element;
  }

  /** Consumer: the oldest element, which stays, or null if the ring is empty. */
  public E peek() {
    // Acquire: as in poll.
    return element(SLOT.getAcquire(slots, at(consumerIndex))); // C1
  }

  /**
   * Producer: appends elements of an array, in order, as many as there is room for. Fewer than
   * {@code length} does not promise that the ring is still full.
   *
   * @return how many, 0 to {@code length}; 0 only if the ring is full or {@code length} is 0
   * @throws NullPointerException if one of the elements is null; nothing is appended then
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  public int fill(E[] from, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, from.length);
    for (int i = offset; i < offset + length; i++) {
      Objects.requireNonNull(from[i], "element");
    }
    long p = producerIndex;
    if (producerLimit - p < length) {
      // Acquire: pairs with the releases at C3 and D4.
      producerLimit =
          Math.max(producerLimit, (long) CONSUMER_INDEX.getAcquire(this) + capacity()); // F1
    }
    if (length == 0 || (producerLimit <= p && !findRoom(p))) {
      return 0;
    }
    int n = Math.clamp(producerLimit - p, 1, length);
    int start = at(p);
    int upToEnd = Math.min(n, capacity() - start);
    // Release fence: publishes the contents of all, whose slots are then written without order;
    // pairs with the acquire at C1.
    VarHandle.releaseFence(); // F2
    System.arraycopy(from, offset, slots, start, upToEnd); // F3 begins
    System.arraycopy(from, offset + upToEnd, slots, 0, n - upToEnd); // F3 ends
    // Release: the slots before the index that counts them; pairs with the acquire at D1.
    PRODUCER_INDEX.setRelease(this, p + n); // F4
    return n;
  }

  /**
   * Consumer: takes elements into an array, oldest first, as many as there are. Fewer than {@code
   * length} does not promise that the ring is still empty.
   *
   * @return how many, 0 to {@code length}; 0 only if the ring is empty or {@code length} is 0
   * @throws ArrayStoreException if the array cannot hold one of the elements; none is taken then
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  public int drain(E[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    long c = consumerIndex;
    if (consumerLimit - c < length) {
      // Acquire: pairs with the releases at P4 and F4.
      consumerLimit = Math.max(consumerLimit, (long) PRODUCER_INDEX.getAcquire(this)); // D1
    }
    if (length == 0 || (consumerLimit <= c && peek() == null)) {
      return 0;
    }
    int n = Math.clamp(consumerLimit - c, 1, length);
    int start = at(c);
    int upToEnd = Math.min(n, capacity() - start);
    System.arraycopy(slots, start, into, offset, upToEnd); // D2 begins
    System.arraycopy(slots, 0, into, offset + upToEnd, n - upToEnd); // D2 ends
    clear(slots, start, upToEnd);
    clear(slots, 0, n - upToEnd);
    // Release: D3 is over; pairs with the acquire at F1.
    CONSUMER_INDEX.setRelease(this, c + n); // D4
    return n;
  }

  private static void clear(Object[] all, int start, int n) {
    for (int slot = start; slot < start + n; slot++) {
      // Release: D2 is over, and in the order of the slots, as C2; pairs with the acquire at P1.
      SLOT.setRelease(all, slot, null); // D3
    }
  }

  /**
   * Producer: appends what the supplier gives until {@code limit} elements are in or the ring is
   * full; it is asked only if there is room. If it throws, or gives null, what it gave before
   * stays.
   *
   * @return how many
   */
  public int fill(Supplier<? extends E> supplier, int limit) {
    int n = 0;
    while (n < limit && (producerIndex < producerLimit || findRoom(producerIndex))) {
      offer(supplier.get());
      n++;
    }
    return n;
  }

  /**
   * Consumer: hands elements over until {@code limit} are out or the ring is empty. If the consumer
   * throws, the element it was given counts as taken.
   *
   * @return how many
   */
  public int drain(Consumer<? super E> sink, int limit) {
    int n = 0;
    for (E element; n < limit && (element = poll()) != null; n++) {
      sink.accept(element);
    }
    return n;
  }

  /** Consumer: how many elements have been taken. */
  long taken() {
    return consumerIndex;
  }

  /** Consumer: whether an element is seen this far behind the oldest. Advice, never a proof. */
  boolean seenAt(int distance) {
    // Opaque: whatever this says, C1 looks at the slot that it takes.
    return SLOT.getOpaque(slots, at(consumerIndex + distance)) != null; // L1
  }

  @SuppressWarnings("unchecked")
  private E element(Object slot) {
    return (E) slot;
  }

  private int at(long index) {
    return (int) index & mask;
  }
}
