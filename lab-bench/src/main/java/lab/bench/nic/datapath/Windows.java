package lab.bench.nic.datapath;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import lab.concurrent.nic.NicRig;
import lab.concurrent.nic.Wire;
import lab.concurrent.nic.datapath.Pipeline;
import lab.concurrent.nic.datapath.TestFrame;
import lab.concurrent.nic.datapath.Trace;
import lab.concurrent.ring.SpscRecordRing;

/**
 * Short windows of several ways to set the datapath up, one after the other in turn, so that
 * whatever disturbs the machine disturbs all of them. Nanoseconds a frame.
 */
final class Windows {
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Map<String, Wiring> wirings = new LinkedHashMap<>();
  private final Map<String, ToDoubleFunction<Wiring>> kinds = new LinkedHashMap<>();

  /** Frames through the whole datapath, under that label. */
  Windows frames(String label, Wiring wiring) {
    return add(label, wiring, Windows::window);
  }

  /** Records through a bare ring between the same two CPUs, under that label. */
  Windows bare(String label, Wiring wiring) {
    return add(label, wiring, Windows::bare);
  }

  private Windows add(String label, Wiring wiring, ToDoubleFunction<Wiring> kind) {
    wirings.put(label, wiring);
    kinds.put(label, kind);
    return this;
  }

  /** All of them in turn for so long, and three times at least. Nobody hears of the warm-up. */
  Map<String, double[]> measure(long millis) {
    Wiring.pin(0);
    Map<String, List<Double>> samples = new LinkedHashMap<>();
    wirings.keySet().forEach(v -> samples.put(v, new ArrayList<>()));
    long begun = System.nanoTime();
    long warm = Wiring.WARM_UP_NANOS;
    long nanos = warm + TimeUnit.MILLISECONDS.toNanos(millis);
    int rounds = 0;
    while (System.nanoTime() - begun < nanos || rounds < 3) {
      if (System.nanoTime() - begun < warm) {
        samples.values().forEach(List::clear);
        rounds = 0;
      }
      wirings.forEach(
          (label, wiring) -> samples.get(label).add(kinds.get(label).applyAsDouble(wiring)));
      rounds++;
    }
    Map<String, double[]> measured = new LinkedHashMap<>();
    samples.forEach((label, all) ->
        measured.put(label, all.stream().mapToDouble(Double::doubleValue).toArray()));
    return measured;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
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
    int words = TestFrame.words(wiring.frameBytes());
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
