package lab.bench.nic.busypoll;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.bench.nic.busypoll.RoundTrips.Taken;
import lab.bench.nic.busypoll.Side.Waiting;
import lab.host.Affinity;
import lab.host.Cpus;
import org.HdrHistogram.Histogram;

/**
 * How long a message goes to and fro between two threads that wait for it in each of three ways.
 *
 * <p>Arguments: {@code sockets} (UDP on the loopback, 64 bytes) or {@code threads} (a cell in
 * memory), both on two CPUs; or {@code one-cpu} (cells, both threads bound to one CPU). Then {@code
 * --millis=N}.
 *
 * <p>The ways take turns in short rounds, so that a machine that changes with time changes for all
 * of them. A score's samples are the medians of the rounds; percentiles are those of all rounds
 * together. The first round of each does not count.
 */
public final class WakeUps {
  private static final int ROUNDS = 9;

  /** A wait for this long is a time slice lost: no wake-up takes as long. */
  private static final long SLICE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private static final double[] PERCENTILES = {50, 99, 99.9, 100};

  private final LiveAnswers answers;
  private final long millis;

  WakeUps(LiveAnswers answers, long millis) {
    this.answers = answers;
    this.millis = millis;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    WakeUps wakeUps = new WakeUps(answers, LiveAnswers.millis(args, 3000));
    String what = args.length == 0 ? "" : args[0];
    switch (what) {
      case "sockets", "threads" -> wakeUps.onTwoCpus(what);
      case "one-cpu" -> wakeUps.onOneCpu();
      default ->
          throw new IllegalArgumentException("sockets, threads or one-cpu (got " + what + ")");
    }
  }

  void onTwoCpus(String kind) throws IOException, InterruptedException {
    Cpus.Pair cpus = Cpus.ofThisMachine().pair().orElse(null);
    if (cpus == null) {
      answers.unavailable("this process may use one CPU only");
      return;
    }
    Map<Waiting, Results> results = rounds(kind, cpus.first(), cpus.second());
    results.forEach((waiting, r) -> {
      String label = kind + ", " + waiting.word();
      answers.value(label + ": " + names(), percentiles(r.all));
      answers.value(label + ": CPU share of the receiver", percent(r.cpuShare()));
      answers.score(label, "us", r.medians());
    });
    if (results.values().stream().anyMatch(r -> !r.pinned)) {
      answers.value("threads were bound to their CPUs", "no");
    }
  }

  /** Only one of the two can ever run: whoever spins keeps the other from answering. */
  void onOneCpu() throws IOException, InterruptedException {
    List<Integer> allowed = Affinity.allowed();
    if (allowed.isEmpty() || !Affinity.pin(allowed.getFirst())) {
      answers.unavailable("threads cannot be bound to a CPU here");
      return;
    }
    int cpu = allowed.getLast();
    Map<Waiting, Results> results = rounds("threads", cpu, cpu);
    results.forEach((waiting, r) ->
        answers.value("one CPU, " + waiting.word() + ": " + names(), percentiles(r.all)));
    Histogram spinning = results.get(Waiting.SPIN).all;
    long late = spinning.getCountBetweenValues(SLICE_NANOS, spinning.getHighestTrackableValue());
    answers.outcome("in-time", spinning.getTotalCount() - late);
    answers.outcome("slice", late);
  }

  private Map<Waiting, Results> rounds(String kind, int mine, int theirs)
      throws IOException, InterruptedException {
    Map<Waiting, Results> results = new EnumMap<>(Waiting.class);
    for (Waiting waiting : Waiting.values()) {
      results.put(waiting, new Results());
    }
    long each = TimeUnit.MILLISECONDS.toNanos(millis) / ((long) ROUNDS * Waiting.values().length);
    for (int round = 0; round < ROUNDS; round++) {
      for (Waiting waiting : Waiting.values()) {
        try (Side.Line line =
            kind.equals("sockets") ? SocketSide.line(waiting) : ThreadSide.line(waiting)) {
          Taken taken = RoundTrips.take(line, mine, theirs, each);
          if (round > 0) {
            results.get(waiting).add(taken);
          }
        }
      }
    }
    return results;
  }

  /** What the rounds of one way to wait have brought. */
  private static final class Results {
    private final Histogram all = new Histogram(3);
    private final List<Double> medians = new ArrayList<>();
    private double cpuShares;
    private boolean pinned = true;

    void add(Taken taken) {
      all.add(taken.nanos());
      medians.add(taken.nanos().getValueAtPercentile(50) / 1e3);
      cpuShares += taken.cpuShare();
      pinned &= taken.pinned();
    }

    double cpuShare() {
      return cpuShares / medians.size();
    }

    double[] medians() {
      return medians.stream().mapToDouble(m -> m).toArray();
    }
  }

  private static String names() {
    return "p50, p99, p99.9, most (us)";
  }

  private static String percentiles(Histogram nanos) {
    List<String> texts = new ArrayList<>();
    for (double p : PERCENTILES) {
      texts.add(String.format(Locale.ROOT, "%.1f", nanos.getValueAtPercentile(p) / 1e3));
    }
    return String.join(", ", texts);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
