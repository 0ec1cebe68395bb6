package lab.memorymodel;

/** Which lines of a thread can be executed again. */
final class Loops {
  private Loops() {}

  /** Whether line {@code at} can be reached from itself. */
  static boolean around(Op[] ops, int at) {
    return reachable(ops, at)[at];
  }

  /** The lines that may be executed after line {@code from}. */
  static boolean[] reachable(Op[] ops, int from) {
    boolean[] seen = new boolean[ops.length];
    int[] stack = new int[ops.length];
    int size = push(ops, from, seen, stack, 0);
    while (size > 0) {
      size = push(ops, stack[size - 1], seen, stack, size - 1);
    }
    return seen;
  }

  private static int push(Op[] ops, int line, boolean[] seen, int[] stack, int size) {
    Op op = ops[line];
    int top = size;
    if (op.kind == Op.Kind.CHOOSE) {
      for (Op.Way way : op.ways) {
        top = visit(way.target(), seen, stack, top);
      }
      return top;
    }
    if (op.target >= 0) {
      top = visit(op.target, seen, stack, top);
    }
    return op.kind == Op.Kind.JUMP ? top : visit(line + 1, seen, stack, top);
  }

  private static int visit(int line, boolean[] seen, int[] stack, int top) {
    if (line >= seen.length || seen[line]) {
      return top;
    }
    seen[line] = true;
    stack[top] = line;
    return top + 1;
  }

  /**
   * Which lines are the read of a spin that a compiler may hoist: a plain load that can come round
   * to itself without any other step, from a cell that the loop does not change.
   */
  static boolean[] hoistable(Op[] ops) {
    boolean[] result = new boolean[ops.length];
    for (int i = 0; i < ops.length; i++) {
      Op op = ops[i];
      if (op.kind == Op.Kind.LOAD && op.mode == AccessMode.PLAIN && around(ops, i)) {
        result[i] = aloneInLoop(ops, i);
      }
    }
    return result;
  }

  private static boolean aloneInLoop(Op[] ops, int load) {
    boolean[] after = reachable(ops, load);
    for (int i = 0; i < ops.length; i++) {
      boolean inLoop = after[i] && reachable(ops, i)[load];
      boolean otherStep = i != load && !ops[i].local();
      boolean movesCell =
          ops[load].index != null && ops[i].register >= 0 && ops[load].index.uses(ops[i].register);
      if (inLoop && (otherStep || movesCell)) {
        return false;
      }
    }
    return true;
  }
}
