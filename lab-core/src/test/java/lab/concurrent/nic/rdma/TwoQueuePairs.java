package lab.concurrent.nic.rdma;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of queue pairs start from: two, connected, and the engines between them. */
abstract class TwoQueuePairs {
  private static final Endpoint.Shape SHAPE = new Endpoint.Shape(4, 4, 4, 4, 4096);

  final Arena arena = Arena.ofConfined();
  final Completion done = new Completion();
  long now;
  QueuePair a;
  QueuePair b;
  SendEngine aToB;
  SendEngine bToA;
  int keyA;
  int keyB;

  @BeforeEach
  void connect() {
    join(SHAPE);
  }

  @AfterEach
  void free() {
    arena.close();
  }

  void join(Endpoint.Shape shape) {
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

  void fill(QueuePair qp, long at, long value) {
    qp.endpoint().data().set(ValueLayout.JAVA_LONG, at, value);
  }

  long word(QueuePair qp, long at) {
    return qp.endpoint().data().get(ValueLayout.JAVA_LONG, at);
  }

  WcStatus sent(QueuePair qp) {
    assertThat(qp.pollSend(done)).isTrue();
    return done.status();
  }

  WcStatus received(QueuePair qp) {
    assertThat(qp.pollReceive(done)).isTrue();
    return done.status();
  }

  void receive(int length) {
    assertThat(b.postReceive(7, 64, length, keyB)).isEqualTo(Post.POSTED);
    b.ringReceive();
  }

  Post send(long id, int length, boolean signaled) {
    Post post = a.postSend(id, 0, length, keyA, signaled);
    a.ringSend();
    return post;
  }
}
