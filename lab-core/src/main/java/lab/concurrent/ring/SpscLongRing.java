package lab.concurrent.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import lab.concurrent.layout.CacheLine;
import lab.concurrent.layout.SpacedLongs;

/**
 * A bounded FIFO queue of {@code long}s, every value allowed, between one producer thread and one
 * consumer thread. Who may call what, and what happens when two threads act in one role, is as in
 * {@link SpscRing}.
 *
 * <p>Every method is wait-free. Actions before a value is put in happen-before actions after it has
 * been taken out.
 */
public final class SpscLongRing {

  /*
   * The algorithm. Beside each value lies a lap tag: slot i is full for the consumer when its tag
   * is the lap that the consumer is on. The consumer never writes a slot, so a line of slots moves
   * one way only, and needs no clearing. The producer learns what is free from the consumer's
   * index, once per ring's worth of values at best. In bulk the producer's index says what is
   * there, and arrays are copied whole. (Lamport, TSE 1977, with remembered indices as in MCRingBuffer,
   * Lee, Bu, Chandranmenon, IPDPS 2010; tags in the slots as in FastForward, PPoPP 2008, and
   * Disruptor's availability flags.)
   *
   *   offer v:  if p == limit                           poll:  C1  if tag[c] != lap(c): empty
   *               P1  limit = consumerIndex + capacity         C2  v = value[c]
   *               if p == limit: full                          C3  consumerIndex = ++c
   *             P2  value[p] = v
   *             P3  tag[p] = lap(p)
   *             P4  producerIndex = ++p
   *
   *   fill:     F1  as P1                                drain: D1  available = producerIndex - c
   *             F2  copy in                                        (if that is nothing: C1)
   *             F3  release fence, tags                         D2  copy out
   *             F4  producerIndex = p+n                         D3  consumerIndex = c+n
   *
   * lap(i) = i / capacity + 1, as an int. A slot is written once per lap, so its tag is this lap's or
   * the last one's, and 2^32 laps later the numbers may come round without harm.
   *
   * Linearization points: offer P3, a refused offer P1; poll C3 of what C1 found, an empty poll C1.
   *
   * Invariants
   *  - The slots of p .. limit-1 are free, and only the producer can change that.
   *  - Tags carry their own slot's value and no other's: the consumer never concludes from one slot
   *    that another is full, so F3 needs no order among the tags.
   *
   * Non-invariant
   *  - consumerIndex <= producerIndex: the consumer may take a value between P3 and P4.
   */

  private static final VarHandle TAG = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle INDEX = SpacedLongs.ELEMENT;

  /** A role's next index; the only cell of a role that the other side reads. */
  private static final int NEXT = SpacedLongs.SINGLE;

  /** The producer's: slots before it are free. The consumer's: slots before it are full. */
  private static final int LIMIT = NEXT + 1;

  private static final int VALUE_GUARD = CacheLine.PAIR_BYTES / Long.BYTES;
  private static final int TAG_GUARD = CacheLine.PAIR_BYTES / Integer.BYTES;

  private final long[] values;
  private final int[] tags;
  private final int mask;
  private final int lapShift;
  private final long[] producer = new SpacedLongs(2, Long.BYTES).array();
  private final long[] consumer = new SpacedLongs(2, Long.BYTES).array();

  /**
   * An empty ring.
   *
   * @param capacity in values: a power of two, 2 to 2<sup>29</sup>
   * @throws IllegalArgumentException if it is not
   */
  public SpscLongRing(int capacity) {
    Capacity.checked(capacity, 2, 1 << 29);
    values = new long[capacity + 2 * VALUE_GUARD];
    tags = new int[capacity + 2 * TAG_GUARD];
    mask = capacity - 1;
    lapShift = Integer.numberOfTrailingZeros(capacity);
  }

  public int capacity() {
    return mask + 1;
  }

  /**
   * How many values there are: exact for a caller that both threads' actions happen-before, else an
   * estimate, 0 to capacity. Any thread.
   */
  public int size() {
    // Acquire: pairs with C3/D3 and P4/F4, so that a size is never older than what led to the call.
    long c = (long) INDEX.getAcquire(consumer, NEXT); // S1
    long p = (long) INDEX.getAcquire(producer, NEXT); // S2
    return Math.clamp(p - c, 0, capacity());
  }

  /** Producer: appends a value; false if the ring is full. */
  public boolean offer(long value) {
    long[] mine = producer;
    long p = mine[NEXT];
    if (p >= mine[LIMIT] && room(p, 1) == 0) {
      return false;
    }
    values[VALUE_GUARD + ((int) p & mask)] = value; // P2, plain
    // Release: publishes P2; pairs with the acquire at C1. Plain or opaque, the consumer may take
    // the value of the lap before.
    TAG.setRelease(tags, TAG_GUARD + ((int) p & mask), lap(p)); // P3
    // Release: publishes P2 to a consumer in bulk; pairs with the acquire at D1.
    INDEX.setRelease(mine, NEXT, p + 1); // P4
    return true;
  }

