package lab.net.tcp.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.input.BadInput;
import org.junit.jupiter.api.Test;

/** Timeouts, number by number. */
class RoundTripTest {

  private static RoundTrip after(long... samples) {
    RoundTrip rtt = RoundTrip.UNKNOWN;
    for (long sample : samples) {
      rtt = rtt.sample(sample);
    }
    return rtt;
  }

  /** A round trip of 100 ms and a bit, on a kernel with ticks of 4 ms: 304 ms, then 608 ms. */
  @Test
  void asALinuxKernelDidIt() {
    RoundTrip rtt = after(100_050);
    assertThat(rtt.timeoutMicros(RtoRules.LINUX)).isEqualTo(304_000);
    assertThat(rtt.doubled().timeoutMicros(RtoRules.LINUX)).isEqualTo(608_000);
    assertThat(rtt.doubled().sample(100_050).backoff()).isZero();
  }

  /** RFC 6298, 2: first a second; SRTT = R, RTTVAR = R/2; never below a second. */
  @Test
  void asTheRfcSays() {
    assertThat(RoundTrip.UNKNOWN.timeoutMicros(RtoRules.RFC_6298)).isEqualTo(1_000_000);
    assertThat(after(100_000).timeoutMicros(RtoRules.RFC_6298)).isEqualTo(1_000_000);
    assertThat(after(800_000).timeoutMicros(RtoRules.RFC_6298)).isEqualTo(2_400_000);
    // RTTVAR = 3/4 400 + 1/4 |800 - 400| = 400; SRTT = 7/8 800 + 1/8 400 = 750
    RoundTrip two = after(800_000, 400_000);
    assertThat(two.smoothedMicros()).isEqualTo(750_000);
    assertThat(two.rttvar4()).isEqualTo(1_600_000);
    assertThat(two.timeoutMicros(RtoRules.RFC_6298)).isEqualTo(2_350_000);
  }

  /** A steady round trip leaves the floor alone: SRTT + 200 ms in Linux, a second in the RFC. */
  @Test
  void varianceDiesOut() {
    long[] steady = new long[100];
    java.util.Arrays.fill(steady, 50_000);
    assertThat(after(steady).timeoutMicros(RtoRules.LINUX)).isBetween(250_000L, 252_000L);
    assertThat(after(steady).timeoutMicros(RtoRules.RFC_6298)).isEqualTo(1_000_000);
    assertThat(after(steady).least()).isEqualTo(50_000);
  }

  @Test
  void doublingEnds() {
    RoundTrip rtt = after(100_000);
    for (int i = 0; i < 100; i++) {
      rtt = rtt.doubled();
    }
    assertThat(rtt.timeoutMicros(RtoRules.LINUX)).isEqualTo(120_000_000);
    assertThat(rtt.timeoutMicros(RtoRules.RFC_6298)).isEqualTo(60_000_000);
  }

  @Test
  void theFloorIsAControl() {
    RoundTrip rtt = after(100);
    assertThat(rtt.timeoutMicros(RtoRules.LINUX.withFloor(1_000))).isBetween(1_100L, 1_120L);
    assertThat(rtt.timeoutMicros(RtoRules.LINUX.withFloor(200_000))).isBetween(200_100L, 204_000L);
  }

  @Test
  void impossibleTimesAreRefused() {
    assertThatThrownBy(() -> RtoRules.LINUX.withFloor(0)).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> new RtoRules(1, 2, true, 1, 1)).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> new RtoRules(1, 1, true, 0, 1)).isInstanceOf(BadInput.class);
  }
}
