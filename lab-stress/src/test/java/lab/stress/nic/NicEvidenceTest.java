package lab.stress.nic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.catalog.Evidence;
import lab.catalog.Experiment;
import lab.experiments.nic.descriptorring.DescriptorRing;
import lab.experiments.nic.napi.Napi;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

/** What the two rooms say of their tests is what the tests say of themselves. */
class NicEvidenceTest {

  @Test
  void theRoomsNameTheseTestsAndTheirOutcomes() throws Exception {
    int tests = 0;
    for (Experiment room : List.of(new DescriptorRing(), new Napi())) {
      for (Evidence evidence : room.evidence()) {
        if (evidence instanceof Evidence.Stress stress) {
          for (Evidence.StressTest test : stress.tests()) {
            check(test);
            tests++;
          }
        }
      }
    }
    assertThat(tests).isEqualTo(40);
  }

  private static void check(Evidence.StressTest test) throws Exception {
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
