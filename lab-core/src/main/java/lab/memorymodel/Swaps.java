package lab.memorymodel;

import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import lab.memorymodel.Instruction.Fence.Kind;

/**
 * Which two neighbours a compiler may swap, and with that: which two instructions of a straight
 * piece of code may end up the other way round.
 *
 * <p>At least one of them is plain; neither computes a register that the other one uses; they are
 * not on the same cell with a write among them (two reads of it may swap); the first does not
 * acquire, the second does not release. A full fence is never crossed; a plain load may move up
 * over a release fence, a plain store down over an acquire fence. What is local may move as far as
 * its registers allow.
 */
final class Swaps {
  private final TreeSet<Integer> arrays = new TreeSet<>();

  /** Takes every base that is accessed with an index, anywhere, for the start of an array. */
  Swaps(Program program) {
    for (Program.ThreadCode thread : program.threads()) {
      for (Program.Line line : thread.lines()) {
        Op op = Op.of(line, thread.name());
        if (op.index != null) {
          arrays.add(op.base);
        }
      }
    }
  }

  /** Whether all of {@code first} may come after all of {@code second}, which follow them now. */
  boolean legal(List<Op> first, List<Op> second) {
    return independent(first, second)
        && first.stream().allMatch(a -> second.stream().allMatch(b -> legal(a, b)));
  }

  private boolean legal(Op a, Op b) {
    if (a.local() || b.local()) {
      return true;
    }
    if (a.kind == Op.Kind.FENCE || b.kind == Op.Kind.FENCE) {
      boolean loadUp = a.kind == Op.Kind.FENCE && a.fence == Kind.RELEASE && plain(b, Op.Kind.LOAD);
      boolean storeDown =
          b.kind == Op.Kind.FENCE && b.fence == Kind.ACQUIRE && plain(a, Op.Kind.STORE);
      return loadUp || storeDown;
    }
    boolean onePlain = a.mode == AccessMode.PLAIN || b.mode == AccessMode.PLAIN;
    boolean ordered = (a.reads() && a.mode.acquires()) || (b.writes() && b.mode.releases());
    boolean conflict = (a.writes() || b.writes()) && maySameCell(a, b);
    return onePlain && !ordered && !conflict;
  }

  private static boolean plain(Op op, Op.Kind kind) {
    return op.kind == kind && op.mode == AccessMode.PLAIN;
  }

  /** Whether both may access one cell, provided that indices stay within their array. */
  private boolean maySameCell(Op a, Op b) {
    if (a.index == null && b.index == null) {
      return a.base == b.base;
    }
    return a.base < end(b) && b.base < end(a);
  }

  private int end(Op op) {
    Integer next = op.index == null ? Integer.valueOf(op.base + 1) : arrays.higher(op.base);
    return next == null ? Integer.MAX_VALUE : next;
  }

  private static boolean independent(List<Op> first, List<Op> second) {
    BitSet written = new BitSet();
    BitSet used = new BitSet();
    first.forEach(op -> registers(op, written, used));
    BitSet laterWritten = new BitSet();
    BitSet laterUsed = new BitSet();
    second.forEach(op -> registers(op, laterWritten, laterUsed));
    return !written.intersects(laterWritten)
        && !written.intersects(laterUsed)
        && !used.intersects(laterWritten);
  }

  private static void registers(Op op, BitSet written, BitSet used) {
    if (op.register >= 0) {
      written.set(op.register);
    }
    if (op.succeeded >= 0) {
      written.set(op.succeeded);
    }
    for (Ex ex : new Ex[] {op.index, op.expected, op.value}) {
      if (ex != null) {
        ex.collect(used);
      }
    }
  }
}
