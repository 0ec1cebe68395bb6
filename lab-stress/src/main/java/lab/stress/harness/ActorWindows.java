package lab.stress.harness;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.CounterThread;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.SpinLoopStyle;
import org.openjdk.jcstress.util.Counter;

/**
 * Runs a test whose actors race over many states, in many short windows.
 *
 * <p>Each window has threads and states of its own and another stride, because which stride shows a
 * race best differs from race to race by orders of magnitude. The first windows are the shortest:
 * what shows at once is reported at once.
 */
final class ActorWindows {
  private static final int FIRST_WINDOW_MILLIS = 20;
  private static final int LONGEST_WINDOW_MILLIS = 160;
  private static final int[] STRIDES = {64, 16, 256, 1024, 32, 4};

  /** At a barrier a descheduled partner may cost a time slice, so a pass has only so many. */
  private static final int MOST_BARRIERS = 16;

  /**
   * Two actors that really run at the same time manage tens of thousands of states a millisecond, a
   * hundred even in the interpreter; below this they wait for each other's time slices.
   */
  private static final int CROWDED_BELOW_PER_MILLI = 100;

  /** How many windows give way at the barriers before the next tries to spin again. */
  private static final int WINDOWS_TO_GIVE_WAY = 3;

  /** Actors come back within a pass; this is a thousand times that, even on a busy machine. */
  private static final long PATIENCE_MILLIS = 10_000;

  private final TestInfo test;
  private final boolean timeSliced;
  private final Tally tally;
  private int giveWay;

  /**
   * @param timeSliced whether there are more actors than CPUs: then they give way at every barrier
   */
  ActorWindows(TestInfo test, boolean timeSliced, Tally tally) {
    this.test = test;
    this.timeSliced = timeSliced;
    this.tally = tally;
  }

  void run(long millis) throws Exception {
    int window = FIRST_WINDOW_MILLIS;
    for (int i = 0; tally.millis() < millis; i++) {
      int left = (int) Math.max(1, Math.min(window, millis - tally.millis()));
      window(left, STRIDES[i % STRIDES.length]);
      tally.report();
      window = Math.min(LONGEST_WINDOW_MILLIS, window * 2);
    }
  }

  /**
   * Actors that spin at the barriers meet most closely, but on a machine that is busy with other
   * work they burn the very CPU that the partner needs; then a few windows give way instead.
   */
  private void window(int millis, int stride) throws Exception {
    boolean yields = timeSliced || giveWay > 0;
    ForkedTestConfig config =
        Configs.window(
            test.generatedRunner(),
            yields ? SpinLoopStyle.THREAD_YIELD : SpinLoopStyle.THREAD_SPIN_WAIT,
            millis,
            stride,
            MOST_BARRIERS);
    Counter<?> seen = collect(Configs.runner(config));
    boolean slow = seen.totalCount() < (long) CROWDED_BELOW_PER_MILLI * millis;
    giveWay = giveWay > 0 ? giveWay - 1 : slow ? WINDOWS_TO_GIVE_WAY : 0;
    tally.add(seen, !timeSliced && (yields || slow));
  }

  /**
   * One window: the runner starts the actors, sleeps and tells them to stop. Its own {@code run()}
   * would first estimate its memory, which takes longer than the window.
   */
  private <R> Counter<R> collect(Runner<R> runner) throws Exception {
    List<CounterThread<R>> actors = runner.internalRun();
    long patience = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    List<String> hung = new ArrayList<>();
    Counter<R> seen = new Counter<>();
    for (CounterThread<R> actor : actors) {
      actor.join(Math.max(1, (patience - System.nanoTime()) / 1_000_000));
      if (actor.throwable() != null) {
        throw new IllegalStateException("an actor failed: " + actor.throwable(), actor.throwable());
      }
      if (actor.isAlive()) {
        hung.add(actor.getName());
      } else {
        seen.merge(actor.result());
      }
    }
    if (!hung.isEmpty()) {
      throw new DirectRunner.ActorHung(hung);
    }
    return seen;
  }
}
