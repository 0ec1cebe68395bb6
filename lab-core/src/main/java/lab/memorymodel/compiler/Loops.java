package lab.memorymodel.compiler;

import java.util.BitSet;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Choose;
import lab.memorymodel.Instruction.Jump;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Local;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.ThreadCode;

/** Which lines of a thread can be executed again. */
public final class Loops {
  private final List<Line> lines;

  /** Per line: the lines that may be executed after it. */
  private final boolean[][] after;

  public Loops(ThreadCode thread) {
    lines = thread.lines();
    after = new boolean[lines.size()][];
    for (int i = 0; i < after.length; i++) {
      after[i] = reachable(i);
    }
  }

  /** Whether line {@code at} can be reached from itself. */
  public boolean around(int at) {
    return after[at][at];
  }

  private boolean[] reachable(int from) {
    boolean[] seen = new boolean[lines.size()];
    int[] stack = new int[lines.size()];
    int size = push(from, seen, stack, 0);
    while (size > 0) {
      size = push(stack[size - 1], seen, stack, size - 1);
    }
    return seen;
  }

  private int push(int line, boolean[] seen, int[] stack, int size) {
    Instruction instruction = lines.get(line).instruction();
    int top = size;
    if (instruction instanceof Choose choose) {
      for (Choose.Way way : choose.ways()) {
        top = visit(way.target(), seen, stack, top);
      }
      return top;
    }
    int target = Jumps.target(instruction);
    if (target >= 0) {
      top = visit(target, seen, stack, top);
    }
    return instruction instanceof Jump ? top : visit(line + 1, seen, stack, top);
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
  public boolean[] hoistable() {
    boolean[] result = new boolean[lines.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] =
          lines.get(i).instruction() instanceof Load load
              && load.mode() == AccessMode.PLAIN
              && around(i)
              && aloneInLoop(i, load);
    }
    return result;
  }

  private boolean aloneInLoop(int at, Load load) {
    BitSet index = new BitSet();
    load.cell().index().ifPresent((Expr i) -> i.collect(index));
    for (int i = 0; i < lines.size(); i++) {
      Instruction other = lines.get(i).instruction();
      boolean inLoop = after[at][i] && after[i][at];
      boolean otherStep = i != at && !(other instanceof Local);
      BitSet written = new BitSet();
      Swaps.registers(other, written, new BitSet());
      if (inLoop && (otherStep || written.intersects(index))) {
        return false;
      }
    }
    return true;
  }
}
