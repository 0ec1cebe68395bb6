package lab.memorymodel.compiler;

import java.util.BitSet;
import java.util.List;
import lab.memorymodel.Instruction;
import lab.memorymodel.Program.Line;

/** Which registers are still set by what lies ahead of each line of a thread. */
public final class Ahead {
  private final BitSet[] set;

  public Ahead(List<Line> lines) {
    set = new BitSet[lines.size() + 1];
    for (int i = 0; i <= lines.size(); i++) {
      set[i] = new BitSet();
    }
    boolean grows = true;
    while (grows) {
      grows = false;
      for (int i = lines.size() - 1; i >= 0; i--) {
        int before = set[i].cardinality();
        addOwn(lines.get(i).instruction(), set[i]);
        for (int next : Jumps.after(lines.get(i).instruction(), i)) {
          set[i].or(set[next]);
        }
        grows |= set[i].cardinality() > before;
      }
    }
  }

  /** Whether the line, or one that may come after it, sets the register. */
  public boolean sets(int line, int register) {
    return set[line].get(register);
  }

  private static void addOwn(Instruction instruction, BitSet registers) {
    switch (instruction) {
      case Instruction.Load i -> registers.set(i.register());
      case Instruction.Exchange i -> registers.set(i.register());
      case Instruction.FetchAdd i -> registers.set(i.register());
      case Instruction.Assign i -> registers.set(i.register());
      case Instruction.CompareAndExchange i -> {
        registers.set(i.register());
        i.succeeded().ifPresent(registers::set);
      }
      default -> {
        // Sets none.
      }
    }
  }
}
