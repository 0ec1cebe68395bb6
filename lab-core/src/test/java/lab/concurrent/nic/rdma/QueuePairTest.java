package lab.concurrent.nic.rdma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two queue pairs and the engines between them, stepped by hand. */
class QueuePairTest {
  private static final Endpoint.Shape SHAPE = new Endpoint.Shape(4, 4, 4, 4, 4096);

  private final Arena arena = Arena.ofConfined();
  private final Completion done = new Completion();
  private long now;
  private QueuePair a;
  private QueuePair b;
  private SendEngine aToB;
  private SendEngine bToA;
  private int keyA;
  private int keyB;

  @BeforeEach
  void connect() {
    join(SHAPE);
  }

  @AfterEach
  void free() {
    arena.close();
  }

  private void join(Endpoint.Shape shape) {
    Endpoint left = Endpoint.create(arena.allocate(shape.bytes(), 128), shape);
    Endpoint right = Endpoint.create(arena.allocate(shape.bytes(), 128), shape);
    a = new QueuePair(left);
    b = new QueuePair(right);
    aToB = new SendEngine(left, right, () -> now);
    bToA = new SendEngine(right, left, () -> now);
    keyA = left.regions().register(0, 4096, Access.LOCAL_WRITE);
    keyB = right.regions().register(0, 2048, Access.ALL);
    a.connect();
    b.connect();
  }

  private void fill(QueuePair qp, long at, long value) {
    qp.endpoint().data().set(ValueLayout.JAVA_LONG, at, value);
  }

  private long word(QueuePair qp, long at) {
    return qp.endpoint().data().get(ValueLayout.JAVA_LONG, at);
  }

  private WcStatus sent(QueuePair qp) {
    assertThat(qp.pollSend(done)).isTrue();
    return done.status();
  }

  private WcStatus received(QueuePair qp) {
    assertThat(qp.pollReceive(done)).isTrue();
    return done.status();
  }

  private void receive(int length) {
    assertThat(b.postReceive(7, 64, length, keyB)).isEqualTo(Post.POSTED);
    b.ringReceive();
  }

  private Post send(long id, int length, boolean signaled) {
    Post post = a.postSend(id, 0, length, keyA, signaled);
    a.ringSend();
    return post;
  }

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
