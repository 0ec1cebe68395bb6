package lab.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.catalog.Catalog;
import lab.room.Outcome;
import lab.room.Room;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jcstress.annotations.Expect;

/** What every room says of its stress tests is what the tests say of themselves. */
class OutcomesTest {

  @TestFactory
  Stream<DynamicTest> outcomesAndAnnotationsAreEqual() {
    return Catalog.lab().rooms().stream()
        .flatMap(room ->
            room.evidence().stream()
                .filter(Stress.class::isInstance)
                .flatMap(e -> ((Stress) e).cases().stream())
                .map(test ->
                    DynamicTest.dynamicTest(
                        test.name() + " " + new TreeMap<>(test.settings()),
                        () -> check(room, test))));
  }

  @Test
  void aDifferenceIsNoticed() throws Exception {
    Room room = Catalog.lab().room("aba");
    StressTest bare = ((Stress) room.evidence().getFirst()).cases().getFirst();
    check(room, bare);
    assertThatThrownBy(() ->
            check(
                room, new StressTest(bare.name(), bare.settings(), bare.outcomes().subList(1, 3))))
        .isInstanceOf(AssertionError.class);
    Outcome bad = Outcome.bad("0", "", "claim");
    assertThat(expected(bad, false, List.of("java"))).isEqualTo(Expect.ACCEPTABLE_INTERESTING);
    assertThat(expected(bad, false, List.of())).isEqualTo(Expect.FORBIDDEN);
    assertThat(expected(bad, true, List.of("java"))).isEqualTo(Expect.FORBIDDEN);
  }

  private static void check(Room room, StressTest test) throws ClassNotFoundException {
    Settings settings = room.controls().with(room.controls().defaults(), test.settings());
    Map<String, Expect> declared = new TreeMap<>();
    for (Outcome outcome : test.outcomes()) {
      List<String> allowed = room.models().allowing(outcome, settings);
      // A shape's outcome that RC11 alone rules out is lawful on Armv8.
      boolean beyond =
          allowed.isEmpty()
              && outcome.exactly().isPresent()
              && room.models().mayLoadBuffer(settings);
      declared.put(
          outcome.id(),
          beyond
              ? Expect.ACCEPTABLE_INTERESTING
              : expected(outcome, test.weakening().isPresent(), allowed));
    }
    assertThat(annotated(test)).isEqualTo(declared);
  }

  /** A test of rewritten classes is the test of those that ship, which forbids more. */
  private static Expect expected(Outcome outcome, boolean rewritten, List<String> allowed) {
    if (allowed.isEmpty() || (rewritten && outcome.violation())) {
      return Expect.FORBIDDEN;
    }
    return outcome.violation() || !allowed.contains("sc")
        ? Expect.ACCEPTABLE_INTERESTING
        : Expect.ACCEPTABLE;
  }

  /** Without an id an annotation speaks of all other outcomes, and must not be the only one. */
  private static Map<String, Expect> annotated(StressTest test) throws ClassNotFoundException {
    Map<String, Expect> annotated = new TreeMap<>();
    for (var outcome :
        Class.forName(test.name())
            .getAnnotationsByType(org.openjdk.jcstress.annotations.Outcome.class)) {
      Arrays.stream(outcome.id())
          .filter(id -> !id.isEmpty())
          .forEach(id -> annotated.put(id, outcome.expect()));
    }
    return annotated;
  }
}
