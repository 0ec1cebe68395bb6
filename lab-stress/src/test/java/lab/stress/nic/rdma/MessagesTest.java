package lab.stress.nic.rdma;

import static org.assertj.core.api.Assertions.assertThat;

import lab.experiments.nic.rdma.Rdma;
import lab.stress.Grading;
import org.junit.jupiter.api.Test;

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
    assertThat(Grading.check(new Rdma())).isEqualTo(2);
  }
}
