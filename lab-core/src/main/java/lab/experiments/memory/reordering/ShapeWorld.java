package lab.experiments.memory.reordering;

import java.util.stream.Stream;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Access;
import lab.memorymodel.Instruction.Branch;
import lab.memorymodel.litmus.LitmusTest;
import lab.memorymodel.litmus.Shapes;

/** How much there is in a shape: its threads, and how often each of their accesses is done. */
final class ShapeWorld {
  private ShapeWorld() {}

  static String of(LitmusTest test) {
    int threads = test.program().threads().size();
    long accesses = instructions(test).filter(Access.class::isInstance).count();
    return threads + " threads with " + accesses + " accesses, each done " + howOften(test);
  }

  private static String howOften(LitmusTest test) {
    if (test.name().equals(Shapes.SPINNING_MP)) {
      return "once but for the wait";
    }
    // What stands behind a branch may be passed by.
    return instructions(test).anyMatch(Branch.class::isInstance) ? "at most once" : "once";
  }

  private static Stream<Instruction> instructions(LitmusTest test) {
    return test.program().threads().stream()
        .flatMap(t -> t.lines().stream())
        .map(l -> l.instruction());
  }
}
