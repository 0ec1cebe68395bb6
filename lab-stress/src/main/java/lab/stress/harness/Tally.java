package lab.stress.harness;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jcstress.util.Counter;

/** Adds up what the windows saw and tells the parent a few times a second. */
final class Tally {
  private static final long REPORT_EVERY_MILLIS = 200;

  private final Lines lines;
  private final long begun = System.nanoTime();
  private final Map<String, Long> counts = new TreeMap<>();
  private long reported = -REPORT_EVERY_MILLIS;
  private int windows;
  private int crowded;

  Tally(Lines lines) {
    this.lines = lines;
  }

  /** Since the test began. */
  long millis() {
    return (System.nanoTime() - begun) / 1_000_000;
  }

  Map<String, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Adds one window; a crowded one is one whose actors hardly met. */
  <R> void add(Counter<R> seen, boolean wasCrowded) {
    windows++;
    crowded += wasCrowded ? 1 : 0;
    for (R outcome : seen.elementSet()) {
      counts.merge(String.valueOf(outcome), seen.count(outcome), Long::sum);
    }
  }

  /** Tells the parent how the test ended; nothing comes after that. */
  void end(String test, String status, String message) {
    lines.end(test, millis(), counts, windows, crowded, status, message);
  }

  /** Reports if it is time to. */
  void report() {
    long now = millis();
    if (now - reported >= REPORT_EVERY_MILLIS) {
      reported = now;
      lines.counts(now, counts);
    }
  }
}
