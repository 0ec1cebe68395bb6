package lab.net.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FcsTest {
  /** The check value of CRC-32 that every catalogue of CRCs gives. */
  @Test
  void theCheckValue() {
    assertThat(Fcs.crc(Bytes.of("123456789".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(0xCBF4_3926);
  }

  @Test
  void leastSignificantByteFirst() {
    Bytes digits = Bytes.of("123456789".getBytes(StandardCharsets.US_ASCII));
    assertThat(Fcs.of(digits).hex()).isEqualTo("2639f4cb");
  }

  @Test
  void anyFrameWithItsFcsLeavesTheResidue() {
    Generated generated = new Generated(21);
    for (int length = 0; length < 300; length++) {
      Bytes frame = generated.bytes(length);
      Bytes whole = frame.plus(Fcs.of(frame));
      assertThat(Fcs.holds(whole)).isTrue();
      assertThat(Fcs.holds(whole.with(length / 2, whole.u8(length / 2) ^ 1))).isFalse();
    }
  }
}
