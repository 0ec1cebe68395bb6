package lab.concurrent.ring;

import java.lang.invoke.VarHandle;
import lab.concurrent.layout.CacheLine;
import lab.concurrent.layout.SpacedLongs;

/**
 * A bounded FIFO queue of fixed-size records between one producer thread and one consumer thread.
 * Records are never copied: the producer claims them, writes them where they lie and commits them;
 * the consumer reads them where they lie and releases them.
 *
 * <pre>{@code
 * int n = ring.claim(8);                         // producer
 * for (int i = 0; i < n; i++) {
 *   int at = ring.claimed(i);
 *   ring.words()[at] = ...;  ring.words()[at + 1] = ...;
 * }
 * ring.commit(n);
 *
 * int n = ring.available(8);                     // consumer
 * for (int i = 0; i < n; i++) {
 *   long first = ring.words()[ring.front(i)];
 * }
 * ring.release(n);
 * }</pre>
 *
 * <p>Records consist of {@code long}s; plain reads and writes of the words are enough. Between
 * claim and commit they are the producer's, between available and release the consumer's; touching
 * others is not prevented. Every method is wait-free. What the producer did before {@link #commit}
 * happens-before what the consumer does after {@link #available} has counted the records; what the
 * consumer did before {@link #release} happens-before what the producer does after {@link #claim}
 * has counted the slots.
 */
public final class SpscRecordRing {

  /*
   * Lamport's ring (TSE 1977) with remembered indices (MCRingBuffer: Lee, Bu, Chandranmenon, IPDPS
   * 2010), its two halves taken apart so that the caller stands in the middle, as in DPDK's
   * zero-copy ring API (rte_ring_enqueue_zc_burst_start and _finish).
   *
   *   claim n:    if limit - p < n                       available n:  if limit - c < n
   *                 P1  limit = consumerIndex + capacity     C1  limit = producerIndex
   *               return min(n, limit - p)                  return min(n, limit - c)
   *   caller:     P2  write records                      caller:       C2  read records
   *   commit n:   P3  producerIndex = p += n             release n:    C3  consumerIndex = c += n
   *
   * Linearization points: commit P3, release C3; a claim that counts too few P1, an available that
   * counts too few C1.
   *
   * Invariants: consumerIndex <= producerIndex <= consumerIndex + capacity; c <= the consumer's limit
   * <= producerIndex; p <= the producer's limit <= consumerIndex + capacity. Each index has one
   * writer.
   */

  private static final VarHandle INDEX = SpacedLongs.ELEMENT;

  /** A role's next index; the only cell of a role that the other side reads. */
  private static final int NEXT = SpacedLongs.SINGLE;

  /** The producer's: slots before it are free. The consumer's: slots before it are full. */
  private static final int LIMIT = NEXT + 1;

  private static final int GUARD = CacheLine.PAIR_BYTES / Long.BYTES;

  private final long[] words;
  private final int mask;
  private final int wordsPerRecord;
  private final long[] producer = new SpacedLongs(2, Long.BYTES).array();
  private final long[] consumer = new SpacedLongs(2, Long.BYTES).array();

  /**
   * An empty ring, all words zero.
   *
   * @param capacity in records: a power of two, 1 to 2<sup>29</sup>
   * @param wordsPerRecord size of a record in {@code long}s, at least 1
   * @throws IllegalArgumentException if one is out of range, or both together exceed an array
   */
  public SpscRecordRing(int capacity, int wordsPerRecord) {
    Capacity.checked(capacity, 1, 1 << 29);
    if (wordsPerRecord < 1) {
      throw new IllegalArgumentException("wordsPerRecord must be >= 1: " + wordsPerRecord);
    }
    long all = (long) capacity * wordsPerRecord;
    if (all > Capacity.LARGEST) {
      throw new IllegalArgumentException(
          "capacity * wordsPerRecord must be <= " + Capacity.LARGEST + ": " + all);
    }
    words = new long[(int) all + 2 * GUARD];
    mask = capacity - 1;
    this.wordsPerRecord = wordsPerRecord;
  }

  /** In records. */
  public int capacity() {
    return mask + 1;
  }

  public int wordsPerRecord() {
    return wordsPerRecord;
  }

  /**
   * All records and the guards around them; where one lies say {@link #claimed}, {@link #front}.
   */
  public long[] words() {
    return words;
  }

  /**
   * How many records are committed and not yet released: exact for a caller that both threads'
   * actions happen-before, else an estimate, 0 to capacity. Any thread.
   */
  public int size() {
    // Consumer's first: read the other way round, the difference could be negative.
    long c = (long) INDEX.getAcquire(consumer, NEXT); // S1
    long p = (long) INDEX.getAcquire(producer, NEXT); // S2
    return Math.clamp(p - c, 0, capacity());
  }

  /**
   * Producer: how many of so many wanted records may be written now. Claiming again before a commit
   * counts the same records again.
   */
  public int claim(int wanted) {
    long[] mine = producer;
    long p = mine[NEXT];
    if (mine[LIMIT] - p < wanted) {
      // Acquire: pairs with the release at C3, so that the producer does not write into a record
      // that is still read. Opaque, no model and no test here notices: the caller's writes depend
      // on the answer, and only load buffering, which RC11 forbids, could bring them forward.
      mine[LIMIT] = (long) INDEX.getAcquire(consumer, NEXT) + capacity(); // P1
    }
    return Math.clamp(mine[LIMIT] - p, 0, wanted);
  }

  /** Producer: where the i-th claimed record begins in {@link #words()}. */
  public int claimed(int i) {
    return at(producer[NEXT] + i);
  }

  /**
   * Producer: publishes the first {@code n} claimed records.
   *
   * @throws IllegalStateException if that is more than the last {@link #claim} has counted free
   */
  public void commit(int n) {
    long[] mine = producer;
    long p = mine[NEXT];
    if (n < 0 || n > mine[LIMIT] - p) {
      throw new IllegalStateException("commit(" + n + ") of " + (mine[LIMIT] - p) + " claimed");
    }
    // Release: publishes the caller's writes to the records; pairs with the acquire at C1. Plain
    // or opaque, the consumer may read the records of the lap before.
    INDEX.setRelease(mine, NEXT, p + n); // P3
  }

  /**
   * Consumer: how many of so many wanted records may be read now. Asking again before a release
   * counts the same records again.
   */
  public int available(int wanted) {
    long[] mine = consumer;
    long c = mine[NEXT];
    if (mine[LIMIT] - c < wanted) {
      // Acquire: pairs with the release at P3. Opaque, the consumer may read the lap before.
      mine[LIMIT] = (long) INDEX.getAcquire(producer, NEXT); // C1
    }
    return Math.clamp(mine[LIMIT] - c, 0, wanted);
  }

  /** Consumer: where the i-th available record begins in {@link #words()}. */
  public int front(int i) {
    return at(consumer[NEXT] + i);
  }

  /**
   * Consumer: gives the first {@code n} available records back.
   *
   * @throws IllegalStateException if that is more than the last {@link #available} has counted
   */
  public void release(int n) {
    long[] mine = consumer;
    long c = mine[NEXT];
    if (n < 0 || n > mine[LIMIT] - c) {
      throw new IllegalStateException("release(" + n + ") of " + (mine[LIMIT] - c) + " available");
    }
    // Release: all reads are over; pairs with the acquire at P1.
    INDEX.setRelease(mine, NEXT, c + n); // C3
  }

  private int at(long index) {
    return GUARD + ((int) index & mask) * wordsPerRecord;
  }
}
