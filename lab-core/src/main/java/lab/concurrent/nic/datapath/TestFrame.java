package lab.concurrent.nic.datapath;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A frame that can be told from every other, and from one that is not whole:
 *
 * <pre>
 *   byte  0   destination, source, EtherType 88B5, two bytes of zero
 *        16   sequence number
 *        24   check: a fold of every word but itself
 *        32   words that follow from the sequence number, to the end of the frame
 * </pre>
 *
 * Words of 8 bytes, little endian. EtherType 88B5 is IEEE 802's for local experiments. The fold is
 * no CRC: it is there to notice bytes of two frames in one buffer, in a nanosecond or two a line.
 */
public final class TestFrame {
  /** Without FCS: 64 on the wire. */
  public static final int SHORTEST = 60;

  /** Without FCS. */
  public static final int LONGEST = 1514;

  /** What {@link #sequence} gives for a frame that is not whole. */
  public static final long TORN = -1;

  private static final int SEQUENCE_WORD = 2;
  private static final int CHECK_WORD = 3;
  private static final int PAYLOAD_WORD = 4;
  private static final long ETHER_TYPE = 0xB588L << 32;
  private static final int STATION_BITS = 48;

  /** From Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014). */
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

  private TestFrame() {}

  /** How many words hold a frame of so many bytes; the last one may stand out. */
  public static int words(int bytes) {
    return (bytes + Long.BYTES - 1) / Long.BYTES;
  }

  /**
   * Writes a frame.
   *
   * @param at its first word in {@code to}
   * @param bytes length of the frame
   * @param station six bytes, destination and source
   */
  public static void write(long[] to, int at, int bytes, long station, long sequence) {
    long head = station | (station << STATION_BITS);
    long rest = (station >>> (Long.SIZE - STATION_BITS)) | ETHER_TYPE;
    to[at] = head;
    to[at + 1] = rest;
    to[at + SEQUENCE_WORD] = sequence;
    long check = fold(fold(fold(0, head), rest), sequence);
    int whole = bytes / Long.BYTES;
    for (int i = PAYLOAD_WORD; i < whole; i++) {
      long word = (sequence + i) * GOLDEN;
      to[at + i] = word;
      check = fold(check, word);
    }
    for (int i = whole; i < words(bytes); i++) {
      to[at + i] = 0;
    }
    to[at + CHECK_WORD] = check;
  }

  /** The sequence number of a frame, or {@link #TORN} if its bytes are not those of one. */
  public static long sequence(MemorySegment memory, long offset, int bytes) {
    if (bytes < SHORTEST) {
      return TORN;
    }
    long sequence = memory.get(WORD, offset + SEQUENCE_WORD * Long.BYTES);
    long check =
        fold(
            fold(fold(0, memory.get(WORD, offset)), memory.get(WORD, offset + Long.BYTES)),
            sequence);
    int whole = bytes / Long.BYTES;
    for (int i = PAYLOAD_WORD; i < whole; i++) {
      check = fold(check, memory.get(WORD, offset + (long) i * Long.BYTES));
    }
    return check == memory.get(WORD, offset + CHECK_WORD * Long.BYTES) ? sequence : TORN;
  }

  /** Every bit of both goes in, and so does the order of words. */
  private static long fold(long check, long word) {
    return Long.rotateLeft(check ^ word, 23) * GOLDEN;
  }
}