  /** Consumer: whether there is nothing to take. */
  public boolean isEmpty() {
    return empty(consumer[NEXT]);
  }

  private boolean empty(long c) {
    // Acquire: pairs with the release at P3 and the fence at F3.
    return (int) TAG.getAcquire(tags, TAG_GUARD + ((int) c & mask)) != lap(c); // C1
  }

  /**
   * Consumer: takes the oldest value.
   *
   * @param ifEmpty what to return if there is none; a caller to whom every value means something
   *     asks {@link #isEmpty} first
   */
  public long poll(long ifEmpty) {
    long[] mine = consumer;
    long c = mine[NEXT];
    if (empty(c)) {
      return ifEmpty;
    }
    long value = values[VALUE_GUARD + ((int) c & mask)]; // C2, plain
    // Release: C2 is over before the slot is free; pairs with the acquire at P1. Plain or opaque,
    // the consumer may read the value of the lap to come.
    INDEX.setRelease(mine, NEXT, c + 1); // C3
    return value;
  }

  /** Consumer: the oldest value, which stays, or {@code ifEmpty}. */
  public long peek(long ifEmpty) {
    long c = consumer[NEXT];
    return empty(c) ? ifEmpty : values[VALUE_GUARD + ((int) c & mask)]; // C2, plain
  }

  /**
   * Producer: appends values of an array, in order, as many as there is room for.
   *
   * @return how many, 0 to {@code length}
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  public int fill(long[] from, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, from.length);
    long[] mine = producer;
    long p = mine[NEXT];
    int n = room(p, length);
    if (n == 0) {
      return 0;
    }
    int slot = (int) p & mask;
    int upToEnd = Math.min(n, capacity() - slot);
    System.arraycopy(from, offset, values, VALUE_GUARD + slot, upToEnd); // F2 begins
    System.arraycopy(from, offset + upToEnd, values, VALUE_GUARD, n - upToEnd); // F2 ends begins
    // Release fence: no tag is seen before its value; pairs with the acquire at C1. One fence, for
    // tags written one by one with release would be written one by one.
    VarHandle.releaseFence(); // F3
    Arrays.fill(tags, TAG_GUARD + slot, TAG_GUARD + slot + upToEnd, lap(p)); // then the tags
    Arrays.fill(tags, TAG_GUARD, TAG_GUARD + n - upToEnd, lap(p) + 1); // of the next lap, too
    // Release: publishes F2 to a consumer in bulk; pairs with the acquire at D1. Opaque, nothing
    // notices: the fence F3 stands before it.
    INDEX.setRelease(mine, NEXT, p + n); // F4
    return n;
  }

  /**
   * Consumer: takes values into an array, oldest first, as many as there are. Fewer than {@code
   * length} does not promise that the ring is still empty.
   *
   * @return how many, 0 to {@code length}; 0 only if the ring is empty or {@code length} is 0
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  public int drain(long[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    long[] mine = consumer;
    long c = mine[NEXT];
    if (mine[LIMIT] - c < length) {
      // Acquire: pairs with the releases at P4 and F4. At most one value behind the tags (P3, P4).
      mine[LIMIT] = Math.max(mine[LIMIT], (long) INDEX.getAcquire(producer, NEXT)); // D1
    }
    if (length == 0 || (mine[LIMIT] <= c && empty(c))) {
      return 0;
    }
    int n = Math.clamp(mine[LIMIT] - c, 1, length);
    int slot = (int) c & mask;
    int upToEnd = Math.min(n, capacity() - slot);
    System.arraycopy(values, VALUE_GUARD + slot, into, offset, upToEnd); // D2 begins
    System.arraycopy(values, VALUE_GUARD, into, offset + upToEnd, n - upToEnd); // D2 ends begins
    // Release: D2 is over before the slots are free; pairs with the acquire at P1.
    INDEX.setRelease(mine, NEXT, c + n); // D3
    return n;
  }

  /** How many of so many wanted slots are free: asks the consumer's index only if it must. */
  private int room(long p, int wanted) {
    long[] mine = producer;
    if (mine[LIMIT] - p < wanted) {
      // Acquire: pairs with the releases at C3 and D3: what was there has been read. Opaque, no
      // model and no test here notices: P2 depends on the answer, and only load buffering, which
      // RC11 forbids, could bring it forward. Java promises nothing without acquire.
      mine[LIMIT] = (long) INDEX.getAcquire(consumer, NEXT) + capacity(); // P1
    }
    return Math.clamp(mine[LIMIT] - p, 0, wanted);
  }

  private int lap(long index) {
    return (int) (index >>> lapShift) + 1;
  }
}
