package lab.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.experiments.memory.aba.Aba;
import org.junit.jupiter.api.Test;

class StressTestTest {
  private static final String OTHER_WORLD = "the class has 32 bits, and the proof none";

  /** Whatever is made of a test, the proof does not carry over to it. */
  @Test
  void aCopyIsAsUnprovedAndAsBrokenAsItsTest() {
    StressTest test = StressTest.of("Test", "tag=on", List.of()).unproved(OTHER_WORLD).ofATwin();
    List<StressTest> copies =
        List.of(
            test,
            test.in("opaque", Aba.class),
            test.in("acquire-release", Aba.class),
            test.weakened(Weakening.mode("plain", Aba.class)),
            test.at(new Address("memory/aba"), "claim"));
    assertThat(copies)
        .allSatisfy(copy -> {
          assertThat(copy.unproved()).contains(OTHER_WORLD);
          assertThat(copy.twin()).isTrue();
        });
    assertThat(StressTest.of("Test", "", List.of()).unproved()).isEmpty();
  }
}
