package lab.concurrent.stack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import lab.concurrent.layout.SpacedLongs;

/**
 * A stack of recycled nodes with a bare compare-and-set on its head: it <strong>suffers from
 * ABA</strong> as soon as two threads pop. Kept to be broken; use {@link TaggedStack}.
 */
public final class CasStack implements NodeStack {

  /*
   * The algorithm (Treiber, "Systems programming: coping with parallelism", IBM RJ 5118, 1986):
   *
   *   pop:   P1  f = head                        push n:  U1  f = head
   *          P2  s = f.next                               U2  n.next = f
   *          P3  if CAS(head, f, s) return f              U3  if CAS(head, f, n) return
   *              else begin again                             else begin again
   *
   * References are node numbers plus one; 0 ends the list. The head has a line of its own.
   *
   * Linearization points: a successful P3 or U3; for an empty pop, P1.
   *
   * Invariants
   *  - Only the owner of a node writes its next, so U2 races with late readers (P2) only.
   *  - U1..U3 are safe against ABA: a push does not care what has happened below f.
   *
   * Non-invariants
   *  - That P3 succeeds does not mean that head has not changed since P1. Others may have popped f
   *    and its successor s and pushed f again: then f is on top, s belongs to somebody, and P3
   *    makes s the head.
   *  - P2 may read the next of a node that has left the stack meanwhile. A number, unlike a pointer
   *    to freed memory, stays readable; P3 is meant to reject what P2 read.
   */

  private static final VarHandle HEAD = SpacedLongs.ELEMENT;
  private static final VarHandle NEXT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int AT = SpacedLongs.SINGLE;

  private final long[] head = SpacedLongs.single();
  private final int[] next;

  /**
   * An empty stack.
   *
   * @param capacity number of nodes, at least 1
   */
  public CasStack(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be >= 1: capacity=" + capacity);
    }
    next = new int[capacity];
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
      if (HEAD.weakCompareAndSetRelease(head, AT, first, node + 1L)) { // U3
        return;
      }
    }
  }

  @Override
  public int pop() {
    while (true) {
      // Acquire: pairs with the release at U3, whichever push or pop wrote the head since: every
      // writer of head is a read-modify-write, so the chain of U3's release is never broken.
      long first = (long) HEAD.getAcquire(head, AT); // P1
      if (first == 0) {
        return NONE;
      }
      // Opaque: P1 orders it behind the push's U2.
      int second = (int) NEXT.getOpaque(next, (int) first - 1); // P2
      // Acquire: after an A-B-A that did no harm to the list, the node is the later push's, and so
      // must be the contents that the caller sees. No test of ours fails with plain.
      if (HEAD.weakCompareAndSetAcquire(head, AT, first, (long) second)) { // P3
        return (int) first - 1;
      }
    }
  }
}
