package lab.stress.harness;

import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.SpinLoopStyle;

/**
 * Runs a test of {@code Mode.Termination}: does the actor come to an end once it was signalled?
 *
 * <p>The generated runner waits half a minute before it calls an actor stale. Here it is
 * interrupted earlier, which makes it decide at once: whoever still spins {@value #GRACE_MILLIS} ms
 * after the last signal, a million times what the signal takes to arrive, is stale.
 */
final class TerminationWindows {
  static final int GRACE_MILLIS = 1_500;

  private static final int WINDOW_MILLIS = 100;
  private static final String STALE = "STALE";

  private final TestInfo test;
  private final Tally tally;

  TerminationWindows(TestInfo test, Tally tally) {
    this.test = test;
    this.tally = tally;
  }

  void run(long millis) throws Exception {
    while (tally.millis() < millis && !tally.counts().containsKey(STALE)) {
      tally.add(window().getCounter(), false);
      tally.report();
    }
  }

  private TestResult window() throws Exception {
    Runner<?> runner =
        Configs.runner(
            Configs.window(
                test.generatedRunner(), SpinLoopStyle.THREAD_SPIN_WAIT, WINDOW_MILLIS, 1, 1));
    TestResult[] result = new TestResult[1];
    Throwable[] failure = new Throwable[1];
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .uncaughtExceptionHandler((t, e) -> failure[0] = e)
            .start(() -> result[0] = runner.run());
    thread.join(WINDOW_MILLIS + GRACE_MILLIS);
    if (thread.isAlive()) {
      thread.interrupt();
      thread.join(GRACE_MILLIS);
    }
    if (result[0] == null) {
      throw new IllegalStateException("the runner gave no result", failure[0]);
    }
    return result[0];
  }
}
