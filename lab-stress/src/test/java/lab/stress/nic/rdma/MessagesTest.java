package lab.stress.nic.rdma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.catalog.Evidence;
import lab.experiments.nic.rdma.Rdma;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

class MessagesTest {

  @Test
  void whatArrivesIsClassified() {
    Messages posted = new Messages();
    posted.post();
    posted.execute();
    posted.awaitCompletion();
    posted.write(2);
    assertThat(posted.received()).isEqualTo(Messages.POSTED);

    Messages later = new Messages();
    later.post();
    later.write(2);
    later.execute();
    assertThat(later.received()).isEqualTo(Messages.LATER);

    assertThat(new Messages().received()).isEqualTo(Messages.TORN);
  }

  /** What the room says of its tests is what the tests say of themselves. */
  @Test
  void theRoomNamesTheseTestsAndTheirOutcomes() throws Exception {
    Evidence.Stress stress =
        (Evidence.Stress)
            new Rdma()
                .evidence().stream()
                    .filter(e -> e instanceof Evidence.Stress)
                    .findFirst()
                    .orElseThrow();
    assertThat(stress.tests()).hasSize(2);
    for (Evidence.StressTest test : stress.tests()) {
      Outcome[] outcomes = Class.forName(test.name()).getAnnotationsByType(Outcome.class);
      assertThat(outcomes).as(test.name()).hasSameSizeAs(test.outcomes());
      for (Evidence.HostOutcome outcome : test.outcomes()) {
        Expect expected =
            !outcome.violation()
                ? Expect.ACCEPTABLE
                : outcome.allowed().isEmpty() ? Expect.FORBIDDEN : Expect.ACCEPTABLE_INTERESTING;
        assertThat(outcomes)
            .filteredOn(o -> List.of(o.id()).contains(outcome.id()))
            .extracting(Outcome::expect)
            .containsExactly(expected);
      }
    }
  }
}
