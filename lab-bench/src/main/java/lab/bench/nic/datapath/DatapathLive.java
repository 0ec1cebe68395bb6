package lab.bench.nic.datapath;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.NicCounter;
import lab.concurrent.nic.NicRig;
import lab.concurrent.nic.Wire;
import lab.concurrent.nic.datapath.Pipeline;
import lab.concurrent.nic.datapath.Tally;
import lab.concurrent.nic.datapath.Trace;

/**
 * Frames through the whole loop, every one accounted for, in four parts: in one thread; in two, as
 * fast as it goes; a few at a time, with a stamp at every station; and with a receiver that sleeps
 * too long, so that the receive ring overruns.
 *
 * <p>Between two threads the rate says nothing of an access mode. It follows from how many frames a
 * turn of the host finds, for they share what a turn costs: the doorbell and its way to the other
 * CPU. In alternating runs on a busy machine with two Zen 3 CPUs a frame took about 900 ns of the
 * host's CPU at fewer than 0.25 frames a turn and about 350 at more than 0.7, in every mode, and
 * the rate of one mode differed four-fold from one run to the next. In one thread the modes took
 * 180 to 290 ns, all of them. So times are told of the classes as they ship, and a run of classes
 * that are rewritten is there for its counts.
 *
 * <p>Arguments: the controls of room {@code nic/datapath}, and {@code --millis=N}.
 */
public final class DatapathLive {
  private static final String SHIPPED = "acquire-release";
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long WARM_UP_NANOS = Wiring.WARM_UP_NANOS / 2;
  private static final long MOST_WARM_UP_NANOS = 4 * WARM_UP_NANOS;
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Frames under way while stations are stamped: what is measured is the way, not the queue. */
  private static final int FEW = 4;

  private static final int TURNS_SLEPT = 64;

  /** 14.88 million frames of 64 bytes a second: 10 Gbit/s with preamble and gap (IEEE 802.3). */
  private static final double LINE_RATE = 10e9 / (8 * (64 + 20));

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final LiveAnswers answers;
  private final Wiring wiring;
  private final String mode;
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
  private long turns;

  private enum Outcome {
    WHOLE,
    DROPPED,
    LOST,
    TORN,
    REPEATED,
    REORDERED
  }

  private DatapathLive(LiveAnswers answers, Wiring wiring, String mode) {
    this.answers = answers;
    this.wiring = wiring;
    this.mode = mode;
  }

  public static void main(String[] arguments) {
    LiveAnswers answers = LiveAnswers.start();
    String mode = LiveAnswers.setting(arguments, "mode", SHIPPED);
    run(answers, Wiring.of(arguments), mode, LiveAnswers.millis(arguments, 3_000));
    // The watch of the parent would keep this JVM.
    System.exit(0);
  }

  /**
   * @param mode the classes' own mode gets all parts; in others, for which they have been
   *     rewritten, only the counts matter
   */
  static void run(LiveAnswers answers, Wiring wiring, String mode, long millis) {
    Wiring.pin(0);
    DatapathLive live = new DatapathLive(answers, wiring, mode);
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    // First, for it leaves the compiler a CPU: beside two threads that spin, code may stay
    // interpreted for seconds.
    live.alone(nanos / 8);
    live.fast(nanos * 3 / 8);
    if (mode.equals(SHIPPED)) {
      live.traced(nanos / 4);
    }
    live.overrun(nanos / 8);
    for (Outcome outcome : Outcome.values()) {
      answers.outcome(outcome.name().toLowerCase(Locale.ROOT), live.counts.get(outcome));
    }
  }

  /** The rate of windows of 10 ms, after those in which the code warms up. */
  private void fast(long nanos) {
    try (NicRig rig = wiring.rig(Wire.loopback()).start()) {
      Pipeline pipeline = wiring.pipeline(rig, Trace.NONE);
      long warm = System.nanoTime() + WARM_UP_NANOS;
      while (System.nanoTime() < warm) {
        window(pipeline);
      }
      long begun = pipeline.delivered();
      turns = 0;
      double[] measured = new double[(int) Math.max(4, nanos / WINDOW_NANOS)];
      Arrays.setAll(measured, i -> window(pipeline));
      double found = (double) (pipeline.delivered() - begun) / turns;
      settle(rig, pipeline);
      if (!mode.equals(SHIPPED)) {
        return;
      }
      answers.score("frames through the loop", "frames/s", measured);
      answers.value(
          "frames for each turn of the host",
          String.format(Locale.ROOT, "%.2f (the fewer, the dearer is each)", found));
      Arrays.sort(measured);
      double median = measured[measured.length / 2];
      double best = measured[measured.length - 1];
      answers.value(
          "packets per second",
          String.format(
              Locale.ROOT,
              "%.2f million frames of %d bytes a second (best window %.2f), %.0f ns a frame",
              median / 1e6,
              wiring.frameBytes() + 4,
              best / 1e6,
              1e9 / median));
      answers.value(
          "share of 10 Gbit/s",
          String.format(
              Locale.ROOT,
              "%.0f %% of the 14.88 million frames a second",
              100 * median / LINE_RATE));
      if (wiring.interrupt()) {
        answers.value(
            "interrupts for 1000 frames",
            String.format(Locale.ROOT, "%.2f", 1e3 * pipeline.interrupts() / pipeline.delivered()));
      }
    }
  }

