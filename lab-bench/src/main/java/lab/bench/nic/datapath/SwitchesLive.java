package lab.bench.nic.datapath;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.NicRig;
import lab.concurrent.nic.Wire;
import lab.concurrent.nic.datapath.Pipeline;
import lab.concurrent.nic.datapath.Trace;
import lab.concurrent.ring.SpscRecordRing;

/**
 * What each switch costs or saves: nanoseconds a frame, the base and every variant window after
 * window in turn, so that whatever disturbs the machine disturbs all of them. Beside them the bare
 * record ring between the same two CPUs, which is the floor.
 *
 * <p>All variants share one JVM and its compiled code: ratios of a few percent say nothing.
 */
public final class SwitchesLive {
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final String BASE = "batch=1";
  private static final int LARGEST_BATCH = 32;
  private static final String BARE = "bare record ring";

  private SwitchesLive() {}

  public static void main(String[] arguments) {
    LiveAnswers answers = LiveAnswers.start();
    run(answers, Wiring.of(arguments).withBatch(1), LiveAnswers.millis(arguments, 3_000));
    System.exit(0);
  }

  static void run(LiveAnswers answers, Wiring base, long millis) {
    Wiring.pin(0);
    Map<String, Wiring> variants = new LinkedHashMap<>();
    variants.put(BASE, base);
    variants.put("batch=8", base.withBatch(8));
    variants.put("batch=32", base.withBatch(32));
    variants.put(
        base.interrupt() ? "rx=poll" : "rx=interrupt", base.withInterrupt(!base.interrupt()));
    variants.put(base.iommu() ? "iommu=passthrough" : "iommu=on", base.withIommu(!base.iommu()));
    variants.put(base.padded() ? "padding=off" : "padding=on", base.withPadding(!base.padded()));
    Map<String, List<Double>> samples = new LinkedHashMap<>();
    variants.keySet().forEach(v -> samples.put(v, new ArrayList<>()));
    samples.put(BARE, new ArrayList<>());
    long begun = System.nanoTime();
    long warm = Wiring.WARM_UP_NANOS;
    long nanos = warm + TimeUnit.MILLISECONDS.toNanos(millis);
    int rounds = 0;
    while (System.nanoTime() - begun < nanos || rounds < 3) {
      if (System.nanoTime() - begun < warm) {
        samples.values().forEach(List::clear);
      }
      variants.forEach((name, wiring) -> samples.get(name).add(window(wiring)));
      samples.get(BARE).add(bare(base));
      rounds++;
    }
    samples.forEach((name, all) ->
        answers.score(name, "ns/frame", all.stream().mapToDouble(Double::doubleValue).toArray()));
    answers.value(
        "batching formula",
        formula(
            median(samples.get(BASE)),
            median(samples.get("batch=8")),
            median(samples.get("batch=32"))));
    answers.value(
        "loop against bare ring",
        String.format(
            Locale.ROOT,
            "a frame through the whole loop (batch=32) takes %.1f times as long as one record"
                + " through a bare ring",
            median(samples.get("batch=32")) / median(samples.get(BARE))));
  }

  /**
   * The batching formula: a frame costs its share of a doorbell and what it costs itself, {@code
   * item + bell / B}. Both are taken from batches of 1 and 32, and 8 is predicted.
   */
  private static String formula(double one, double eight, double most) {
    double bell = (one - most) / (1 - 1.0 / LARGEST_BATCH);
    double item = one - bell;
    return String.format(
        Locale.ROOT,
        "%.0f ns a frame and %.0f ns a doorbell; batch=8 is then %.0f ns, and took %.0f",
        item,
        bell,
        item + bell / 8,
        eight);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static double window(Wiring wiring) {
    try (NicRig rig = wiring.rig(Wire.loopback()).start()) {
      Pipeline pipeline = wiring.pipeline(rig, Trace.NONE);
      spin(pipeline, WINDOW_NANOS / 4);
      return spin(pipeline, WINDOW_NANOS);
    }
  }

  private static double spin(Pipeline pipeline, long nanos) {
    long before = pipeline.delivered();
    long begun = System.nanoTime();
    long now = begun;
    while (now - begun < nanos || pipeline.delivered() == before) {
      for (int i = 0; i < 16; i++) {
        pipeline.turn(Long.MAX_VALUE);
      }
      now = System.nanoTime();
    }
    return (double) (now - begun) / (pipeline.delivered() - before);
  }

  /**
   * Records of a frame's size from the device's CPU to the host's, nothing but written and read.
   */
  private static double bare(Wiring wiring) {
    int words = lab.concurrent.nic.datapath.TestFrame.words(wiring.frameBytes());
    SpscRecordRing ring = new SpscRecordRing(wiring.slots(), words);
    Thread producer =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              Wiring.pin(1);
              fill(ring, words);
            });
    try {
      take(ring, words, WINDOW_NANOS / 4);
      return take(ring, words, WINDOW_NANOS);
    } finally {
      producer.interrupt();
      joined(producer);
    }
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fill(SpscRecordRing ring, int words) {
    long next = 0;
    while (!Thread.currentThread().isInterrupted()) {
      int n = ring.claim(Pipeline.TURN);
      for (int i = 0; i < n; i++) {
        int at = ring.claimed(i);
        for (int w = 0; w < words; w++) {
          ring.words()[at + w] = next + w;
        }
        next++;
      }
      if (n > 0) {
        ring.commit(n);
      }
    }
  }

  private static double take(SpscRecordRing ring, int words, long nanos) {
    long begun = System.nanoTime();
    long now = begun;
    long taken = 0;
    long sum = 0;
    while (now - begun < nanos || taken == 0) {
      int n = ring.available(Pipeline.TURN);
      for (int i = 0; i < n; i++) {
        int at = ring.front(i);
        for (int w = 0; w < words; w++) {
          sum += ring.words()[at + w];
        }
      }
      if (n > 0) {
        ring.release(n);
        taken += n;
      }
      now = System.nanoTime();
    }
    // Used, or the compiler need not read the records.
    return (double) (now - begun) / taken + (sum == 42 ? 1e-9 : 0);
  }
}
