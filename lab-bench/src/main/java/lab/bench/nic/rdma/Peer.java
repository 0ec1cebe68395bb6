package lab.bench.nic.rdma;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import lab.concurrent.nic.rdma.Access;
import lab.concurrent.nic.rdma.Completion;
import lab.concurrent.nic.rdma.Endpoint;
import lab.concurrent.nic.rdma.Post;
import lab.concurrent.nic.rdma.QueuePair;
import lab.concurrent.nic.rdma.SendEngine;

/**
 * One process's side of the queue pairs: application and device in one thread, for there is one CPU
 * for each process. Messages have {@link #BYTES} bytes, the first word says what they are.
 */
final class Peer {
  static final int BYTES = 64;
  static final int DEPTH = 256;

  /** Sends between two signaled ones, and messages for each ring of a doorbell. */
  static final int BATCH = 16;

  static final Endpoint.Shape SHAPE = Endpoint.Shape.of(DEPTH, 2L * DEPTH * BYTES);

  private final QueuePair pair;
  private final SendEngine engine;
  private final MemorySegment data;
  private final int key;
  private final Completion completion = new Completion();
  private long sends;
  private int given;

  Peer(Endpoint own, Endpoint other) {
    pair = new QueuePair(own);
    engine = new SendEngine(own, other);
    data = own.data();
    key = own.regions().register(0, SHAPE.dataBytes(), Access.LOCAL_WRITE);
    pair.connect();
    for (int i = 0; i < DEPTH; i++) {
      pair.postReceive(i, receiveBuffer(i), BYTES, key);
    }
    pair.ringReceive();
  }

  private static long receiveBuffer(long i) {
    return (DEPTH + i) * BYTES;
  }

  MemorySegment data() {
    return data;
  }

  /** Where the next message to be sent is written; waits until the NIC has done with that place. */
  long next() {
    while (pair.outstandingSends() == DEPTH) {
      engine.progress(BATCH);
      reap();
    }
    return sends % DEPTH * BYTES;
  }

  /** Posts the message at {@link #next}; the doorbell rings at the end of a batch or if asked. */
  void send(boolean now) {
    boolean signaled = (sends + 1) % BATCH == 0;
    Post post = pair.postSend(sends, sends % DEPTH * BYTES, BYTES, key, signaled);
    if (post != Post.POSTED) {
      throw new IllegalStateException("a send was not posted: " + post);
    }
    sends++;
    if (now || signaled) {
      pair.ringSend();
      engine.progress(BATCH);
      reap();
    }
  }

  private void reap() {
    while (pair.pollSend(completion)) {
      require();
    }
  }

  private void require() {
    if (!completion.succeeded()) {
      throw new IllegalStateException("a request ended with " + completion.status());
    }
  }

  /** Waits for the next message and says where it lies; it stays there until {@link #giveBack}. */
  long receive() throws IOException {
    long spins = 0;
    while (!pair.pollReceive(completion)) {
      engine.progress(BATCH);
      Thread.onSpinWait();
      if ((++spins & 0xFFFFF) == 0 && spins > 1L << 33) {
        throw new IOException("the other process is silent");
      }
    }
    require();
    return receiveBuffer(completion.workRequest());
  }

  /** The message there has been read. */
  void giveBack(long at) {
    pair.postReceive(at / BYTES - DEPTH, at, BYTES, key);
    if (++given == BATCH) {
      given = 0;
      pair.ringReceive();
    }
  }

  long word(long at) {
    return data.get(ValueLayout.JAVA_LONG, at);
  }

  void setWord(long at, long value) {
    data.set(ValueLayout.JAVA_LONG, at, value);
  }
}
