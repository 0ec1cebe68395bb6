package lab.memorymodel.engine;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.Instruction;
import lab.memorymodel.Program;
import lab.memorymodel.compiler.Loops;
import lab.memorymodel.messages.MemoryShape;
import lab.memorymodel.messages.Traits;
import lab.memorymodel.messages.Use;

/** What the code of a program says of its use of memory, before anything runs. */
final class MemoryUses {
  private MemoryUses() {}

  static MemoryShape shape(Program program) {
    return new MemoryShape(program.threads().size(), program.cells().size());
  }

  static Traits traits(Program program) {
    List<Use> uses = new ArrayList<>();
    for (int t = 0; t < program.threads().size(); t++) {
      Program.ThreadCode thread = program.threads().get(t);
      Loops loops = new Loops(thread);
      for (int i = 0; i < thread.lines().size(); i++) {
        boolean again = loops.around(i);
        switch (thread.lines().get(i).instruction()) {
          case Instruction.Access a -> {
            int first = a.cell().base();
            // What an index may reach is not known here: any cell from the base on.
            int end = a.cell().index().isEmpty() ? first + 1 : program.cells().size();
            uses.add(new Use.Access(t, a.mode(), a.reads(), a.writes(), first, end, again));
          }
          case Instruction.Fence f -> uses.add(new Use.Fence(t, f.kind(), again));
          default -> {
            // What is local, and a choice, touches no memory.
          }
        }
      }
    }
    return new Traits(shape(program), uses);
  }
}
