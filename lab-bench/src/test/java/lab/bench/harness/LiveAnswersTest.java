package lab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveAnswersTest {

  @Test
  void aMatrixIsOneLine() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LiveAnswers.to(new PrintStream(out, true, StandardCharsets.UTF_8))
        .matrix(
            "hand-over",
            "ns",
            List.of(0, 4),
            new double[][] {{Double.NaN, 25.5}, {25.5, Double.NaN}},
            true,
            List.of(List.of(0, 4)),
            "half a round trip");
    assertThat(out.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"name\":\"hand-over\",\"matrix\":{\"rows\":[\"0\",\"4\"],\"columns\":[\"0\",\"4\"],"
                + "\"unit\":\"ns\",\"values\":[[null,25.5],[25.5,null]],\"sampled\":true,"
                + "\"siblings\":[[\"0\",\"4\"]]},\"notes\":[\"half a round trip\"]}");
  }
}
