package lab.cli.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.host.Pauses;
import lab.host.SystemFiles;

/**
 * How quiet the machine was around a run and during it. Timings taken on a busy machine are kept,
 * but no comparison is drawn from them.
 *
 * @param before a look before the run, when the lab itself did nothing
 * @param after the same after it
 * @param othersDuring share of all CPUs' time that other processes took during the run
 * @param stolenDuring share that the hypervisor gave to other machines during the run
 * @param quiet whether nothing spoke against it
 * @param reasons what spoke against it, in words; empty if it was quiet
 */
public record Quietness(
    Look before,
    Look after,
    Optional<Double> othersDuring,
    Optional<Double> stolenDuring,
    boolean quiet,
    List<String> reasons) {
  /** A tenth of the machine: one core's worth of disturbance on ten. */
  private static final double OTHERS_LIMIT = 0.10;

  private static final double STOLEN_LIMIT = 0.02;

  /**
   * Scores are medians of windows that are shorter than a pause. They stand as long as fewer than
   * half of the windows are hit; what a smaller share does to them shows in their intervals. On the
   * virtual machine of our samples it was 1 to 56 %, with no other process to be seen and no steal
   * accounted; why was not found out.
   */
  private static final double PAUSED_LIMIT = 0.5;

  /**
   * One look.
   *
   * @param load the load average of the last minute: remembered, not judged, for it is late
   * @param others share of all CPUs' time that other processes took while we slept
   * @param stolen share that the hypervisor took
   * @param paused share of the time that a spinning thread did not run, the worse of two
   * @param longestPauseMicros the longest such time
   */
  public record Look(
      Optional<Double> load,
      Optional<Double> others,
      Optional<Double> stolen,
      double paused,
      double longestPauseMicros) {
    private static final long SLEEP_MILLIS = 200;

    /** Looks, which takes about a quarter of a second. */
    public static Look now(SystemFiles files) throws InterruptedException {
      Optional<CpuTimes> then = CpuTimes.read(files);
      Thread.sleep(SLEEP_MILLIS);
      Optional<CpuTimes> now = CpuTimes.read(files);
      Pauses pauses = Pauses.measure();
      return new Look(
          files.text("proc/loadavg").map(t -> Double.parseDouble(t.split(" ")[0])),
          now.flatMap(n -> then.map(n::othersSince)),
          now.flatMap(n -> then.map(n::stolenSince)),
          pauses.share(),
          pauses.longestNanos() / 1e3);
    }
  }

  /** The first half: made before the run, asked after it. */
  public static final class Watch {
    private final SystemFiles files;
    private final Look before;
    private final Optional<CpuTimes> start;

    private Watch(SystemFiles files) throws InterruptedException {
      this.files = files;
      this.before = Look.now(files);
      this.start = CpuTimes.read(files);
    }

    public Look before() {
      return before;
    }

    /** Looks again, when every child has ended: a child that still runs counts as another. */
    public Quietness end() throws InterruptedException {
      Optional<CpuTimes> end = CpuTimes.read(files);
      return Quietness.of(
          before,
          Look.now(files),
          end.flatMap(e -> start.map(e::othersSince)),
          end.flatMap(e -> start.map(e::stolenSince)));
    }
  }

  /** Looks at this machine and begins to watch it. */
  public static Watch watch() throws InterruptedException {
    return new Watch(SystemFiles.ofThisMachine());
  }

  static Quietness of(Look before, Look after, Optional<Double> others, Optional<Double> stolen) {
    List<String> reasons = new ArrayList<>();
    judge(reasons, "before the run", before);
    judge(reasons, "after the run", after);
    over(reasons, others, OTHERS_LIMIT, "other processes took %s of all CPUs during the run");
    over(reasons, stolen, STOLEN_LIMIT, "the hypervisor took %s of all CPUs during the run");
    return new Quietness(before, after, others, stolen, reasons.isEmpty(), List.copyOf(reasons));
  }

  /** What speaks against a look, in words; nothing if it was quiet. */
  public static List<String> against(Look look) {
    List<String> reasons = new ArrayList<>();
    judge(reasons, "just now", look);
    return reasons;
  }

  private static void judge(List<String> reasons, String when, Look look) {
    over(reasons, look.others(), OTHERS_LIMIT, "other processes took %s of all CPUs " + when);
    over(reasons, look.stolen(), STOLEN_LIMIT, "the hypervisor took %s of all CPUs " + when);
    over(
        reasons,
        Optional.of(look.paused()),
        PAUSED_LIMIT,
        "a spinning thread was kept from running %s of the time " + when);
  }

  private static void over(
      List<String> reasons, Optional<Double> share, double limit, String words) {
    share
        .filter(s -> s > limit)
        .map(s -> words.formatted(String.format(Locale.ROOT, "%.0f %%", 100 * s)))
        .ifPresent(reasons::add);
  }
}
