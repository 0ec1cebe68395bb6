package lab.bench.nic.cutthrough;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import org.HdrHistogram.Histogram;

/**
 * How long the first byte of a frame of 14 chunks takes through a relay that streams and through
 * one that stores. The two take turns in short rounds; a score's samples are the medians of the
 * rounds, of which the first of each does not count. Argument: {@code --millis=N}.
 */
public final class Relay {
  private static final int ROUNDS = 9;

  private final Histogram first = new Histogram(3);
  private final Histogram whole = new Histogram(3);
  private final List<Double> medians = new ArrayList<>();
  private final boolean storing;

  private Relay(boolean storing) {
    this.storing = storing;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    measure(answers, LiveAnswers.millis(args, 3000));
  }

  static void measure(LiveAnswers answers, long millis) throws IOException, InterruptedException {
    List<Relay> relays = List.of(new Relay(false), new Relay(true));
    long each = TimeUnit.MILLISECONDS.toNanos(millis) / ((long) ROUNDS * relays.size());
    for (int round = 0; round < ROUNDS; round++) {
      for (Relay relay : relays) {
        relay.round(each, round > 0);
      }
    }
    relays.forEach(r -> r.tell(answers));
  }

  private void round(long forNanos, boolean counts) throws IOException, InterruptedException {
    Histogram firsts = new Histogram(3);
    try (Pipeline pipeline = new Pipeline(storing)) {
      long begun = System.nanoTime();
      for (byte mark = 1; System.nanoTime() - begun < forNanos; mark++) {
        Pipeline.Crossing crossing = pipeline.cross(mark);
        firsts.recordValue(crossing.firstNanos());
        if (counts) {
          whole.recordValue(crossing.wholeNanos());
        }
      }
    }
    if (counts) {
      first.add(firsts);
      medians.add(firsts.getValueAtPercentile(50) / 1e3);
    }
  }

  private void tell(LiveAnswers answers) {
    String how = storing ? "storing" : "streaming";
    answers.value("first byte, %s: p50, p99 (us)".formatted(how), percentiles(first));
    answers.value("whole frame, %s: p50, p99 (us)".formatted(how), percentiles(whole));
    answers.score("first byte, " + how, "us", medians.stream().mapToDouble(m -> m).toArray());
  }

  private static String percentiles(Histogram nanos) {
    return String.format(
        Locale.ROOT,
        "%.0f, %.0f",
        nanos.getValueAtPercentile(50) / 1e3,
        nanos.getValueAtPercentile(99) / 1e3);
  }
}
