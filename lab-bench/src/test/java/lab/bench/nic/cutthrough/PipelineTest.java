package lab.bench.nic.cutthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import lab.bench.harness.LiveAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PipelineTest {
  /** Every frame is checked at the sink: a byte of another one would be an exception. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void framesCrossWholeAndInOrder(boolean storing) throws Exception {
    try (Pipeline pipeline = new Pipeline(storing)) {
      for (byte mark = 1; mark <= 5; mark++) {
        Pipeline.Crossing crossing = pipeline.cross(mark);
        assertThat(crossing.firstNanos()).isPositive().isLessThan(crossing.wholeNanos());
      }
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("source", "relay");
  }

  @Test
  void bothWaysAreScored() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Relay.measure(LiveAnswers.to(new PrintStream(out, true, StandardCharsets.UTF_8)), 200);
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(l -> l.startsWith("{\"score\""))
        .hasSize(2)
        .anyMatch(l -> l.startsWith("{\"score\":\"first byte, streaming\",\"unit\":\"us\""))
        .anyMatch(l -> l.startsWith("{\"score\":\"first byte, storing\",\"unit\":\"us\""));
  }
}
