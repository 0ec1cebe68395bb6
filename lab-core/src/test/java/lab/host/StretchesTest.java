package lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StretchesTest {
  @Test
  void commonTimeIsWhatBothRan() {
    Stretches a = stretches(0, 10, 20, 30, 40, 50);
    Stretches b = stretches(5, 25, 45, 60);
    assertThat(a.common(b)).isEqualTo(5 + 5 + 5);
    assertThat(b.common(a)).isEqualTo(15);
    assertThat(a.nanos()).isEqualTo(30);
  }

  @Test
  void turnsHaveNothingInCommon() {
    assertThat(stretches(0, 10, 20, 30).common(stretches(10, 20, 30, 40))).isZero();
    assertThat(stretches().common(stretches(0, 10))).isZero();
  }

  @Test
  void theLongestPauseMayLieAtEitherEnd() {
    assertThat(stretches(3, 10, 12, 20).longestPause(0, 20)).isEqualTo(3);
    assertThat(stretches(0, 10, 12, 16).longestPause(0, 20)).isEqualTo(4);
    assertThat(stretches(0, 10, 15, 20).longestPause(0, 20)).isEqualTo(5);
    assertThat(stretches().longestPause(0, 20)).isEqualTo(20);
  }

  @Test
  void watchingFindsOneThreadRunningNearlyAlways() {
    long start = System.nanoTime();
    long end = start + TimeUnit.MILLISECONDS.toNanos(20);
    Stretches watched = new Stretches();
    watched.watch(start, end);
    assertThat(watched.nanos()).isPositive().isLessThanOrEqualTo(end - start);
    assertThat(System.nanoTime()).isGreaterThanOrEqualTo(end);
  }

  private static Stretches stretches(long... edges) {
    Stretches stretches = new Stretches();
    for (int i = 0; i < edges.length; i += 2) {
      stretches.add(edges[i], edges[i + 1]);
    }
    return stretches;
  }
}
