package lab.bench.net.encapsulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import lab.net.frame.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class SwappedWordsTest {
  @Test
  void harmIsDoneToThePayloadAlone() {
    Bytes right = Bytes.ofHex("6162636465");
    assertThat(ForgedFrames.Harm.SWAP.done(right).hex()).isEqualTo("6364616265");
    assertThat(ForgedFrames.Harm.FLIP.done(right).hex()).isEqualTo("6062636465");
  }

  /** The kernel takes what is swapped, and nothing in which a bit is another. */
  @ParameterizedTest
  @ValueSource(strings = {"tcp 4", "udp 4", "tcp 6"})
  void theKernelTakesSwappedWords(String how) throws Exception {
    List<String> said =
        AloneTest.said(
            SwappedWords.class,
            "--transport=" + how.substring(0, 3),
            "--ip=" + how.substring(4),
            "--timestamps=off",
            "--millis=100");
    assumeFalse(said.getFirst().contains("unavailable"), () -> said.getFirst());
    assertThat(said)
        .anyMatch(l -> l.startsWith("{\"outcome\":\"taken\"") && !l.endsWith(":0}"))
        .contains("{\"outcome\":\"refused\",\"count\":0}")
        .anyMatch(l -> l.startsWith("{\"name\":\"flipped bits\""));
  }
}
