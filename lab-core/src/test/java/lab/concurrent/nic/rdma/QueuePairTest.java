package lab.concurrent.nic.rdma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Two queue pairs stepped by hand: messages, queues and states as they should be. */
class QueuePairTest extends TwoQueuePairs {
  @Test
  void aMessageGoesFromBufferToBufferAndBothSidesAreTold() {
    fill(a, 0, 42);
    receive(8);
    send(1, 8, true);
    assertThat(a.pollSend(done)).isFalse();
    assertThat(aToB.progress(10)).isEqualTo(1);
    assertThat(word(b, 64)).isEqualTo(42);
    assertThat(sent(a)).isEqualTo(WcStatus.SUCCESS);
    assertThat(done.workRequest()).isEqualTo(1);
    assertThat(done.opcode()).isEqualTo(Opcode.SEND);
    assertThat(received(b)).isEqualTo(WcStatus.SUCCESS);
    assertThat(done.workRequest()).isEqualTo(7);
    assertThat(done.bytes()).isEqualTo(8);
    assertThat(done.opcode()).isEqualTo(Opcode.RECEIVE);
  }

  /** What the device sends is what the buffer holds when the device reads it. */
  @Test
  void aBufferThatIsChangedBeforeItsCompletionIsSentChangedUnlessItWasInline() {
    fill(a, 0, 1);
    receive(8);
    send(1, 8, true);
    fill(a, 0, 2);
    aToB.progress(1);
    assertThat(word(b, 64)).isEqualTo(2);

    receive(8);
    fill(a, 0, 3);
    assertThat(a.postInline(2, 0, 8, true)).isEqualTo(Post.POSTED);
    a.ringSend();
    fill(a, 0, 4);
    aToB.progress(1);
    assertThat(word(b, 64)).isEqualTo(3);
    assertThat(a.postInline(3, 0, WorkQueue.INLINE_BYTES + 1, true)).isEqualTo(Post.BAD_LENGTH);
  }

  @Test
  void withoutTheDoorbellTheDeviceSeesNothing() {
    receive(8);
    a.postSend(1, 0, 8, keyA, true);
    assertThat(aToB.progress(1)).isZero();
    a.ringSend();
    assertThat(aToB.progress(1)).isEqualTo(1);
  }

  @Test
  void theQueueIsAsDeepAsItIsAndItsSlotsComeBackWhenACompletionIsPolled() {
    for (int i = 0; i < 4; i++) {
      receive(8);
      assertThat(send(i, 8, i == 2)).isEqualTo(Post.POSTED);
    }
    assertThat(send(4, 8, true)).isEqualTo(Post.FULL);
    assertThat(aToB.progress(10)).isEqualTo(4);
    assertThat(send(4, 8, true)).isEqualTo(Post.FULL);
    assertThat(sent(a)).isEqualTo(WcStatus.SUCCESS);
    assertThat(done.workRequest()).isEqualTo(2);
    assertThat(a.outstandingSends()).isEqualTo(1);
    assertThat(send(4, 8, true)).isEqualTo(Post.POSTED);
  }

  @Test
  void aQueueOfSilentRequestsFillsUpForEver() {
    for (int i = 0; i < 4; i++) {
      receive(8);
      send(i, 8, false);
      assertThat(aToB.progress(10)).isEqualTo(1);
      assertThat(received(b)).isEqualTo(WcStatus.SUCCESS);
    }
    assertThat(a.pollSend(done)).isFalse();
    assertThat(send(4, 8, true)).isEqualTo(Post.FULL);
    // Only a reset helps: everything before it is forgotten.
    a.modify(QpState.RESET);
    a.connect();
    receive(8);
    assertThat(send(5, 8, true)).isEqualTo(Post.POSTED);
  }

  @Test
  void drainedSendsWait() {
    receive(8);
    a.modify(QpState.SQD);
    assertThat(send(1, 8, true)).isEqualTo(Post.POSTED);
    assertThat(aToB.progress(1)).isZero();
    a.modify(QpState.RTS);
    assertThat(aToB.progress(1)).isEqualTo(1);
  }

