package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;
import lab.concurrent.ring.SpscRecordRing;

/**
 * A cable between two cards, each with a thread of its own: frames wait in a bounded ring per
 * direction, and what finds it full is dropped and counted by the sender.
 */
public final class Cable {
  /** Words before the frame in a record: length, and whether the FCS is the sender's. */
  private static final int HEADER_WORDS = 2;

  private final SpscRecordRing one;
  private final SpscRecordRing other;
  private final int largest;

  /**
   * @param frames how many wait at most in each direction: a power of two
   * @param largestFrame in bytes; longer ones are dropped
   */
  public Cable(int frames, int largestFrame) {
    if (largestFrame < 1 || largestFrame > Descriptors.LARGEST_BUFFER) {
      throw new IllegalArgumentException(
          "largestFrame is 1.." + Descriptors.LARGEST_BUFFER + ": largestFrame=" + largestFrame);
    }
    int words = HEADER_WORDS + (largestFrame + Long.BYTES - 1) / Long.BYTES;
    one = new SpscRecordRing(frames, words);
    other = new SpscRecordRing(frames, words);
    largest = largestFrame;
  }

  /** The end of one card. */
  public Wire left() {
    return new End(one, other);
  }

  /** The end of the other card. */
  public Wire right() {
    return new End(other, one);
  }

  private final class End implements Wire {
    private final SpscRecordRing out;
    private final SpscRecordRing in;
    private final MemorySegment outBytes;
    private final MemorySegment inBytes;

    End(SpscRecordRing out, SpscRecordRing in) {
      this.out = out;
      this.in = in;
      outBytes = MemorySegment.ofArray(out.words());
      inBytes = MemorySegment.ofArray(in.words());
    }

    @Override
    public boolean send(
        MemorySegment memory, long offset, int length, boolean withFcs, FrameReceiver self) {
      if (length > largest || out.claim(1) == 0) {
        return false;
      }
      int at = out.claimed(0);
      out.words()[at] = length;
      out.words()[at + 1] = withFcs ? 1 : 0;
      MemorySegment.copy(memory, offset, outBytes, bytes(at), length);
      out.commit(1);
      return true;
    }

    @Override
    public int receive(FrameReceiver receiver, int limit) {
      int n = in.available(limit);
      for (int i = 0; i < n; i++) {
        int at = in.front(i);
        receiver.frame(inBytes, bytes(at), (int) in.words()[at], in.words()[at + 1] != 0);
      }
      if (n > 0) {
        in.release(n);
      }
      return n;
    }

    private static long bytes(int word) {
      return (long) (word + HEADER_WORDS) * Long.BYTES;
    }
  }
}
