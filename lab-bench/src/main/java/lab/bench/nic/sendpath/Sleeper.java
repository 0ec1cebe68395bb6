package lab.bench.nic.sendpath;

import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A thread that sleeps until it is asked, answers, and sleeps again. */
@State(Scope.Benchmark)
public class Sleeper {
  private volatile long asked;
  private volatile long answered;
  private volatile boolean closed;
  private volatile Thread asker;
  private Thread thread;

  @Setup(Level.Trial)
  public void start() {
    thread = Thread.ofPlatform().name("sleeper").daemon().start(this::answer);
  }

  @TearDown(Level.Trial)
  public void close() throws InterruptedException {
    closed = true;
    LockSupport.unpark(thread);
    thread.join();
  }

  /** Wakes the sleeper and sleeps until it has answered. */
  long thereAndBack() {
    asker = Thread.currentThread();
    long question = asked + 1;
    asked = question;
    LockSupport.unpark(thread);
    while (answered != question) {
      LockSupport.park(this);
    }
    return question;
  }

  private void answer() {
    while (!closed) {
      if (asked == answered) {
        LockSupport.park(this);
      } else {
        answered = asked;
        LockSupport.unpark(asker);
      }
    }
  }
}
