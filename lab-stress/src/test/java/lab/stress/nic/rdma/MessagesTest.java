package lab.stress.nic.rdma;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessagesTest {

  @Test
  void whatArrivesIsClassified() {
    Messages posted = new Messages();
    posted.post(0);
    posted.execute();
    posted.awaitCompletion();
    posted.write(0, 2);
    assertThat(posted.received()).isEqualTo(Messages.POSTED);

    Messages later = new Messages();
    later.post(0);
    later.write(0, 2);
    later.execute();
    assertThat(later.received()).isEqualTo(Messages.LATER);

    assertThat(new Messages().received()).isEqualTo(Messages.TORN);
  }

  @Test
  void buffersInTurnAreSafeIfTheDeviceKeepsUpAndNotOtherwise() {
    Messages keptUp = inTurn();
    keptUp.execute();
    keptUp.write(0, 2);
    assertThat(keptUp.received()).isEqualTo(Messages.POSTED);

    Messages late = inTurn();
    late.write(0, 2);
    late.execute();
    assertThat(late.received()).isEqualTo(Messages.LATER);
  }

  private static Messages inTurn() {
    Messages messages = new Messages(4);
    for (int buffer = 0; buffer < messages.buffers; buffer++) {
      messages.write(buffer, 1);
      messages.post(buffer);
    }
    return messages;
  }
}
