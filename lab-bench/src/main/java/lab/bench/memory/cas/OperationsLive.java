package lab.bench.memory.cas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import lab.bench.harness.LiveAnswers;
import lab.bench.memory.cas.TriesLive.Share;
import lab.concurrent.counter.CasCounter;
import lab.host.Cpus;

/**
 * How many atomic operations an addition takes while two pinned threads add to one number: by the
 * loop of {@link CasCounter}, each of whose attempts is one, and by exchange-and-add, which has no
 * second attempt. A window in which additions went missing ends the program.
 */
public final class OperationsLive {
  private static final long MILLIS_UNTOLD = 2_000;
  private static final String UNIT = "atomic operations/addition";

  private OperationsLive() {}

  public static void main(String[] args) throws InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    Optional<Cpus.Pair> pair = Cpus.ofThisMachine().pair();
    if (pair.isEmpty()) {
      answers.unavailable("two threads cannot run at the same time here: nobody disturbs the loop");
      return;
    }
    int[] cpus = {pair.get().first(), pair.get().second()};
    long until =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LiveAnswers.millis(args, MILLIS_UNTOLD));
    List<Double> loop = new ArrayList<>();
    List<Double> add = new ArrayList<>();
    for (int round = 0; loop.size() < 2 || System.nanoTime() < until; round++) {
      CasCounter counter = new CasCounter(0);
      double byLoop = operations(() -> counter.update(v -> v + 1), counter::get, cpus);
      AtomicLong number = new AtomicLong();
      double byAdd = operations(() -> once(number), number::get, cpus);
      // The first round ran before the code was compiled.
      if (round > 0) {
        loop.add(byLoop);
        add.add(byAdd);
      }
    }
    answers.score("CAS loop", UNIT, samples(loop));
    answers.score("exchange-and-add", UNIT, samples(add));
  }

  private static int once(AtomicLong number) {
    number.getAndAdd(1);
    return 0;
  }

  private static double operations(IntSupplier increment, LongSupplier sum, int[] cpus)
      throws InterruptedException {
    long successes = 0;
    long failures = 0;
    for (Share share : TriesLive.window(increment, sum, cpus)) {
      successes += share.successes();
      failures += share.failures();
    }
    return 1 + (double) failures / Math.max(1, successes);
  }

  private static double[] samples(List<Double> all) {
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