  /** What a frame costs where one thread is host and device: CPU time, whoever else is running. */
  private void alone(long nanos) {
    try (NicRig rig = wiring.rig(Wire.loopback())) {
      Pipeline pipeline = wiring.pipeline(rig, Trace.NONE);
      long begun = System.nanoTime();
      long cold = THREADS.getCurrentThreadCpuTime();
      // By its own time: what a busy machine gives to others warms nothing up.
      while (THREADS.getCurrentThreadCpuTime() - cold < WARM_UP_NANOS
          && System.nanoTime() - begun < MOST_WARM_UP_NANOS) {
        alone(rig, pipeline);
      }
      double[] measured = new double[(int) Math.max(4, nanos / WINDOW_NANOS)];
      Arrays.setAll(measured, i -> alone(rig, pipeline));
      long end = System.nanoTime() + DRAIN_NANOS;
      do {
        rig.nic().poll(Pipeline.TURN);
        pipeline.turn(0);
      } while (pipeline.delivered() + dropped(rig) < pipeline.written() && System.nanoTime() < end);
      count(rig, pipeline);
      if (mode.equals(SHIPPED)) {
        answers.score("CPU time of a frame in one thread", "ns/frame", measured);
      }
    }
  }

  private static double alone(NicRig rig, Pipeline pipeline) {
    long before = pipeline.delivered();
    long begun = THREADS.getCurrentThreadCpuTime();
    long now = begun;
    while (now - begun < WINDOW_NANOS) {
      for (int i = 0; i < 16; i++) {
        pipeline.application(Long.MAX_VALUE);
        pipeline.driver();
        rig.nic().poll(Pipeline.TURN);
        pipeline.receiver();
        pipeline.worker();
      }
      now = THREADS.getCurrentThreadCpuTime();
    }
    return (double) (now - begun) / (pipeline.delivered() - before);
  }

  private double window(Pipeline pipeline) {
    long before = pipeline.delivered();
    long begun = System.nanoTime();
    long now = begun;
    while (now - begun < WINDOW_NANOS) {
      for (int i = 0; i < 16; i++) {
        pipeline.turn(Long.MAX_VALUE);
        turns++;
      }
      now = System.nanoTime();
    }
    return (pipeline.delivered() - before) * 1e9 / (now - begun);
  }

  private void traced(long nanos) {
    Stations stations = new Stations();
    try (NicRig rig = wiring.rig(Wiring.tapped(stations)).start()) {
      Pipeline pipeline = wiring.withBatch(1).pipeline(rig, stations);
      few(pipeline, nanos / 4);
      stations.reset();
      few(pipeline, nanos - nanos / 4);
      settle(rig, pipeline);
      stations.tell(answers);
    }
  }

  private static void few(Pipeline pipeline, long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      pipeline.turn(pipeline.delivered() + FEW);
    }
  }

  private void overrun(long nanos) {
    try (NicRig rig = wiring.rig(Wire.loopback()).start()) {
      Pipeline pipeline = wiring.withBatch(32).pipeline(rig, Trace.NONE);
      long end = System.nanoTime() + nanos;
      while (System.nanoTime() < end) {
        for (int i = 0; i < TURNS_SLEPT; i++) {
          pipeline.application(Long.MAX_VALUE);
          pipeline.driver();
        }
        pipeline.receiver();
        pipeline.worker();
      }
      settle(rig, pipeline);
      long missed = rig.nic().count(NicCounter.RX_MISSED);
      if (!mode.equals(SHIPPED)) {
        return;
      }
      answers.value(
          "overrun",
          String.format(
              Locale.ROOT,
              "of %,d frames %,d came and %,d found no receive buffer: %,d unaccounted for",
              pipeline.posted(),
              pipeline.tally().all(),
              missed,
              pipeline.tally().absent(pipeline.posted()) - missed));
    }
  }

  /** Lets what is under way arrive, and counts. */
  private void settle(NicRig rig, Pipeline pipeline) {
    long end = System.nanoTime() + DRAIN_NANOS;
    long sent;
    do {
      // No new frames: those that were written are posted, sent, received and checked.
      pipeline.turn(0);
      sent = pipeline.written();
    } while (pipeline.delivered() + dropped(rig) < sent && System.nanoTime() < end);
    count(rig, pipeline);
  }

  private void count(NicRig rig, Pipeline pipeline) {
    long sent = pipeline.written();
    Tally tally = pipeline.tally();
    long dropped = dropped(rig);
    add(Outcome.WHOLE, tally.whole());
    add(Outcome.DROPPED, dropped);
    add(Outcome.LOST, Math.max(0, tally.absent(sent) - dropped));
    add(Outcome.TORN, tally.torn());
    add(Outcome.REPEATED, tally.repeated());
    add(Outcome.REORDERED, tally.reordered());
  }

  private void add(Outcome outcome, long n) {
    counts.merge(outcome, n, Long::sum);
  }

  private static long dropped(NicRig rig) {
    return rig.nic().count(NicCounter.RX_MISSED) + rig.nic().count(NicCounter.WIRE_DROPPED);
  }
}
