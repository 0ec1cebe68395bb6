package lab.stress.nic.napi;

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
 * The re-arming with its re-check, against a packet: the kernel arms the line and looks at DD, the
 * device writes DD and looks at the line. If neither sees the other, the packet waits for the next
 * one. First result: whether the device interrupts; second: whether the kernel finds the packet.
 *
 * <p>The device is as strong as its bus in every variant; the mode is the kernel's. The x86-64
 * store buffer shows the loss in every mode that lets a load pass an earlier store, and what is
 * asked here is which modes those are: {@link Plain}, {@link Opaque} and {@link AcquireRelease},
 * not {@link Volatile} and {@link FullFence}.
 */
public class RearmStress {
  private static final VarHandle ARMED = field("armed");
  private static final VarHandle DD = field("dd");

  private static VarHandle field(String name) {
    try {
      return MethodHandles.lookup().findVarHandle(Shared.class, name, int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The line, masked, and a ring of one descriptor. */
  abstract static class Shared {
    @SuppressWarnings("unused") // also through ARMED
    int armed;

    @SuppressWarnings("unused") // also through DD
    int dd;

    final int receive() {
      DD.setRelease(this, 1);
      VarHandle.fullFence();
      return (int) ARMED.getAcquire(this);
    }
  }

  /** Modes that let the look at DD pass the arming. */
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The re-check finds the packet.")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The device interrupts.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Nobody will poll the packet.")
  abstract static class Weak extends Shared {}

  /** Modes in which the look at DD stays behind the arming. */
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The re-check finds the packet.")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The device interrupts.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Nobody will poll the packet.")
  abstract static class Strong extends Shared {}

  /** Plain. Lost 12,289 times in 1.2 million, 3 s, on a busy machine. */
  @JCStressTest
  @State
  public static class Plain extends Weak {
    @Actor
    public void device(II_Result r) {
      r.r1 = receive();
    }

    @Actor
    public void kernel(II_Result r) {
      armed = 1;
      r.r2 = dd;
    }
  }

  /** Opaque. Lost 37,343 times in 3.0 million, likewise. */
  @JCStressTest
  @State
  public static class Opaque extends Weak {
    @Actor
    public void device(II_Result r) {
      r.r1 = receive();
    }

    @Actor
    public void kernel(II_Result r) {
      ARMED.setOpaque(this, 1);
      r.r2 = (int) DD.getOpaque(this);
    }
  }

  /** Release on the arming, acquire on the look. Lost 25,568 times in 6.5 million, likewise. */
  @JCStressTest
  @State
  public static class AcquireRelease extends Weak {
    @Actor
    public void device(II_Result r) {
      r.r1 = receive();
    }

    @Actor
    public void kernel(II_Result r) {
      ARMED.setRelease(this, 1);
      r.r2 = (int) DD.getAcquire(this);
    }
  }

  /** Volatile. */
  @JCStressTest
  @State
  public static class Volatile extends Strong {
    @Actor
    public void device(II_Result r) {
      r.r1 = receive();
    }

    @Actor
    public void kernel(II_Result r) {
      ARMED.setVolatile(this, 1);
      r.r2 = (int) DD.getVolatile(this);
    }
  }

  /** A full fence between release and acquire. */
  @JCStressTest
  @State
  public static class FullFence extends Strong {
    @Actor
    public void device(II_Result r) {
      r.r1 = receive();
    }

    @Actor
    public void kernel(II_Result r) {
      ARMED.setRelease(this, 1);
      VarHandle.fullFence();
      r.r2 = (int) DD.getAcquire(this);
    }
  }
}
