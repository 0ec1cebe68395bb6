package lab.concurrent.nic;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Frames that can be told apart: destination, number, then bytes that follow from the number. */
final class Frames {
  static final int SHORTEST = 60;

  private Frames() {}

  static MemorySegment of(long destination, int number, int length) {
    MemorySegment frame = Arena.ofAuto().allocate(Math.max(length, 16), 8);
    write(frame, 0, destination, number, length);
    return frame;
  }

  /** Writes a frame where it will lie. */
  static void write(MemorySegment to, long at, long destination, long number, int length) {
    to.set(Descriptors.LONG, at, destination);
    for (int i = 8; i < length; i++) {
      to.set(java.lang.foreign.ValueLayout.JAVA_BYTE, at + i, byteOf(number, i));
    }
  }

  private static byte byteOf(long number, int i) {
    return i < 16 ? (byte) (number >>> (8 * (i - 8))) : (byte) (number * 31 + i);
  }

  /** The number of a frame that is whole; -1 if a byte is wrong. */
  static long number(MemorySegment memory, long at, int length) {
    long number = 0;
    for (int i = 15; i >= 8; i--) {
      number = (number << 8) | (memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, at + i) & 0xFF);
    }
    for (int i = 16; i < length; i++) {
      if (memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, at + i) != byteOf(number, i)) {
        return -1;
      }
    }
    return number;
  }
}
