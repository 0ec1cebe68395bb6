package lab.memorymodel.compiler;

import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Access;
import lab.memorymodel.Instruction.Assert;
import lab.memorymodel.Instruction.Assign;
import lab.memorymodel.Instruction.Branch;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.Instruction.Exchange;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.FetchAdd;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Local;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Program;

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
        if (line.instruction() instanceof Access a && a.cell().index().isPresent()) {
          arrays.add(a.cell().base());
        }
      }
    }
  }

  /** Whether all of {@code first} may come after all of {@code second}, which follow them now. */
  boolean legal(List<Instruction> first, List<Instruction> second) {
    return independent(first, second)
        && first.stream().allMatch(a -> second.stream().allMatch(b -> legal(a, b)));
  }

  private boolean legal(Instruction first, Instruction second) {
    if (first instanceof Local || second instanceof Local) {
      return true;
    }
    if (first instanceof Fence fence) {
      return fence.kind() == FenceKind.RELEASE && plain(second) && second instanceof Load;
    }
    if (second instanceof Fence fence) {
      return fence.kind() == FenceKind.ACQUIRE && plain(first) && first instanceof Store;
    }
    if (first instanceof Access a && second instanceof Access b) {
      boolean ordered = (a.reads() && a.mode().acquires()) || (b.writes() && b.mode().releases());
      boolean conflict = (a.writes() || b.writes()) && maySameCell(a.cell(), b.cell());
      return (plain(a) || plain(b)) && !ordered && !conflict;
    }
    return false; // A person's choice waits for what was before it.
  }

  private static boolean plain(Instruction instruction) {
    return instruction instanceof Access a && a.mode() == AccessMode.PLAIN;
  }

  /** Whether both may be one cell, provided that indices stay within their array. */
  private boolean maySameCell(Cell a, Cell b) {
    if (a.index().isEmpty() && b.index().isEmpty()) {
      return a.base() == b.base();
    }
    return a.base() < end(b) && b.base() < end(a);
  }

  private int end(Cell cell) {
    Integer next =
        cell.index().isEmpty() ? Integer.valueOf(cell.base() + 1) : arrays.higher(cell.base());
    return next == null ? Integer.MAX_VALUE : next;
  }

  private static boolean independent(List<Instruction> first, List<Instruction> second) {
    BitSet written = new BitSet();
    BitSet used = new BitSet();
    first.forEach(i -> registers(i, written, used));
    BitSet laterWritten = new BitSet();
    BitSet laterUsed = new BitSet();
    second.forEach(i -> registers(i, laterWritten, laterUsed));
    return !written.intersects(laterWritten)
        && !written.intersects(laterUsed)
        && !used.intersects(laterWritten);
  }

  /** Adds the registers that the instruction writes, and those that it uses. */
  static void registers(Instruction instruction, BitSet written, BitSet used) {
    if (instruction instanceof Access a) {
      a.cell().index().ifPresent((Expr i) -> i.collect(used));
    }
    switch (instruction) {
      case Load i -> written.set(i.register());
      case Store i -> i.value().collect(used);
      case CompareAndExchange i -> {
        written.set(i.register());
        i.succeeded().ifPresent(written::set);
        i.expected().collect(used);
        i.update().collect(used);
      }
      case Exchange i -> {
        written.set(i.register());
        i.value().collect(used);
      }
      case FetchAdd i -> {
        written.set(i.register());
        i.delta().collect(used);
      }
      case Assign i -> {
        written.set(i.register());
        i.value().collect(used);
      }
      case Branch i -> i.condition().collect(used);
      case Assert i -> i.condition().collect(used);
      default -> {
        // Jumps and fences touch no register; a choice ends the piece that it stands in.
      }
    }
  }
}
