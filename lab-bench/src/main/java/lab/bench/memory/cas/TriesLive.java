package lab.bench.memory.cas;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.counter.CasCounter;
import lab.host.Affinity;
import lab.host.Cpus;

/**
 * How many attempts an increment of {@link CasCounter} takes: by one thread, by two that are pinned
 * to CPUs of their own, and by two that back off. Counts, and times nothing.
 *
 * <p>Each window is also a question to the hardware: a compare-and-set that fails although nobody
 * else has succeeded would show as more failures of one thread than successes of the other.
 */
public final class TriesLive {
  private static final long WINDOW_MILLIS = 40;
  private static final long MILLIS_UNTOLD = 2_000;

  private static final String PAID = "paid";
  private static final String VAIN = "vain";

  private TriesLive() {}

  /** What one thread did in a window. */
  record Share(long successes, long failures) {}

  /** A kind of window, and what its threads have done so far. */
  static final class Tries {
    private final String name;
    private long successes;
    private long failures;

    Tries(String name) {
      this.name = name;
    }

    void add(Share share) {
      successes += share.successes();
      failures += share.failures();
    }

    /** {@code 1.63}; null while nothing has succeeded. */
    String perSuccess() {
      return successes == 0
          ? null
          : String.format(Locale.ROOT, "%.2f", 1 + (double) failures / successes);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    Optional<Cpus.Pair> cpus = Cpus.ofThisMachine().pair();
    if (cpus.isEmpty()) {
      answers.unavailable("two threads cannot run at the same time here: nobody disturbs the loop");
      return;
    }
    long until =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LiveAnswers.millis(args, MILLIS_UNTOLD));
    Tries alone = new Tries("tries per success, one thread");
    Tries two = new Tries("tries per success, two threads");
    Tries backOff = new Tries("tries per success, two threads and back-off");
    long paid = 0;
    long vain = 0;
    int round = 0;
    do {
      Share single = window(new CasCounter(0), new int[] {cpus.get().first()})[0];
      Share[] pair = window(new CasCounter(0), cpus.get());
      Share[] polite = window(new CasCounter(64), cpus.get());
      // The first round ran before the code was compiled.
      if (round++ > 0) {
        alone.add(single);
        for (int i = 0; i < 2; i++) {
          two.add(pair[i]);
          backOff.add(polite[i]);
        }
      }
      long inVain = vain(single, new Share(0, 0));
      inVain += vain(pair[0], pair[1]) + vain(pair[1], pair[0]);
      inVain += vain(polite[0], polite[1]) + vain(polite[1], polite[0]);
      vain += inVain;
      paid += 5 - inVain;
      answers.outcome(PAID, paid);
      answers.outcome(VAIN, vain);
    } while (System.nanoTime() < until);
    for (Tries kind : new Tries[] {alone, two, backOff}) {
      answers.value(kind.name, kind.perSuccess());
    }
  }

  /** 1 if the thread has failed more often than the other has succeeded. */
  static int vain(Share mine, Share others) {
    return mine.failures() > others.successes() ? 1 : 0;
  }

  private static Share[] window(CasCounter counter, Cpus.Pair cpus) throws InterruptedException {
    return window(counter, new int[] {cpus.first(), cpus.second()});
  }

  private static Share[] window(CasCounter counter, int[] cpus) throws InterruptedException {
    return window(() -> counter.update(v -> v + 1), counter::get, cpus);
  }

  /**
   * What each thread did while the window was open.
   *
   * @param increment adds one and says how many attempts failed
   * @param sum what all have added
   */
  static Share[] window(IntSupplier increment, LongSupplier sum, int[] cpus)
      throws InterruptedException {
    Window window = new Window(increment, cpus.length);
    Thread[] threads = new Thread[cpus.length];
    for (int i = 0; i < cpus.length; i++) {
      int me = i;
      threads[i] = Thread.ofPlatform().daemon().start(() -> window.work(me, cpus[me]));
    }
    Thread.sleep(WINDOW_MILLIS);
    window.over = true;
    for (Thread thread : threads) {
      thread.join();
    }
    long all = 0;
    for (Share share : window.shares) {
      all += share.successes();
    }
    if (sum.getAsLong() != all) {
      throw new IllegalStateException(
          "%,d increments have made %,d".formatted(all, sum.getAsLong()));
    }
    return window.shares;
  }

  /** Threads that increment one counter until the window is over. */
  private static final class Window {
    private final IntSupplier increment;
    private final Share[] shares;
    private volatile boolean over;

    Window(IntSupplier increment, int threads) {
      this.increment = increment;
      shares = new Share[threads];
    }

    void work(int me, int cpu) {
      Affinity.pin(cpu);
      long successes = 0;
      long failures = 0;
      while (!over) {
        failures += increment.getAsInt();
        successes++;
      }
      shares[me] = new Share(successes, failures);
    }
  }
}
