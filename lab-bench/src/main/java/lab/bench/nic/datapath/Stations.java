package lab.bench.nic.datapath;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Locale;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.datapath.Trace;
import org.HdrHistogram.Histogram;

/**
 * When each frame passed each station, and a histogram of every stretch between two. The stamps of
 * a frame are plain: each is written before a hand-over that the next station waits for.
 */
final class Stations implements Trace {
  /** More than there are frames under way. */
  private static final int WINDOW = 1 << 14;

  private static final long LONGEST_NANOS = 10_000_000_000L;
  private static final int DIGITS = 3;
  private static final long SEQUENCE_BYTES = 16;

  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final String[] STRETCHES = {
    "application to driver", "doorbell to wire", "wire to receiver", "receiver to worker"
  };

  private final long[][] stamps = new long[CHECKED][WINDOW];
  private final Histogram[] stretches = new Histogram[CHECKED];
  private final Histogram whole = histogram();

  Stations() {
    for (int i = 0; i < CHECKED; i++) {
      stretches[i] = histogram();
    }
  }

  private static Histogram histogram() {
    return new Histogram(LONGEST_NANOS, DIGITS);
  }

  static long sequence(MemorySegment memory, long offset) {
    return memory.get(WORD, offset + SEQUENCE_BYTES);
  }

  @Override
  public void at(int station, long sequence) {
    if (sequence < 0) {
      return;
    }
    int slot = (int) sequence & WINDOW - 1;
    long now = System.nanoTime();
    if (station < CHECKED) {
      stamps[station][slot] = now;
      return;
    }
    whole.recordValue(clamped(now - stamps[WRITTEN][slot]));
    for (int i = 0; i < CHECKED; i++) {
      long end = i + 1 == CHECKED ? now : stamps[i + 1][slot];
      stretches[i].recordValue(clamped(end - stamps[i][slot]));
    }
  }

  /** Clocks of two CPUs may differ by some nanoseconds. */
  private static long clamped(long nanos) {
    return Math.clamp(nanos, 0, LONGEST_NANOS);
  }

  /** Forgets what was recorded, the warm-up for instance. */
  void reset() {
    whole.reset();
    for (Histogram h : stretches) {
      h.reset();
    }
  }

  void tell(LiveAnswers answers) {
    for (int i = 0; i < CHECKED; i++) {
      answers.value(STRETCHES[i], text(stretches[i]));
    }
    answers.value("whole way", text(whole));
  }

  private static String text(Histogram h) {
    return String.format(
        Locale.ROOT,
        "median %s, 99 %% %s, 99.9 %% %s, longest %s",
        micros(h.getValueAtPercentile(50)),
        micros(h.getValueAtPercentile(99)),
        micros(h.getValueAtPercentile(99.9)),
        micros(h.getMaxValue()));
  }

  private static String micros(long nanos) {
    return String.format(Locale.ROOT, "%.1f µs", nanos / 1e3);
  }
}
