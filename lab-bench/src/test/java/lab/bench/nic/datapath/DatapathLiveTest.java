package lab.bench.nic.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lab.bench.harness.LiveAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The programs as they run for the room, briefly; on a thread of their own, for they bind it. */
class DatapathLiveTest {
  private static final Wiring SMALL = new Wiring(64, 60, 4, true, true, true);

  @Test
  @Timeout(60)
  void everyFrameIsAccountedFor() throws InterruptedException {
    String said = said(answers -> DatapathLive.run(answers, SMALL, "acquire-release", 400));
    assertThat(said)
        .contains("{\"outcome\":\"lost\",\"count\":0}")
        .contains("{\"outcome\":\"torn\",\"count\":0}")
        .contains("{\"outcome\":\"repeated\",\"count\":0}")
        .contains("{\"outcome\":\"reordered\",\"count\":0}")
        .contains(": 0 unaccounted for")
        .contains("interrupts for 1000 frames")
        .contains("\"whole way\"", "frames for each turn of the host")
        .contains("CPU time of a frame in one thread", "ns/frame", "frames/s")
        .containsPattern("\"outcome\":\"whole\",\"count\":[1-9]")
        .containsPattern("\"outcome\":\"dropped\",\"count\":[1-9]");
  }

  @Test
  @Timeout(60)
  void inAnotherModeOnlyTheCountsAreTold() throws InterruptedException {
    String said = said(answers -> DatapathLive.run(answers, SMALL, "opaque", 200));
    assertThat(said)
        .contains("{\"outcome\":\"lost\",\"count\":0}")
        .as("a time here is none of the mode's")
        .doesNotContain("frames/s", "ns/frame", "\"name\"");
  }

  @Test
  @Timeout(60)
  void everySwitchHasAScore() throws InterruptedException {
    String said = said(answers -> SwitchesLive.run(answers, SMALL.withBatch(1), 200));
    assertThat(said)
        .contains("\"base\"", "\"rx=poll\"", "\"iommu=passthrough\"", "\"padding=off\"")
        .contains("\"bare record ring\"", "ns/frame", "loop against bare ring");
  }

  @Test
  @Timeout(60)
  void everyBatchThatFitsIntoTheRingHasAScore() throws InterruptedException {
    int[] batches = {1, 8, 32, 64};
    String said = said(answers -> BatchLive.run(answers, SMALL, batches, 200));
    assertThat(said)
        .contains("\"batch=1\"", "\"batch=8\"", "\"batch=32\"", "batching formula")
        .as("what was measured is checked by the formula, or there is none on a busy machine")
        .containsAnyOf("batch=8 is then", "none: a frame took")
        .doesNotContain("\"batch=64\"");
  }

  /**
   * A busy machine may take longer with a larger batch: a doorbell never costs less than nothing.
   */
  @Test
  void thereIsNoFormulaWhereBatchingDidNotPay() {
    assertThat(formula(140, 370))
        .isEqualTo("none: a frame took 140 ns with batch=1 and 370 with batch=64, no less");
    assertThat(formula(370, 55)).isEqualTo("50 ns a frame and 320 ns a doorbell");
  }

  private static String formula(double one, double many) {
    return BatchLive.formula(
        List.of(1, 64), Map.of("batch=1", new double[] {one}, "batch=64", new double[] {many}));
  }

  private static String said(Consumer<LiveAnswers> program) throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LiveAnswers answers = LiveAnswers.to(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    Thread thread = new Thread(() -> program.accept(answers));
    thread.start();
    thread.join();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
