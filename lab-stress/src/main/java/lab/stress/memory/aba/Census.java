package lab.stress.memory.aba;

import lab.concurrent.stack.NodeStack;

/** Where the three nodes are once both threads have finished. */
final class Census {
  /** Every node is in exactly one place. */
  static final int WHOLE = 0;

  /** A node that somebody owns is in the stack too, or the stack has become a ring. */
  static final int TWICE = 1;

  /** A node is nowhere. */
  static final int LOST = 2;

  static final int NODES = 3;

  private Census() {}

  /** Pushes C, B and A: the stack is A → B → C. */
  static void fill(NodeStack stack) {
    for (int node = NODES - 1; node >= 0; node--) {
      stack.push(node);
    }
  }

  /**
   * Empties the stack and counts; {@code owned} are the nodes that threads have popped and kept.
   */
  static int count(NodeStack stack, int... owned) {
    int once = 0;
    int twice = 0;
    for (int node : owned) {
      int bit = bit(node);
      twice |= once & bit;
      once |= bit;
    }
    for (int pops = 0; pops <= NODES; pops++) {
      int bit = bit(stack.pop());
      twice |= once & bit;
      once |= bit;
    }
    if (twice != 0) {
      return TWICE;
    }
    return once == (1 << NODES) - 1 ? WHOLE : LOST;
  }

  private static int bit(int node) {
    return node == NodeStack.NONE ? 0 : 1 << node;
  }
}
