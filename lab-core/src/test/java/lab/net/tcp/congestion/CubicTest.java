package lab.net.tcp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CUBIC's formulas. */
class CubicTest {

  /** As measured on a kernel. */
  @ParameterizedTest
  @CsvSource({"31,21", "32,22", "100,70", "10,7"})
  void sevenTenthsAreLeft(int window, int left) {
    assertThat(Cubic.reduced(window)).isEqualTo(left);
    assertThat(Losses.left(Algorithm.CUBIC, Fault.NONE, window)).isEqualTo(left);
  }

  @Test
  void cubeRoots() {
    for (long root = 0; root < 2_000; root++) {
      long cube = root * root * root;
      assertThat(Cubic.cubeRoot(cube)).isEqualTo(root);
      assertThat(Cubic.cubeRoot(cube + 3 * root * root + 3 * root)).isEqualTo(root);
    }
    assertThat(Cubic.cubeRoot(Long.MAX_VALUE)).isEqualTo(2_097_151);
  }

  /** Fast convergence (4.7): who comes down again remembers less: 0.85 of the window. */
  @Test
  void remembersTheWindow() {
    assertThat(Cubic.NONE.reducedAt(100).lastMax()).isEqualTo(100);
    assertThat(Cubic.NONE.reducedAt(100).reducedAt(90).lastMax()).isEqualTo(90 * 1741 / 2048);
    assertThat(Cubic.NONE.reducedAt(100).reducedAt(110).lastMax()).isEqualTo(110);
  }

  /** K = cbrt((W_max - cwnd) / C): 4.22 s from 70 to 100. */
  @Test
  void thePlateau() {
    Cubic c = Cubic.NONE.reducedAt(100).acknowledged(1, 70, 5_000_000, 0);
    assertThat(c.k()).isBetween(4_310L, 4_326L); // cbrt(30 / 0.4) = 4.217 s in 1/1024 s
    assertThat(c.origin()).isEqualTo(100);
    // Far from the plateau it grows fast, near it hardly, beyond it fast again.
    int early = c.each(0, 70, 5_100_000, 0);
    int near = c.each(0, 99, 5_000_000 + 4_200_000, 0);
    int late = c.each(0, 101, 5_000_000 + 9_000_000, 0);
    assertThat(early).isLessThan(near);
    assertThat(late).isLessThan(near);
    assertThat(late).isGreaterThanOrEqualTo(2);
  }

  /** W(t) = C (t - K)^3 + W_max, played: a round trip of 100 ms, a window of segments each. */
  @ParameterizedTest
  @CsvSource({"2000000", "4217000", "6000000", "8000000"})
  void theWindowFollowsTheCurve(long after) {
    long rtt = 100_000;
    Cubic c = Cubic.NONE.reducedAt(1000);
    Window w = new Window(700, 700, 0, Window.Use.NONE);
    long now = 0;
    for (; now < after; now += rtt) {
      for (int i = 0, n = w.cwnd(); i < n; i++) {
        long at = now + i * rtt / n;
        c = c.acknowledged(1, w.cwnd(), at, rtt);
        w = w.avoid(1, c.pace().each());
      }
    }
    double k = Math.cbrt(300 / 0.4);
    double t = (after + rtt) / 1e6;
    double curve = 0.4 * Math.pow(t - k, 3) + 1000;
    assertThat((double) w.cwnd())
        .isCloseTo(curve, org.assertj.core.data.Percentage.withPercentage(2));
  }

  /**
   * On short paths CUBIC grows as Reno would (4.3): 0.53 segments a round trip; Linux lags behind
   * by up to 1/32 s.
   */
  @Test
  void asFriendlyAsReno() {
    long rtt = 1_000;
    Cubic c = Cubic.NONE.reducedAt(40);
    Window w = new Window(28, 28, 0, Window.Use.NONE);
    long now = 0;
    for (int round = 0; round < 100; round++, now += rtt) {
      for (int i = 0, n = w.cwnd(); i < n; i++) {
        c = c.acknowledged(1, w.cwnd(), now, rtt);
        w = w.avoid(1, c.pace().each());
      }
    }
    assertThat(w.cwnd() - 28).isBetween(53 - 17, 53 + 1);
  }
}
