package lab.stress.nic.rdma;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import lab.concurrent.nic.rdma.Access;
import lab.concurrent.nic.rdma.Completion;
import lab.concurrent.nic.rdma.Endpoint;
import lab.concurrent.nic.rdma.QueuePair;
import lab.concurrent.nic.rdma.SendEngine;

/**
 * Two queue pairs as they ship, a receive for each message posted on one, and in every buffer of
 * the other a message of one repeated word. What is looked at is the message of the first buffer.
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
  private static final int SPINS = 1 << 12;

  final int buffers;
  final QueuePair sender;
  final SendEngine device;
  final int key;
  private final QueuePair receiver;
  private volatile boolean polling;

  /** With one buffer. */
  Messages() {
    this(1);
  }

  /**
   * @param buffers of one message each, a power of two; as many requests may be outstanding
   */
  Messages(int buffers) {
    this.buffers = buffers;
    long bytes = (long) buffers * BYTES;
    sender = new QueuePair(endpoint(buffers));
    receiver = new QueuePair(endpoint(buffers));
    device = new SendEngine(sender.endpoint(), receiver.endpoint());
    key = sender.endpoint().regions().register(0, bytes, 0);
    int sink = receiver.endpoint().regions().register(0, bytes, Access.LOCAL_WRITE);
    sender.connect();
    receiver.connect();
    for (int buffer = 0; buffer < buffers; buffer++) {
      receiver.postReceive(buffer, at(buffer), BYTES, sink);
      write(buffer, 1);
    }
    receiver.ringReceive();
  }

  private static long at(int buffer) {
    return (long) buffer * BYTES;
  }

  private static Endpoint endpoint(int buffers) {
    Endpoint.Shape shape = Endpoint.Shape.of(buffers, (long) buffers * BYTES);
    // On the heap, so that nobody has to free it.
    long[] words = new long[(int) (shape.bytes() + LINES) / Long.BYTES];
    return Endpoint.create(MemorySegment.ofArray(words), shape);
  }

  /** Application: replaces the message in a buffer. */
  void write(int buffer, long word) {
    MemorySegment data = sender.endpoint().data();
    for (long at = at(buffer); at < at(buffer + 1); at += Long.BYTES) {
      data.set(ValueLayout.JAVA_LONG, at, word);
    }
  }

  /** Application: posts the message of a buffer, signaled, and rings the doorbell. */
  void post(int buffer) {
    sender.postSend(buffer, at(buffer), BYTES, key, true);
    sender.ringSend();
  }

  /** Application: waits for the completion. */
  void awaitCompletion() {
    Completion completion = new Completion();
    for (int spins = 1; !sender.pollSend(completion); spins++) {
      pause(spins);
    }
  }

  /** Application: waits until the device polls, as one that is plugged in does. */
  void awaitDevice() {
    for (int spins = 1; !polling; spins++) {
      pause(spins);
    }
  }

  /** Device: waits for a request of every buffer and executes it. */
  void execute() {
    polling = true;
    int spins = 1;
    for (int done = 0; done < buffers; ) {
      int now = device.progress(1);
      done += now;
      if (now == 0) {
        pause(spins++);
      }
    }
  }

  /** Where both threads have one CPU between them, only who gives it up lets the other go on. */
  @SuppressWarnings("ThreadPriorityCheck") // a hint is all that is wanted
  private static void pause(int spins) {
    if (spins % SPINS == 0) {
      Thread.yield();
    } else {
      Thread.onSpinWait();
    }
  }

  /** What the receiver has of the first message. */
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
