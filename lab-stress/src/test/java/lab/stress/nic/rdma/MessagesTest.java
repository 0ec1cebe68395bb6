package lab.stress.nic.rdma;

import static org.assertj.core.api.Assertions.assertThat;

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
}
