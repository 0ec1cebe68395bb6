package lab.stress.cpu.mesi;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One variable, written once by a thread and read twice by another. Caches that are coherent never
 * let the second read be older than the first. A compiler may: the two names by which the reader
 * knows the variable may be of different variables for all that it can tell, and then plain reads
 * of them have no order.
 */
public class OneVariableStress {

  /** The variable. */
  static final class Cell {
    static final VarHandle VALUE =
        ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "value", VarHandle.class, Cell.class, int.class);

    int value;
    int trap;
  }

  /** Two names of one variable. */
  abstract static class Shared {
    final Cell cell = new Cell();
    final Cell again = cell;
  }

  /** Reads that may not pass each other: what is left is what the caches do. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both reads before the write.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The write came between them.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both reads behind the write.")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The second read is older than the first.")
  @State
  public static class Opaque extends Shared {
    @Actor
    public void writer() {
      // Opaque is all that is asked for: one variable has one order of writes for all threads.
      Cell.VALUE.setOpaque(cell, 1);
    }

    @Actor
    public void reader(II_Result r) {
      Cell one = cell;
      Cell other = again;
      one.trap = 0;
      other.trap = 0;
      r.r1 = (int) Cell.VALUE.getOpaque(one);
      r.r2 = (int) Cell.VALUE.getOpaque(other);
    }
  }

  /** The broken twin: plain reads, which a compiler may turn round. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both reads before the write.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The write came between them.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both reads behind the write.")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The second read is older than the first.")
  @State
  public static class Plain extends Shared {
    @Actor
    public void writer() {
      cell.value = 1;
    }

    @Actor
    public void reader(II_Result r) {
      Cell one = cell;
      Cell other = again;
      // Null checks come first, so that nothing stands between the two loads.
      one.trap = 0;
      other.trap = 0;
      r.r1 = one.value;
      r.r2 = other.value;
    }
  }
}
