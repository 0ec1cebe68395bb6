package lab.concurrent.nic.datapath;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import lab.concurrent.nic.FrameHandler;
import lab.concurrent.nic.Interrupts;
import lab.concurrent.nic.Napi;
import lab.concurrent.nic.NicRig;
import lab.concurrent.nic.RxRing;
import lab.concurrent.nic.TxRing;
import lab.concurrent.ring.MpmcRing;
import lab.concurrent.ring.SpscLongRing;
import lab.concurrent.ring.SpscRecordRing;

/**
 * The host's side of the datapath, as four roles:
 *
 * <pre>
 *   application  writes frames into a record ring
 *   driver       copies them into transmit buffers, posts descriptors, rings the doorbell
 *                ... the device: DMA through the IOMMU, the wire, DMA again, DD, interrupt ...
 *   receiver     takes frames by polling or by interrupt, hands buffers on, refills
 *   worker       checks every byte, gives the buffer back
 * </pre>
 *
 * Each role is a method that does what there is to do, at most {@link #TURN} frames, and never
 * waits. A role belongs to one thread at a time; on a machine with two CPUs one thread is all of
 * them in turn, and the device has the other CPU.
 *
 * <p>Nothing is dropped on the host's side: a full ring makes the role before it wait, and the ring
 * to the worker has room for every buffer there is. Frames are lost where the device has no receive
 * buffer, and counted there. Nothing is allocated once the pipeline stands.
 */
public final class Pipeline {
  /** Frames that one turn of a role handles at most. */
  public static final int TURN = 64;

  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** A received frame; there is one object for each buffer, ever. */
  private static final class Received {
    final int buffer;
    long offset;
    int length;

    Received(int buffer) {
      this.buffer = buffer;
    }
  }

  private final TxRing tx;
  private final RxRing rx;
  private final Napi napi;
  private final Trace trace;
  private final boolean traced;
  private final long station;
  private final int frameBytes;
  private final int frameWords;
  private final int batch;

  private final SpscRecordRing queue;
  private final MpmcRing<Received> work;
  private final SpscLongRing returns;
  private final long[] returned = new long[TURN];
  private final Received[] tokens;
  private final Tally tally = new Tally();
  private final FrameHandler handler = this::handOn;

  private long produced;
  private long posted;
  private long delivered;

  /**
   * On top of a card that is initialised.
   *
   * @param slots of the ring between application and driver: a power of two
   * @param frameBytes without FCS, {@link TestFrame#SHORTEST} to {@link TestFrame#LONGEST}
   * @param batch frames for each ring of the doorbell, 1 to {@link #TURN}
   * @param interrupt whether the receiver works by interrupts and budgeted polls
   * @param trace hears of every station on the way; {@link Trace#NONE} costs next to nothing
   */
  public Pipeline(
      NicRig rig, int slots, int frameBytes, int batch, boolean interrupt, Trace trace) {
    if (frameBytes < TestFrame.SHORTEST || frameBytes > TestFrame.LONGEST) {
      throw new IllegalArgumentException(
          "frameBytes is %d..%d: frameBytes=%d"
              .formatted(TestFrame.SHORTEST, TestFrame.LONGEST, frameBytes));
    }
    if (batch < 1 || batch > TURN) {
      throw new IllegalArgumentException("batch is 1.." + TURN + ": batch=" + batch);
    }
    tx = rig.driver().tx();
    rx = rig.driver().rx();
    station = rig.driver().mac();
    napi = interrupt ? new Napi(rig.driver(), TURN, Interrupts.LATCHED, true) : null;
    this.trace = trace;
    this.traced = !trace.equals(Trace.NONE);
    this.frameBytes = frameBytes;
    this.frameWords = TestFrame.words(frameBytes);
    this.batch = batch;
    queue = new SpscRecordRing(slots, frameWords);
    int buffers = rx.slots() + rig.driver().config().extraBuffers();
    int room = Math.max(2, Integer.highestOneBit(2 * buffers - 1));
    work = new MpmcRing<>(room);
    returns = new SpscLongRing(room);
    tokens = new Received[buffers];
    for (int i = 0; i < buffers; i++) {
      tokens[i] = new Received(i);
    }
    if (napi != null) {
      napi.start();
    }
  }

  /**
   * Application: writes as many new frames as there is room for.
   *
   * @param upTo number of the first frame that is not to be written
   * @return how many
   */
  public int application(long upTo) {
    int n = queue.claim(Math.clamp(upTo - produced, 0, TURN));
    for (int i = 0; i < n; i++) {
      trace.at(Trace.WRITTEN, produced);
      TestFrame.write(queue.words(), queue.claimed(i), frameBytes, station, produced++);
    }
    if (n > 0) {
      queue.commit(n);
    }
    return n;
  }

  /** Driver: moves frames from the ring to the device; returns how many. */
  public int driver() {
    int waiting = queue.available(TURN);
    int done = 0;
    while (done < waiting) {
      int n = tx.claim(Math.min(batch, waiting - done));
      if (n == 0) {
        break;
      }
      for (int i = 0; i < n; i++) {
        copy(queue.words(), queue.front(done + i), tx.memory(), tx.next());
        trace.at(Trace.POSTED, posted++);
        tx.post(frameBytes);
      }
      tx.ring();
      done += n;
    }
    if (done > 0) {
      queue.release(done);
    }
    return done;
  }

  private void copy(long[] from, int at, MemorySegment to, long offset) {
    MemorySegment.copy(from, at, to, WORD, offset, frameWords);
  }

  /** Receiver: takes buffers back from the worker and hands frames on; returns how many. */
  public int receiver() {
    int back = returns.drain(returned, 0, TURN);
    for (int i = 0; i < back; i++) {
      rx.giveBack((int) returned[i]);
    }
    return napi == null ? rx.poll(TURN, handler) : napi.turn(handler);
  }

  private boolean handOn(int buffer, long offset, int length, boolean last) {
    Received frame = tokens[buffer];
    frame.offset = offset;
    frame.length = last ? length : 0;
    if (traced) {
      trace.at(Trace.RECEIVED, rx.memory().get(WORD, offset + 2L * Long.BYTES));
    }
    if (!work.offer(frame)) {
      throw new IllegalStateException("the ring to the worker has room for every buffer");
    }
    return false;
  }

  /** Worker: checks frames and gives their buffers back; returns how many. */
  public int worker() {
    int n = 0;
    // Relaxed: who comes again anyway need not wait for a definite answer that nothing is there.
    for (Received frame; n < TURN && (frame = work.relaxedPoll()) != null; n++) {
      long sequence = TestFrame.sequence(rx.memory(), frame.offset, frame.length);
      trace.at(Trace.CHECKED, sequence);
      tally.frame(sequence);
      if (!returns.offer(frame.buffer)) {
        throw new IllegalStateException("the ring of returns has room for every buffer");
      }
      delivered++;
    }
    return n;
  }

  /** All roles in turn; returns how much was done. */
  public int turn(long upTo) {
    return application(upTo) + driver() + receiver() + worker();
  }

  /** What became of the frames, as the worker knows it. */
  public Tally tally() {
    return tally;
  }

  /** Frames that the application has written. */
  public long written() {
    return produced;
  }

  /** Frames that the driver has posted. */
  public long posted() {
    return posted;
  }

  /** Frames that the worker has had, whole or not. */
  public long delivered() {
    return delivered;
  }

  /** Interrupts taken; 0 where the receiver polls. */
  public long interrupts() {
    return napi == null ? 0 : napi.interrupts();
  }
}
