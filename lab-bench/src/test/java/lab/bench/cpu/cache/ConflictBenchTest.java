package lab.bench.cpu.cache;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConflictBenchTest {
  @Test
  void aSetThatReachesBeyondAPageIsNotOursToChoose() {
    assertThatCode(() -> ConflictBench.mustLieWithinPage(4096, 4096)).doesNotThrowAnyException();
    assertThatCode(() -> ConflictBench.mustLieWithinPage(16384, 65536)).doesNotThrowAnyException();
    assertThatThrownBy(() -> ConflictBench.mustLieWithinPage(16384, 4096))
        .hasMessageStartingWith(
            "lines of one set of the L1 are 16384 bytes apart, and a page has 4096:");
  }
}
