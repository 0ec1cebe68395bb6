package lab.bench.nic.napi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.ring.SpscLongRing;

/**
 * Bursts of messages to a thread that sleeps in between: woken for every message, or woken once and
 * left to drain the ring until it is empty, as NAPI does. Counts the signals that are sent for a
 * million messages (one each is a million by construction), and tells the time of a message.
 *
 * <p>Argument: {@code --millis=N}.
 */
public final class WakeUpsLive {
  private static final int BURST = 64;
  private static final int ROUNDS = 7;
  private static final long PAUSE_NANOS = 20_000;
  private static final VarHandle ARMED = armed();

  private final SpscLongRing ring = new SpscLongRing(1024);
  private final Semaphore each = new Semaphore(0);
  private volatile boolean ended;
  private long wakeUps;
  private long messages;

  @SuppressWarnings("unused") // through ARMED
  private int armed;

  private WakeUpsLive() {}

  private static VarHandle armed() {
    try {
      return MethodHandles.lookup().findVarHandle(WakeUpsLive.class, "armed", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    long millis = LiveAnswers.millis(args, 3000);
    long round = Math.max(20, millis / (2 * (ROUNDS + 1)));
    double[] drain = new double[ROUNDS];
    double[] item = new double[ROUNDS];
    double[] drainNanos = new double[ROUNDS];
    double[] itemNanos = new double[ROUNDS];
    // The first round of each warms up.
    for (int i = -1; i < ROUNDS; i++) {
      WakeUpsLive drained = new WakeUpsLive();
      WakeUpsLive single = new WakeUpsLive();
      double d = drained.run(true, round);
      double s = single.run(false, round);
      if (i >= 0) {
        drain[i] = drained.perMillion();
        item[i] = single.perMillion();
        drainNanos[i] = d;
        itemNanos[i] = s;
      }
    }
    answers.score("drain", "signals per million messages", drain);
    answers.score("per item", "signals per million messages", item);
    answers.score("drain, time", "ns", drainNanos);
    answers.score("per item, time", "ns", itemNanos);
  }

  private double perMillion() {
    return 1e6 * wakeUps / messages;
  }

  /** Returns the nanoseconds of a message, pauses between bursts not counted. */
  private double run(boolean drains, long millis) throws InterruptedException {
    Thread consumer = Thread.ofPlatform().daemon().start(drains ? this::drain : this::takeEach);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long busy = 0;
    while (System.nanoTime() < deadline) {
      long start = System.nanoTime();
      for (int i = 0; i < BURST; i++) {
        while (!ring.offer(messages)) {
          Thread.onSpinWait();
        }
        messages++;
        wake(drains, consumer);
      }
      while (ring.size() > 0) {
        Thread.onSpinWait();
      }
      busy += System.nanoTime() - start;
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    ended = true;
    each.release();
    LockSupport.unpark(consumer);
    consumer.join();
    return (double) busy / messages;
  }

  private void wake(boolean drains, Thread consumer) {
    if (!drains) {
      wakeUps++;
      each.release();
      return;
    }
    // The full fence of the device's side: the message first, then the look at the line.
    VarHandle.fullFence();
    if ((int) ARMED.getOpaque(this) == 1 && ARMED.compareAndSet(this, 1, 0)) {
      wakeUps++;
      LockSupport.unpark(consumer);
    }
  }

  private void takeEach() {
    while (true) {
      each.acquireUninterruptibly();
      if (ended && ring.isEmpty()) {
        return;
      }
      ring.poll(0);
    }
  }

  private void drain() {
    while (!ended) {
      while (!ring.isEmpty()) {
        ring.poll(0);
      }
      // Volatile: arms before it looks again; pairs with the fence in wake().
      ARMED.setVolatile(this, 1);
      VarHandle.fullFence();
      if (ring.isEmpty() && !ended) {
        LockSupport.park(this);
      }
      ARMED.setVolatile(this, 0);
    }
  }
}
