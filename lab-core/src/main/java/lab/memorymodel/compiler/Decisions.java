package lab.memorymodel.compiler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import lab.memorymodel.Instruction;
import lab.memorymodel.Program.ThreadCode;

/**
 * Of which cells a branch decides whether they are written. It does if one of its ways writes the
 * cell for certain, or may, and the other does not so: then no compiler can write it ahead of the
 * branch. A way that may go round in a loop for ever does not write for certain. Only cells that
 * are named directly count.
 */
final class Decisions {
  private enum Fate {
    NEVER,
    PERHAPS,
    CERTAIN
  }

  private final ThreadCode code;
  private final int cells;

  Decisions(ThreadCode code, int cells) {
    this.code = code;
    this.cells = cells;
  }

  /** The lines that the thread may go on at after this one. */
  List<Integer> after(int line) {
    return Jumps.after(instruction(line), line);
  }

  /** The cells that the branch at this line decides on. */
  BitSet by(int line) {
    BitSet decided = new BitSet();
    List<Integer> ways = after(line);
    for (int cell = 0; cell < cells; cell++) {
      int x = cell;
      boolean differ = ways.stream().map(way -> fate(way, x)).distinct().count() > 1;
      decided.set(cell, differ);
    }
    return decided;
  }

  /** Whether the cell is written somewhere from this line on. */
  private Fate fate(int line, int cell) {
    BitSet reached = new BitSet();
    boolean written = reach(line, cell, reached);
    if (!written) {
      return Fate.NEVER;
    }
    boolean avoidable = reached.get(code.lines().size()) || circular(reached, cell);
    return avoidable ? Fate.PERHAPS : Fate.CERTAIN;
  }

  /** Collects the lines that are reached before the cell is written; true if it ever is. */
  private boolean reach(int from, int cell, BitSet reached) {
    boolean written = false;
    List<Integer> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      int line = open.removeLast();
      if (reached.get(line)) {
        continue;
      }
      reached.set(line);
      if (line < code.lines().size()) {
        written |= mayWrite(line, cell);
        if (!writes(line, cell)) {
          open.addAll(after(line));
        }
      }
    }
    return written;
  }

  /** Whether one may go round among these lines without the cell being written. */
  private boolean circular(BitSet lines, int cell) {
    BitSet left = (BitSet) lines.clone();
    boolean shrinks = true;
    while (shrinks) {
      shrinks = false;
      for (int line = left.nextSetBit(0); line >= 0; line = left.nextSetBit(line + 1)) {
        boolean end = line == code.lines().size() || writes(line, cell);
        if (end || after(line).stream().noneMatch(left::get)) {
          left.clear(line);
          shrinks = true;
        }
      }
    }
    return !left.isEmpty();
  }

  /** A compare-and-exchange that fails counts too: no compiler tries one that may not be tried. */
  private boolean writes(int line, int cell) {
    return mayWrite(line, cell)
        && instruction(line) instanceof Instruction.Access a
        && a.cell().index().isEmpty();
  }

  private boolean mayWrite(int line, int cell) {
    return instruction(line) instanceof Instruction.Access a
        && a.writes()
        && (a.cell().index().isPresent() ? a.cell().base() <= cell : a.cell().base() == cell);
  }

  private Instruction instruction(int line) {
    return code.lines().get(line).instruction();
  }
}
