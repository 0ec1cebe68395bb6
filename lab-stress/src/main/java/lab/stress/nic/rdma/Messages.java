package lab.stress.nic.rdma;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import lab.concurrent.nic.rdma.Access;
import lab.concurrent.nic.rdma.Completion;
import lab.concurrent.nic.rdma.Endpoint;
import lab.concurrent.nic.rdma.QueuePair;
import lab.concurrent.nic.rdma.SendEngine;

/**
 * Two queue pairs as they ship, a receive posted on one, and in the buffer of the other a message
 * of one repeated word.
 */
final class Messages {
  /** Every word is that of the message that was posted. */
  static final int POSTED = 0;

  /** Every word is that of the message that the buffer got later. */
  static final int LATER = 1;

  /** Some are, some are not. */
  static final int TORN = 2;

  static final int BYTES = 512;
  private static final int LINES = 128;
  private static final Endpoint.Shape SHAPE = Endpoint.Shape.of(1, BYTES);

  final QueuePair sender = new QueuePair(endpoint());
  final SendEngine device;
  final int key;
  private final QueuePair receiver = new QueuePair(endpoint());

  Messages() {
    device = new SendEngine(sender.endpoint(), receiver.endpoint());
    key = sender.endpoint().regions().register(0, BYTES, 0);
    int sink = receiver.endpoint().regions().register(0, BYTES, Access.LOCAL_WRITE);
    sender.connect();
    receiver.connect();
    receiver.postReceive(0, 0, BYTES, sink);
    receiver.ringReceive();
    write(1);
  }

  private static Endpoint endpoint() {
    // On the heap, so that nobody has to free it.
    long[] words = new long[(int) (SHAPE.bytes() + LINES) / Long.BYTES];
    return Endpoint.create(MemorySegment.ofArray(words), SHAPE);
  }

  /** Application: replaces the message in the buffer. */
  void write(long word) {
    MemorySegment buffer = sender.endpoint().data();
    for (long at = 0; at < BYTES; at += Long.BYTES) {
      buffer.set(ValueLayout.JAVA_LONG, at, word);
    }
  }

  /** Application: posts the message, signaled, and rings the doorbell. */
  void post() {
    sender.postSend(0, 0, BYTES, key, true);
    sender.ringSend();
  }

  /** Application: waits for the completion. */
  void awaitCompletion() {
    Completion completion = new Completion();
    while (!sender.pollSend(completion)) {
      Thread.onSpinWait();
    }
  }

  /** Device: waits for the request and executes it. */
  void execute() {
    while (device.progress(1) == 0) {
      Thread.onSpinWait();
    }
  }

  /** What the receiver has. */
  int received() {
    MemorySegment sink = receiver.endpoint().data();
    int posted = 0;
    int later = 0;
    for (long at = 0; at < BYTES; at += Long.BYTES) {
      long word = sink.get(ValueLayout.JAVA_LONG, at);
      posted += word == 1 ? 1 : 0;
      later += word == 2 ? 1 : 0;
    }
    int words = BYTES / Long.BYTES;
    return posted == words ? POSTED : later == words ? LATER : TORN;
  }
}
