package lab.bench.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RingTest {
  /** One cycle through all lines: shorter ones would stay in a cache. */
  @Test
  void theChaseVisitsEveryLineBeforeTheFirstComesAgain() {
    try (Arena arena = Arena.ofConfined()) {
      int lines = 1000;
      Ring ring = new Ring(arena, lines, 4096, 4096);
      Set<Long> visited = new HashSet<>();
      for (int i = 0; i < lines; i++) {
        long at = ring.chase(1);
        assertThat(at % 4096).isZero();
        assertThat(visited.add(at)).as("load %d", i).isTrue();
      }
      assertThat(visited).contains(ring.chase(1));
      ring.check();
    }
  }

  /** A loop that was folded away would stand elsewhere. */
  @Test
  void theCheckCountsTheLoads() {
    try (Arena arena = Arena.ofConfined()) {
      Ring ring = new Ring(arena, 7, 64, 64);
      ring.chase(1024);
      assertThatCode(ring::check).doesNotThrowAnyException();
      ring.pretend(1);
      assertThatThrownBy(ring::check)
          .hasMessage("after 1025 loads over 7 lines the chase stands at place 2");
    }
  }
}
