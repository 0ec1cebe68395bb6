package lab.stress.nic.descriptorring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A descriptor and its doorbell. The device, as real ones do, has fetched the descriptor once
 * before, when it was still empty: nothing is easier for a compiler than to let it keep what it
 * read then.
 *
 * <p>On x86-64 neither the CPU nor HotSpot shows the weak outcome in any mode but plain: in {@link
 * Plain} it is the compiler that breaks it.
 */
public class DoorbellStress {
  private static final VarHandle TAIL = tail();

  private static VarHandle tail() {
    try {
      return MethodHandles.lookup().findVarHandle(Shared.class, "tail", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The length of a descriptor, 0 until it is written, and a tail register. */
  abstract static class Shared {
    int length;

    @SuppressWarnings("unused") // also through TAIL
    int tail;
  }

  /** Modes that let the doorbell come before its descriptor. */
  @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "No doorbell yet.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Empty, then the doorbell and the descriptor.")
  @Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "The descriptor before its doorbell.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "There both times.")
  @Outcome(
      id = "0, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "The doorbell, and the slot as it was.")
  abstract static class Weak extends Shared {}

  /** Modes in which the descriptor is there with its doorbell. */
  @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "No doorbell yet.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Empty, then the doorbell and the descriptor.")
  @Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "The descriptor before its doorbell.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "There both times.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "The doorbell, and the slot as it was.")
  abstract static class Strong extends Shared {}

  /**
   * Plain stores and loads. Seen 8 times in 2.1 million, 3 s, on a busy virtual machine with two
   * CPUs.
   */
  @JCStressTest
  @State
  public static class Plain extends Weak {
    @Actor
    public void driver() {
      length = 1;
      tail = 1;
    }

    @Actor
    public void device(II_Result r) {
      r.r1 = length;
      r.r2 = tail == 1 ? length : -1;
    }
  }

  /** Allowed by Java; never seen on x86-64. */
  @JCStressTest
  @State
  public static class Opaque extends Weak {
    @Actor
    public void driver() {
      length = 1;
      TAIL.setOpaque(this, 1);
    }

    @Actor
    public void device(II_Result r) {
      r.r1 = length;
      r.r2 = (int) TAIL.getOpaque(this) == 1 ? length : -1;
    }
  }

  /** The doorbell is a release store, the device reads it with acquire. */
  @JCStressTest
  @State
  public static class AcquireRelease extends Strong {
    @Actor
    public void driver() {
      length = 1;
      TAIL.setRelease(this, 1);
    }

    @Actor
    public void device(II_Result r) {
      r.r1 = length;
      r.r2 = (int) TAIL.getAcquire(this) == 1 ? length : -1;
    }
  }

  /** More than a doorbell needs. */
  @JCStressTest
  @State
  public static class Volatile extends Strong {
    @Actor
    public void driver() {
      length = 1;
      TAIL.setVolatile(this, 1);
    }

    @Actor
    public void device(II_Result r) {
      r.r1 = length;
      r.r2 = (int) TAIL.getVolatile(this) == 1 ? length : -1;
    }
  }

  /** An opaque doorbell behind a write barrier, to a device that is in order. */
  @JCStressTest
  @State
  public static class Barrier extends Strong {
    @Actor
    public void driver() {
      length = 1;
      VarHandle.releaseFence();
      TAIL.setOpaque(this, 1);
    }

    @Actor
    public void device(II_Result r) {
      r.r1 = length;
      r.r2 = (int) TAIL.getAcquire(this) == 1 ? length : -1;
    }
  }
}
