package lab.bench.net.encapsulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import lab.bench.harness.LiveAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoopbackBytesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LiveAnswers answers =
      LiveAnswers.to(new PrintStream(out, true, StandardCharsets.UTF_8));

  private List<String> said() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** On the loopback that every process here shares: whatever others send, we send as predicted. */
  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @ValueSource(strings = {"tcp", "udp"})
  void besideOthersOnlyTheLeastCounts(String transport) throws Exception {
    LoopbackBytes.shared(answers, Wish.of(new String[] {"--transport=" + transport}), "so", 300);
    assertThat(said())
        .noneMatch(l -> l.startsWith("{\"outcome\":\"other-bytes\"") && !l.endsWith(":0}"))
        .anyMatch(l -> l.startsWith("{\"name\":\"messages left out, others sent\""));
  }

  @Test
  void theFirstDifferenceIsTold() {
    Tally tally = new Tally(answers);
    tally.add(Optional.empty());
    tally.add(Optional.of("one"));
    tally.add(Optional.of("two"));
    tally.leaveOut();
    tally.tell();
    assertThat(said())
        .containsExactly(
            "{\"name\":\"first difference\",\"value\":\"one\"}",
            "{\"outcome\":\"as-predicted\",\"count\":1}",
            "{\"outcome\":\"other-bytes\",\"count\":2}");
    assertThat(tally.leftOut()).isEqualTo(1);
  }
}