  @Test
  void whatMayBePostedDependsOnTheState() {
    a.modify(QpState.RESET);
    assertThat(send(1, 8, true)).isEqualTo(Post.WRONG_STATE);
    assertThat(a.postReceive(1, 0, 8, keyA)).isEqualTo(Post.WRONG_STATE);
    a.modify(QpState.INIT);
    assertThat(send(1, 8, true)).isEqualTo(Post.WRONG_STATE);
    assertThat(a.postReceive(1, 0, 8, keyA)).isEqualTo(Post.POSTED);
    assertThatThrownBy(() -> a.modify(QpState.RTS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("INIT -> RTS is no transition; from INIT: [INIT, RTR, RESET, ERR]");
  }

  /** The table of the kernel, arrow by arrow. */
  @Test
  void theTransitionsAreThoseOfTheTable() {
    assertThat(QpState.RESET.next()).isEqualTo(List.of(QpState.RESET, QpState.INIT));
    assertThat(QpState.ERR.next()).isEqualTo(List.of(QpState.RESET, QpState.ERR));
    int legal = 0;
    for (QpState from : QpState.values()) {
      legal += from.next().size();
    }
    assertThat(legal).isEqualTo(22);
    for (QpState from : List.of(QpState.INIT, QpState.RTR, QpState.RTS, QpState.SQD, QpState.SQE)) {
      assertThat(from.next()).contains(QpState.RESET, QpState.ERR);
    }
  }

  @Test
  void aResetForgetsWhatWasPosted() {
    receive(8);
    send(1, 8, true);
    a.modify(QpState.RESET);
    a.connect();
    assertThat(aToB.progress(10)).isZero();
    fill(a, 0, 9);
    send(2, 8, true);
    assertThat(aToB.progress(10)).isEqualTo(1);
    assertThat(sent(a)).isEqualTo(WcStatus.SUCCESS);
    assertThat(done.workRequest()).isEqualTo(2);
    assertThat(word(b, 64)).isEqualTo(9);
  }

  @Test
  void shapesAndTimersAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.Shape.of(3, 64))
        .withMessage("sendDepth must be a power of two, 1..1048576: sendDepth=3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QpAttributes(32, 0, 0, 0))
        .withMessage("minRnrTimer must be 0..31: minRnrTimer=32");
    assertThat(new QpAttributes(0, 0, 0, 0).rnrNanos()).isEqualTo(655_360_000L);
    assertThat(new QpAttributes(31, 0, 14, 0).rnrNanos()).isEqualTo(491_520_000L);
    assertThat(new QpAttributes(31, 0, 14, 0).timeoutNanos()).isEqualTo(67_108_864L);
    assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.open(arena.allocate(4096, 128)));
  }

  /** posted = completed + outstanding, over many laps of every ring. */
  @Test
  void manyLapsKeepOrderAndCount() {
    long sends = 0;
    long next = 0;
    for (int round = 0; round < 1_000; round++) {
      int batch = round % 4 + 1;
      for (int i = 0; i < batch; i++) {
        b.postReceive(sends + i, 64L * i, 8, keyB);
        fill(a, 8L * i, sends + i);
        a.postSend(sends + i, 8L * i, 8, keyA, i == batch - 1);
      }
      b.ringReceive();
      a.ringSend();
      assertThat(aToB.progress(10)).isEqualTo(batch);
      assertThat(sent(a)).isEqualTo(WcStatus.SUCCESS);
      assertThat(a.outstandingSends()).isZero();
      for (int i = 0; i < batch; i++) {
        assertThat(received(b)).isEqualTo(WcStatus.SUCCESS);
        assertThat(done.workRequest()).isEqualTo(next);
        assertThat(word(b, 64L * i)).isEqualTo(next++);
      }
      sends += batch;
    }
    assertThat(aToB.messages()).isEqualTo(sends);
  }
}
