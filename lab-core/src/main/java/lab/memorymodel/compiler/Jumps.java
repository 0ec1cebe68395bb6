package lab.memorymodel.compiler;

import java.util.List;
import java.util.function.IntUnaryOperator;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Branch;
import lab.memorymodel.Instruction.Choose;
import lab.memorymodel.Instruction.Jump;

/** Where a thread may go on other than at its next line. */
final class Jumps {
  private Jumps() {}

  /** The line that a branch or a jump goes to; -1 for everything else, choices included. */
  static int target(Instruction instruction) {
    return switch (instruction) {
      case Branch b -> b.target();
      case Jump j -> j.target();
      default -> -1;
    };
  }

  /** The lines at which a thread may go on after this one, which is number {@code line}. */
  static List<Integer> after(Instruction instruction, int line) {
    return switch (instruction) {
      case Branch b -> List.of(line + 1, b.target());
      case Jump j -> List.of(j.target());
      case Choose c -> c.ways().stream().map(Choose.Way::target).distinct().toList();
      default -> List.of(line + 1);
    };
  }

  /** Whether it ends a straight piece of code. */
  static boolean control(Instruction instruction) {
    return target(instruction) >= 0 || instruction instanceof Choose;
  }

  /** Whether it may go to a line of the range, the end excluded. */
  static boolean into(Instruction instruction, int from, int to) {
    int target = target(instruction);
    return (target >= from && target < to)
        || (instruction instanceof Choose c
            && c.ways().stream().anyMatch(w -> w.target() >= from && w.target() < to));
  }

  /** The same instruction, going to other lines. */
  static Instruction retarget(Instruction instruction, IntUnaryOperator target) {
    return switch (instruction) {
      case Branch b -> new Branch(b.condition(), target.applyAsInt(b.target()));
      case Jump j -> new Jump(target.applyAsInt(j.target()));
      case Choose c ->
          new Choose(
              c.ways().stream()
                  .map(w ->
                      new Choose.Way(
                          w.verb(),
                          w.arg(),
                          w.guard(),
                          target.applyAsInt(w.target()),
                          w.otherwise()))
                  .toList());
      default -> instruction;
    };
  }
}
