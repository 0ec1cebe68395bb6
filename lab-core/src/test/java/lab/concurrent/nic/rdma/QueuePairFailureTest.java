package lab.concurrent.nic.rdma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong between two queue pairs, who is told of it, and what it stops. */
class QueuePairFailureTest extends TwoQueuePairs {
  @Test
  void completionQueuesOverrunAndDie() {
    join(new Endpoint.Shape(4, 2, 4, 4, 4096));
    for (int i = 0; i < 3; i++) {
      receive(8);
      send(i, 8, true);
    }
    aToB.progress(10);
    assertThat(a.state()).isEqualTo(QpState.ERR);
    assertThat(a.endpoint().takeEvent()).isEqualTo(AsyncEvent.CQ_ERR);
    assertThat(a.endpoint().takeEvent()).isEqualTo(AsyncEvent.NONE);
    assertThat(sent(a)).isEqualTo(WcStatus.SUCCESS);
    assertThat(sent(a)).isEqualTo(WcStatus.SUCCESS);
    assertThat(a.pollSend(done)).isFalse();
    assertThat(aToB.progress(10)).isZero();
  }

  @Test
  void theReceiversCompletionQueueOverrunsToo() {
    join(new Endpoint.Shape(4, 4, 4, 1, 4096));
    for (int i = 0; i < 2; i++) {
      receive(8);
      send(i, 8, true);
    }
    aToB.progress(10);
    assertThat(b.state()).isEqualTo(QpState.ERR);
    assertThat(b.endpoint().takeEvent()).isEqualTo(AsyncEvent.CQ_ERR);
    assertThat(sent(a)).isEqualTo(WcStatus.SUCCESS);
    assertThat(sent(a)).isEqualTo(WcStatus.REM_OP_ERR);
  }

