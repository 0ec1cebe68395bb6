package lab.stress.harness;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Tests whose outcomes are known beforehand, for the tests of the runner. */
public final class SampleTests {
  private SampleTests() {}

  /** Two plain increments: one of them gets lost. */
  @JCStressTest
  @Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "an update is lost")
  @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both counted")
  @State
  public static class LostUpdate {
    int count;

    @Actor
    public void one() {
      count++;
    }

    @Actor
    public void two() {
      count++;
    }

    @Arbiter
    public void after(I_Result r) {
      r.r1 = count;
    }
  }

  /** The broken twin's other half: under a lock nothing gets lost. */
  @JCStressTest
  @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both counted")
  @State
  public static class LockedUpdate {
    private int count;

    @Actor
    public synchronized void one() {
      count++;
    }

    @Actor
    public synchronized void two() {
      count++;
    }

    @Arbiter
    public void after(I_Result r) {
      r.r1 = count;
    }
  }

  /** Three actors: more than the two CPUs that the test grants. */
  @JCStressTest
  @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "each ran")
  @State
  public static class ThreeActors {
    @Actor
    public void one(III_Result r) {
      r.r1 = 1;
    }

    @Actor
    public void two(III_Result r) {
      r.r2 = 1;
    }

    @Actor
    public void three(III_Result r) {
      r.r3 = 1;
    }
  }

  /** A plain spin: the compiler hoists the read and the loop never ends. */
  @JCStressTest(Mode.Termination)
  @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "ended")
  @Outcome(id = "STALE", expect = Expect.ACCEPTABLE_INTERESTING, desc = "never ends")
  @State
  public static class PlainSpin {
    boolean ready;

    @Actor
    public void spin() {
      while (!ready) {
        // Nothing in here makes the compiler read the field again.
      }
    }

    @Signal
    public void signal() {
      ready = true;
    }
  }

  /** A volatile spin always ends. */
  @JCStressTest(Mode.Termination)
  @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "ended")
  @Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "never ends")
  @State
  public static class VolatileSpin {
    volatile boolean ready;

    @Actor
    public void spin() {
      while (!ready) {
        Thread.onSpinWait();
      }
    }

    @Signal
    public void signal() {
      ready = true;
    }
  }

  /** An actor that fails: the harness must say so instead of counting nothing. */
  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "never reached")
  @State
  public static class Failing {
    @Actor
    public void fail() {
      throw new IllegalStateException("on purpose");
    }

    @Actor
    public void fine(I_Result r) {
      r.r1 = 1;
    }
  }

  /** Talks on standard output, which belongs to the protocol. */
  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "talked")
  @State
  public static class Talkative {
    private static boolean said;

    @Actor
    public void talk(I_Result r) {
      if (!said) {
        said = true;
        System.out.println("noise that must not reach the parent");
      }
      r.r1 = 1;
    }

    @Actor
    public void listen() {}
  }
}
