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
 * A received payload and its DD bit. The driver has looked into the buffer before: a prefetch, or
 * what the compiler makes of one. On x86-64 only {@link Plain} shows it, and what breaks there is
 * the compiler; the CPU keeps the order of loads.
 */
public class PayloadStress {
  private static final VarHandle DD = dd();

  private static VarHandle dd() {
    try {
      return MethodHandles.lookup().findVarHandle(Shared.class, "dd", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A buffer, 0 until the frame is in it, and its status. */
  abstract static class Shared {
    int payload;

    @SuppressWarnings("unused") // also through DD
    int dd;
  }

  /** Modes that let DD come before its payload. */
  @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "No frame yet.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Nothing, then the frame.")
  @Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "The frame before its DD.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "There both times.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "DD, and the buffer as it was.")
  abstract static class Weak extends Shared {}

  /** Modes in which the payload is there with its DD. */
  @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "No frame yet.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Nothing, then the frame.")
  @Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "The frame before its DD.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "There both times.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "DD, and the buffer as it was.")
  abstract static class Strong extends Shared {}

  /**
   * Plain stores and loads. Seen 3 times in 3.2 million, 3 s, on a busy virtual machine with two
   * CPUs.
   */
  @JCStressTest
  @State
  public static class Plain extends Weak {
    @Actor
    public void device() {
      payload = 1;
      dd = 1;
    }

    @Actor
    public void driver(II_Result r) {
      r.r1 = payload;
      r.r2 = dd == 1 ? payload : -1;
    }
  }

  /** Allowed by Java; never seen on x86-64. */
  @JCStressTest
  @State
  public static class Opaque extends Weak {
    @Actor
    public void device() {
      payload = 1;
      DD.setRelease(this, 1);
    }

    @Actor
    public void driver(II_Result r) {
      r.r1 = payload;
      r.r2 = (int) DD.getOpaque(this) == 1 ? payload : -1;
    }
  }

  /** The driver reads DD with acquire. */
  @JCStressTest
  @State
  public static class AcquireRelease extends Strong {
    @Actor
    public void device() {
      payload = 1;
      DD.setRelease(this, 1);
    }

    @Actor
    public void driver(II_Result r) {
      r.r1 = payload;
      r.r2 = (int) DD.getAcquire(this) == 1 ? payload : -1;
    }
  }

  /** More than DD needs. */
  @JCStressTest
  @State
  public static class Volatile extends Strong {
    @Actor
    public void device() {
      payload = 1;
      DD.setVolatile(this, 1);
    }

    @Actor
    public void driver(II_Result r) {
      r.r1 = payload;
      r.r2 = (int) DD.getVolatile(this) == 1 ? payload : -1;
    }
  }

  /** An opaque read of DD, and a read barrier before the payload. */
  @JCStressTest
  @State
  public static class ReadBarrier extends Strong {
    @Actor
    public void device() {
      payload = 1;
      DD.setRelease(this, 1);
    }

    @Actor
    public void driver(II_Result r) {
      r.r1 = payload;
      int done = (int) DD.getOpaque(this);
      VarHandle.acquireFence();
      r.r2 = done == 1 ? payload : -1;
    }
  }
}
