package lab.bench.memory.aba;

import java.util.concurrent.atomic.AtomicStampedReference;

/**
 * A stack of recycled nodes as it is written with the JDK's {@link AtomicStampedReference}: node
 * objects, and a new pair of reference and stamp for every change. A peer for the benchmarks.
 */
final class StampedStack {
  /** A node; only its owner writes its next. */
  static final class Node {
    private Node next;
  }

  private final AtomicStampedReference<Node> head = new AtomicStampedReference<>(null, 0);

  void push(Node node) {
    int[] stamp = new int[1];
    while (true) {
      Node first = head.get(stamp);
      node.next = first;
      if (head.weakCompareAndSet(first, node, stamp[0], stamp[0] + 1)) {
        return;
      }
    }
  }

  Node pop() {
    int[] stamp = new int[1];
    while (true) {
      Node first = head.get(stamp);
      if (first == null) {
        return null;
      }
      if (head.weakCompareAndSet(first, first.next, stamp[0], stamp[0] + 1)) {
        return first;
      }
    }
  }
}
