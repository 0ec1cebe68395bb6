package lab.bench.nic.datapath;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lab.bench.harness.LiveAnswers;

/**
 * What a frame costs if the doorbell rings once for so many of them: nanoseconds a frame for each
 * batch that {@code --points=1,8,64} names and that is smaller than the ring.
 */
public final class BatchLive {
  private BatchLive() {}

  public static void main(String[] arguments) {
    LiveAnswers answers = LiveAnswers.start();
    int[] batches =
        Arrays.stream(LiveAnswers.setting(arguments, "points", "1,32").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    run(answers, Wiring.of(arguments), batches, LiveAnswers.millis(arguments, 3_000));
    System.exit(0);
  }

  static void run(LiveAnswers answers, Wiring base, int[] batches, long millis) {
    Windows windows = new Windows();
    List<Integer> possible = new ArrayList<>();
    for (int batch : batches) {
      if (batch < base.slots()) {
        possible.add(batch);
        windows.frames(label(batch), base.withBatch(batch));
      }
    }
    Map<String, double[]> measured = windows.measure(millis);
    measured.forEach((label, all) -> answers.score(label, "ns/frame", all));
    if (possible.size() > 1) {
      answers.value("batching formula", formula(possible, measured));
    }
  }

  private static String label(int batch) {
    return "batch=" + batch;
  }

  /**
   * The batching formula: a frame costs its share of a doorbell and what it costs itself, {@code
   * item + bell / B}. Both are taken from the ends, and what lies between is predicted.
   */
  static String formula(List<Integer> batches, Map<String, double[]> measured) {
    int few = batches.getFirst();
    int many = batches.getLast();
    double dear = Windows.median(measured.get(label(few)));
    double cheap = Windows.median(measured.get(label(many)));
    double bell = (dear - cheap) / (1.0 / few - 1.0 / many);
    if (bell <= 0) {
      return String.format(
          Locale.ROOT,
          "none: a frame took %.0f ns with batch=%d and %.0f with batch=%d, no less",
          dear,
          few,
          cheap,
          many);
    }
    double item = dear - bell / few;
    StringBuilder text =
        new StringBuilder(
            String.format(Locale.ROOT, "%.0f ns a frame and %.0f ns a doorbell", item, bell));
    for (int batch : batches.subList(1, batches.size() - 1)) {
      text.append(
          String.format(
              Locale.ROOT,
              "; batch=%d is then %.0f ns, and took %.0f",
              batch,
              item + bell / batch,
              Windows.median(measured.get(label(batch)))));
    }
    return text.toString();
  }
}
