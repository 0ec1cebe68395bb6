package lab.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.catalog.Evidence;
import lab.catalog.Experiment;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

/** Holds what a room says of its stress tests against what the tests say of themselves. */
public final class Grading {
  private Grading() {}

  /** Checks the outcomes of all stress tests of a room, and says how many tests there are. */
  public static int check(Experiment room) throws ClassNotFoundException {
    int tests = 0;
    for (Evidence evidence : room.evidence()) {
      if (evidence instanceof Evidence.Stress stress) {
        for (Evidence.StressTest test : stress.tests()) {
          check(test);
          tests++;
        }
      }
    }
    return tests;
  }

  private static void check(Evidence.StressTest test) throws ClassNotFoundException {
    Outcome[] outcomes = Class.forName(test.name()).getAnnotationsByType(Outcome.class);
    assertThat(outcomes).as(test.name()).hasSameSizeAs(test.outcomes());
    for (Evidence.HostOutcome outcome : test.outcomes()) {
      // A test of rewritten classes is the test of those that ship, which forbids more.
      Expect expected =
          !outcome.violation()
              ? Expect.ACCEPTABLE
              : outcome.allowed().isEmpty() || test.weakening().isPresent()
                  ? Expect.FORBIDDEN
                  : Expect.ACCEPTABLE_INTERESTING;
      assertThat(outcomes)
          .as(test.name() + " " + outcome.id())
          .filteredOn(o -> List.of(o.id()).contains(outcome.id()))
          .extracting(Outcome::expect)
          .containsExactly(expected);
    }
  }
}
