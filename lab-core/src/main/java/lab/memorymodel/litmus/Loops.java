package lab.memorymodel.litmus;

import java.util.List;
import lab.memorymodel.Instruction;
import lab.memorymodel.Program.Line;

/** Finds loops that access no memory: to the models they would be one endless step. */
final class Loops {
  private Loops() {}

  static boolean hasLocalOne(List<Line> lines) {
    for (int begin = 0; begin < lines.size(); begin++) {
      if (returnsTo(begin, begin, lines, new boolean[lines.size()])) {
        return true;
      }
    }
    return false;
  }

  /** Whether some way leads on from {@code at} to {@code begin} over local instructions alone. */
  private static boolean returnsTo(int begin, int at, List<Line> lines, boolean[] seen) {
    int[] next =
        switch (lines.get(at).instruction()) {
          case Instruction.Assign i -> new int[] {at + 1};
          case Instruction.Assert i -> new int[] {at + 1};
          case Instruction.Jump i -> new int[] {i.target()};
          case Instruction.Branch i -> new int[] {i.target(), at + 1};
          default -> new int[0];
        };
    for (int n : next) {
      if (n == begin) {
        return true;
      }
      if (n < lines.size() && !seen[n]) {
        seen[n] = true;
        if (returnsTo(begin, n, lines, seen)) {
          return true;
        }
      }
    }
    return false;
  }
}