  @Test
  void aWrongLocalKeyFailsAndEverythingBehindItIsFlushedInOrder() {
    receive(8);
    a.postSend(1, 0, 8, keyA + 64, false);
    a.postSend(2, 0, 8, keyA, false);
    a.postSend(3, 0, 8, keyA, true);
    a.ringSend();
    aToB.progress(10);
    assertThat(sent(a)).isEqualTo(WcStatus.LOC_PROT_ERR);
    assertThat(done.workRequest()).isEqualTo(1);
    assertThat(a.state()).isEqualTo(QpState.ERR);
    for (long id = 2; id <= 3; id++) {
      assertThat(sent(a)).isEqualTo(WcStatus.WR_FLUSH_ERR);
      assertThat(done.workRequest()).isEqualTo(id);
    }
    // In ERR requests are taken, and flushed.
    assertThat(send(4, 8, true)).isEqualTo(Post.POSTED);
    aToB.progress(10);
    assertThat(sent(a)).isEqualTo(WcStatus.WR_FLUSH_ERR);
    // The receives of the failed side are flushed by the device of the other.
    assertThat(a.postReceive(9, 0, 8, keyA)).isEqualTo(Post.POSTED);
    a.ringReceive();
    bToA.progress(10);
    assertThat(received(a)).isEqualTo(WcStatus.WR_FLUSH_ERR);
    assertThat(word(b, 64)).isZero();
    assertThat(b.pollReceive(done)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-8, 8", "4092, 8", "0, 4097", "9223372036854775800, 64"})
  void aRangeOutsideTheRegionIsRefused(long address, int length) {
    receive(8);
    a.postSend(1, address, length, keyA, true);
    a.ringSend();
    aToB.progress(10);
    assertThat(sent(a)).isEqualTo(WcStatus.LOC_PROT_ERR);
  }

  @Test
  void writeAndReadNeedTheRightRemoteKey() {
    fill(a, 0, 5);
    fill(b, 128, 6);
    a.postWrite(1, 0, 8, keyA, 256, keyB, true);
    a.postRead(2, 512, 8, keyA, 128, keyB, true);
    a.ringSend();
    aToB.progress(10);
    assertThat(sent(a)).isEqualTo(WcStatus.SUCCESS);
    assertThat(sent(a)).isEqualTo(WcStatus.SUCCESS);
    assertThat(word(b, 256)).isEqualTo(5);
    assertThat(word(a, 512)).isEqualTo(6);

    // B's region ends at 2048.
    a.postWrite(3, 0, 8, keyA, 2044, keyB, false);
    a.ringSend();
    aToB.progress(10);
    assertThat(sent(a)).isEqualTo(WcStatus.REM_ACCESS_ERR);
    assertThat(b.state()).isEqualTo(QpState.ERR);
    assertThat(b.endpoint().takeEvent()).isEqualTo(AsyncEvent.QP_ACCESS_ERR);
  }

  @Test
  void aKeyIsStaleAfterItsRegionIsGoneEvenIfTheEntryIsUsedAgain() {
    MemoryRegions regions = b.endpoint().regions();
    regions.deregister(keyB);
    assertThatIllegalArgumentException().isThrownBy(() -> regions.deregister(keyB));
    int again = regions.register(0, 2048, Access.ALL);
    assertThat(again).isNotEqualTo(keyB);
    a.postWrite(1, 0, 8, keyA, 0, keyB, true);
    a.ringSend();
    aToB.progress(1);
    assertThat(sent(a)).isEqualTo(WcStatus.REM_ACCESS_ERR);
  }

  @Test
  void aRegionThatMayOnlyBeReadIsNoSink() {
    int readOnly = a.endpoint().regions().register(0, 64, 0);
    a.postRead(1, 0, 8, readOnly, 0, keyB, true);
    a.ringSend();
    aToB.progress(1);
    assertThat(sent(a)).isEqualTo(WcStatus.LOC_PROT_ERR);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> a.endpoint().regions().register(0, 64, Access.REMOTE_WRITE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> a.endpoint().regions().register(4090, 8, 0));
  }

  @Test
  void aMessageThatIsTooLongFailsOnBothSides() {
    receive(8);
    send(1, 9, true);
    aToB.progress(1);
    assertThat(sent(a)).isEqualTo(WcStatus.REM_INV_REQ_ERR);
    assertThat(received(b)).isEqualTo(WcStatus.LOC_LEN_ERR);
    assertThat(b.state()).isEqualTo(QpState.ERR);
  }

  @Test
  void aReceiveWithAWrongKeyIsTheReceiversFault() {
    b.postReceive(7, 2044, 8, keyB);
    b.ringReceive();
    send(1, 8, true);
    aToB.progress(1);
    assertThat(sent(a)).isEqualTo(WcStatus.REM_OP_ERR);
    assertThat(received(b)).isEqualTo(WcStatus.LOC_PROT_ERR);
  }

  @Test
  void withoutAReceiveTheSenderAsksAgainAndGivesUp() {
    a.setAttributes(new QpAttributes(1, 2, 14, 7));
    send(1, 8, true);
    for (int tries = 0; tries < 3; tries++) {
      assertThat(a.pollSend(done)).isFalse();
      aToB.progress(1);
      aToB.progress(1); // Too early: nothing is asked.
      assertThat(aToB.receiverNotReady()).isEqualTo(tries + 1);
      now += 10_000;
    }
    assertThat(sent(a)).isEqualTo(WcStatus.RNR_RETRY_EXC_ERR);
    assertThat(b.state()).isEqualTo(QpState.RTS);
  }

  @Test
  void aReceiveThatComesInTimeIsTaken() {
    send(1, 8, true);
    for (int i = 0; i < 100; i++) {
      assertThat(aToB.progress(1)).isZero();
      now += 10_000;
    }
    receive(8);
    assertThat(aToB.progress(1)).isEqualTo(1);
    assertThat(sent(a)).isEqualTo(WcStatus.SUCCESS);
  }

  @Test
  void aPeerThatDoesNotAnswerIsGivenUp() {
    a.setAttributes(new QpAttributes(1, 7, 1, 1));
    b.modify(QpState.ERR);
    send(1, 8, true);
    assertThat(aToB.progress(1)).isZero();
    now += 8_192;
    assertThat(aToB.progress(1)).isZero();
    now += 8_192;
    assertThat(aToB.progress(1)).isEqualTo(1);
    assertThat(sent(a)).isEqualTo(WcStatus.RETRY_EXC_ERR);
  }

  @Test
  void aDoorbellThatCannotBeEndsTheQueueAndNothingElse() {
    a.endpoint().sendQueue().memory().set(ValueLayout.JAVA_LONG, 0, 5);
    assertThat(aToB.progress(10)).isZero();
    assertThat(a.endpoint().takeEvent()).isEqualTo(AsyncEvent.QP_FATAL);
    assertThat(a.state()).isEqualTo(QpState.ERR);
    assertThat(b.state()).isEqualTo(QpState.RTS);
  }

  @Test
  void nonsenseInARequestIsRefused() {
    receive(8);
    send(1, 8, true);
    a.endpoint().sendQueue().memory().set(ValueLayout.JAVA_INT, 256 + WorkQueue.OPCODE, 77);
    aToB.progress(1);
    assertThat(sent(a)).isEqualTo(WcStatus.LOC_QP_OP_ERR);
  }
}
