package lab.bench.nic.datapath;

import java.util.Locale;
import java.util.Map;
import lab.bench.harness.LiveAnswers;

/**
 * What each switch costs or saves, in nanoseconds a frame: the base and every variant window after
 * window in turn. Beside them the bare record ring between the same two CPUs, which is the floor.
 *
 * <p>All variants share one JVM and its compiled code: ratios of a few percent say nothing.
 */
public final class SwitchesLive {
  private static final String BASE = "base";
  private static final String BARE = "bare record ring";

  private SwitchesLive() {}

  public static void main(String[] arguments) {
    LiveAnswers answers = LiveAnswers.start();
    run(answers, Wiring.of(arguments), LiveAnswers.millis(arguments, 3_000));
    System.exit(0);
  }

  static void run(LiveAnswers answers, Wiring base, long millis) {
    Map<String, double[]> measured =
        new Windows()
            .frames(BASE, base)
            .frames(
                base.interrupt() ? "rx=poll" : "rx=interrupt",
                base.withInterrupt(!base.interrupt()))
            .frames(base.iommu() ? "iommu=passthrough" : "iommu=on", base.withIommu(!base.iommu()))
            .frames(base.padded() ? "padding=off" : "padding=on", base.withPadding(!base.padded()))
            .bare(BARE, base)
            .measure(millis);
    measured.forEach((label, all) -> answers.score(label, "ns/frame", all));
    answers.value(
        "loop against bare ring",
        String.format(
            Locale.ROOT,
            "a frame through the whole loop (batch=%d) takes %.1f times as long as one record"
                + " through a bare ring",
            base.batch(),
            Windows.median(measured.get(BASE)) / Windows.median(measured.get(BARE))));
  }
}
