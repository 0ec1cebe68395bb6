package lab.stress.memory.rcu;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import lab.concurrent.reclaim.EpochDomain;
import lab.concurrent.reclaim.EpochReader;
import lab.concurrent.reclaim.PinFence;
import lab.concurrent.reclaim.Slab;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** The reader pins as it should, but the writer poisons as soon as it has unlinked. */
@JCStressTest
@Outcome(id = "42", expect = ACCEPTABLE, desc = "Read before it was unlinked.")
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Unlinked.")
@Outcome(id = "-1", expect = ACCEPTABLE_INTERESTING, desc = "Read after it was freed.")
@State
public class FreeNow {
  private static final VarHandle POINTER = field("pointer");
  private static final VarHandle TARGET = field("target");
  private static final Slab NO_BLOCKS = new Slab(Arena.global(), 1, 1);

  private final EpochReader reader = new EpochDomain(NO_BLOCKS, 1, 1, PinFence.READER).reader();

  @SuppressWarnings("UnusedVariable") // through POINTER
  private long pointer = 1;

  @SuppressWarnings("UnusedVariable") // through TARGET
  private long target = 42;

  @Actor
  public void reader(J_Result r) {
    reader.pin();
    r.r1 = (long) POINTER.getAcquire(this) == 0 ? 0 : (long) TARGET.getOpaque(this);
    reader.unpin();
  }

  @Actor
  public void writer() {
    POINTER.setRelease(this, 0L);
    TARGET.setOpaque(this, -1L);
  }

  private static VarHandle field(String name) {
    try {
      return MethodHandles.lookup().findVarHandle(FreeNow.class, name, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
