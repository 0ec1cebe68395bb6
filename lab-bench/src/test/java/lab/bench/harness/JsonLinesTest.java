package lab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  @Test
  void oneObjectOnOneLine() {
    assertThat(printed("e", "text", "a \"b\"\n\\", "n", 1.5, "list", List.of("x", "y")))
        .isEqualTo(
            "{\"event\":\"e\",\"text\":\"a"
                + " \\\"b\\\"\\u000a\\\\\",\"n\":1.5,\"list\":[\"x\",\"y\"]}");
  }

  @Test
  void whatIsNoNumberIsUnknown() {
    assertThat(printed("e", "n", Double.NaN, "m", Double.POSITIVE_INFINITY))
        .isEqualTo("{\"event\":\"e\",\"n\":null,\"m\":null}");
  }

  private static String printed(String event, Object... fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new JsonLines(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(event, fields);
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }
}
