package lab.stress.memory.rcu;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

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

/**
 * Pin against retire: the reader pins, loads the pointer and reads what it finds there; the writer
 * unlinks and, as soon as the domain lets it, poisons. A callback poisons instead of the slab, so
 * that a state costs no memory outside the heap.
 */
public class EpochPinStress {
  private static final VarHandle POINTER = field(Shared.class, "pointer");
  private static final VarHandle TARGET = field(Shared.class, "target");
  private static final VarHandle EPOCH = field(NoFence.class, "epoch");

  /** Domains want one; these tests free nothing in it. */
  private static final Slab NO_BLOCKS = new Slab(Arena.global(), 1, 1);

  /** What reader and writer of every variant share: a pointer that is 1 or null, and its target. */
  abstract static class Shared {
    long pointer = 1;
    long target = 42;

    /** R3. */
    final long follow() {
      return (long) POINTER.getAcquire(this) == 0 ? 0 : (long) TARGET.getOpaque(this);
    }

    final void unlink() {
      POINTER.setRelease(this, 0L);
    }

    final void poison() {
      TARGET.setOpaque(this, -1L);
    }
  }

  /** The domain that ships. */
  abstract static class Shipped extends Shared {
    private final EpochDomain domain;
    private final EpochReader reader;

    Shipped(PinFence fence) {
      domain = new EpochDomain(NO_BLOCKS, 1, 1, fence);
      reader = domain.reader();
    }

    final long read() {
      reader.pin();
      long seen = follow();
      reader.unpin();
      return seen;
    }

    final void replace() {
      unlink();
      domain.defer(this::poison);
      domain.poll();
    }
  }

  /** A full fence in the pin. */
  @JCStressTest
  @Outcome(id = "42", expect = ACCEPTABLE, desc = "Read before it was unlinked.")
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "Unlinked.")
  @Outcome(id = "-1", expect = FORBIDDEN, desc = "Read after it was freed.")
  @State
  public static class ReaderFence extends Shipped {
    public ReaderFence() {
      super(PinFence.READER);
    }

    @Actor
    public void reader(J_Result r) {
      r.r1 = read();
    }

    @Actor
    public void writer() {
      replace();
    }
  }

  /** membarrier on the writer's side, nothing in the pin; with a fence where there is none. */
  @JCStressTest
  @Outcome(id = "42", expect = ACCEPTABLE, desc = "Read before it was unlinked.")
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "Unlinked.")
  @Outcome(id = "-1", expect = FORBIDDEN, desc = "Read after it was freed.")
  @State
  public static class WriterFence extends Shipped {
    public WriterFence() {
      super(PinFence.WRITER);
    }

    @Actor
    public void reader(J_Result r) {
      r.r1 = read();
    }

    @Actor
    public void writer() {
      replace();
    }
  }

  /**
   * The broken twin: the same steps with release and acquire, and no full fence on either side.
   * Seen 389 times in 9.9 million, 4 s, on a busy virtual machine with two Zen 4 CPUs.
   */
  @JCStressTest
  @Outcome(id = "42", expect = ACCEPTABLE, desc = "Read before it was unlinked.")
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "Unlinked.")
  @Outcome(id = "-1", expect = ACCEPTABLE_INTERESTING, desc = "Read after it was freed.")
  @State
  public static class NoFence extends Shared {
    long epoch;

    @Actor
    public void reader(J_Result r) {
      EPOCH.setRelease(this, 1L);
      r.r1 = follow();
      EPOCH.setRelease(this, 2L);
    }

    @Actor
    public void writer() {
      unlink();
      if (((long) EPOCH.getAcquire(this) & 1) == 0) {
        poison();
      }
    }
  }

  private static VarHandle field(Class<?> owner, String name) {
    try {
      return MethodHandles.lookup().findVarHandle(owner, name, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
