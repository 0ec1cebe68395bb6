package lab.net.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceSpaceTest {
  @ParameterizedTest
  @ValueSource(longs = {8, 16, 64})
  void comparesLikeAClock(long modulus) {
    SequenceSpace space = new SequenceSpace(modulus);
    for (long a = 0; a < modulus; a++) {
      for (long n = -modulus / 2; n < modulus / 2; n++) {
        long b = space.add(a, n);
        assertThat(space.has(b)).isTrue();
        assertThat(space.distance(a, b)).isEqualTo(n);
        assertThat(space.less(a, b)).isEqualTo(n > 0);
        assertThat(space.atMost(a, b)).isEqualTo(n >= 0);
      }
    }
  }

  /** The kernel's {@code before()} is the sign of a difference of 32 bits. */
  @Test
  void comparesAs32BitIntegersDo() {
    long[] edges = {0, 1, 2, 0x7fff_ffffL, 0x8000_0000L, 0x8000_0001L, 0xffff_fffeL, 0xffff_ffffL};
    for (long a : edges) {
      for (long b : edges) {
        assertThat(SequenceSpace.REAL.distance(a, b)).isEqualTo((int) b - (int) a);
        if (((a - b) & 0xffff_ffffL) != 0x8000_0000L) {
          // At exactly half the kernel calls each before the other, and we call neither.
          assertThat(SequenceSpace.REAL.less(a, b)).isEqualTo((int) a - (int) b < 0);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4, 12, -8, 1L << 33})
  void isAPowerOfTwo(long modulus) {
    assertThatThrownBy(() -> new SequenceSpace(modulus))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("got " + modulus);
  }
}
