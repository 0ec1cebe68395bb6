package lab.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DrawsTest {

  /** The JDK's own class is the algorithm's first implementation, by its authors. */
  @Test
  void isTheGeneratorOfTheJdk() {
    for (long seed : new long[] {0, 1, -1, 0x123456789ABCDEFL}) {
      SplittableRandom jdk = new SplittableRandom(seed);
      for (int place = 0; place < 1000; place++) {
        assertThat(Draws.number(seed, place)).isEqualTo(jdk.nextLong());
      }
    }
  }

  @Test
  void whatIsBelowABoundIsTheUpperHalfScaled() {
    int[] seen = new int[5];
    for (int place = 0; place < 10_000; place++) {
      seen[Draws.below(5, 7, place)]++;
    }
    // 2000 each; the standard deviation is 40.
    assertThat(Arrays.stream(seen)).allMatch(n -> n > 1800 && n < 2200);
  }
}
