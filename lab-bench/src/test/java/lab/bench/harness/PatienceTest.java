package lab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PatienceTest {
  @Test
  void whatComesTrueIsWaitedForAndWhatDoesNotIsGivenUp() {
    int[] asked = new int[1];
    assertThat(Patience.until(10_000, () -> ++asked[0] == 3_000)).isTrue();
    assertThat(Patience.until(5, () -> false)).isFalse();
    assertThatThrownBy(() -> Patience.require(5, "a miracle", () -> false))
        .hasMessage("a miracle did not happen within 5 ms");
  }
}
