package lab.concurrent.stack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import lab.concurrent.layout.SpacedLongs;

/**
 * A stack of recycled nodes whose head carries a tag that every change increments, in one {@code
 * long}: a compare-and-set notices that the head has changed even when the same node is on top
 * again.
 *
 * <p>A tag of n bits comes round after 2<sup>n</sup> changes. If a popping thread is held up for
 * exactly that many, it is fooled after all: with the widest tag, 32 bits, that takes four thousand
 * million changes without one instruction of its own; with a narrow one it is an everyday event.
 */
public final class TaggedStack implements NodeStack {

  /*
   * As CasStack, with head = (tag, node + 1); IBM System/370 Principles of Operation, appendix
   * "Multiprogramming and multiprocessing examples", where COMPARE DOUBLE AND SWAP keeps a counter
   * beside the pointer for this reason; Treiber, RJ 5118, 1986.
   *
   *   63            32 31             0
   *   +---------------+---------------+
   *   | tag (n bits)  | node + 1 or 0 |     tag := tag + 1 mod 2^n with every push and every pop
   *   +---------------+---------------+
   *
   * Linearization points: a successful P3 or U3; for an empty pop, P1.
   *
   * Invariant: if P3 succeeds, the number of changes since P1 is a multiple of 2^n.
   * Non-invariant: that number is 0.
   *
   * Memory orders are those of CasStack, for the same reasons.
   */

  /** The most bits a tag may have: what a {@code long} leaves beside an {@code int}. */
  public static final int WIDEST_TAG = 32;

  private static final VarHandle HEAD = SpacedLongs.ELEMENT;
  private static final VarHandle NEXT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int AT = SpacedLongs.SINGLE;
  private static final long ONE = 1L << 32;

  private final long[] head = SpacedLongs.single();
  private final int[] next;
  private final long tagMask;

  /** An empty stack with the widest tag. */
  public TaggedStack(int capacity) {
    this(capacity, WIDEST_TAG);
  }

  /**
   * An empty stack.
   *
   * @param capacity number of nodes, at least 1
   * @param tagBits width of the tag, 1 to {@link #WIDEST_TAG}
   */
  public TaggedStack(int capacity, int tagBits) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be >= 1: capacity=" + capacity);
    }
    if (tagBits < 1 || tagBits > WIDEST_TAG) {
      throw new IllegalArgumentException("tagBits is 1.." + WIDEST_TAG + ": tagBits=" + tagBits);
    }
    next = new int[capacity];
    tagMask = ((1L << tagBits) - 1) << 32;
  }

  @Override
  public int capacity() {
    return next.length;
  }

  @Override
  public void push(int node) {
    while (true) {
      // Opaque: only compared and handed on, never followed.
      long first = (long) HEAD.getOpaque(head, AT); // U1
      // Opaque: races with the P2 of a pop that has lost; U3 publishes it to those that have not.
      NEXT.setOpaque(next, node, (int) first); // U2
      // Release: publishes U2 and the caller's writes to the node; pairs with the acquire at P1.
      // Weakened, AbaStepsTest finds a freed node at the head under java.
      if (HEAD.weakCompareAndSetRelease(head, AT, first, changed(first, node + 1))) { // U3
        return;
      }
    }
  }

  @Override
  public int pop() {
    while (true) {
      // Acquire: pairs with the release at U3, whichever push or pop wrote the head since: every
      // writer of head is a read-modify-write, so the chain of U3's release is never broken.
      // Weakened to opaque, AbaStepsTest finds a freed node at the head under java.
      long first = (long) HEAD.getAcquire(head, AT); // P1
      int node = (int) first - 1;
      if (node < 0) {
        return NONE;
      }
      // Opaque: P1 orders it behind the push's U2; if the node has gone since, P3 fails.
      int second = (int) NEXT.getOpaque(next, node); // P2
      // Acquire: needed only once the tag has come round, as in CasStack. No test of ours fails
      // with plain.
      if (HEAD.weakCompareAndSetAcquire(head, AT, first, changed(first, second))) { // P3
        return node;
      }
    }
  }

  /** The head after {@code first}: the next tag, and another node on top. */
  private long changed(long first, int reference) {
    return ((first + ONE) & tagMask) | reference;
  }
}
