package lab.bench.cpu.branch;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The bytes that are copied, and where to. What goes the usual way is negative and is left out, so
 * that the copy is short where outcomes are predictable.
 */
final class Bytes {
  /** More outcomes than any known predictor remembers: from 256 Ki on they cost as if new. */
  static final int COUNT = 1 << 20;

  private final byte[] in;

  /** One longer: without a branch the byte behind the last that is kept is written too. */
  private final byte[] out = new byte[COUNT + 1];

  private Bytes(byte[] in) {
    this.in = in;
  }

  /** Each byte by itself goes the usual way with probability {@code percent} / 100. */
  static Bytes noise(int percent) {
    return repeating(COUNT, percent);
  }

  /** The first {@code period} bytes of that noise, again and again. */
  static Bytes repeating(int period, int percent) {
    SplittableRandom random = new SplittableRandom(1);
    byte[] in = new byte[COUNT];
    for (int i = 0; i < period; i++) {
      int size = random.nextInt(128);
      in[i] = (byte) (random.nextInt(100) < percent ? -1 - size : size);
    }
    for (int i = period; i < COUNT; i++) {
      in[i] = in[i - period];
    }
    return new Bytes(in);
  }

  /** The same bytes in ascending order. */
  Bytes sorted() {
    byte[] sorted = in.clone();
    Arrays.sort(sorted);
    return new Bytes(sorted);
  }

  /** Copies with a branch; C2 turns no conditional store into a conditional move. */
  int branches() {
    byte[] from = in;
    byte[] to = out;
    int kept = 0;
    for (int i = 0; i < COUNT; i++) {
      byte value = from[i];
      if (value >= 0) {
        to[kept++] = value;
      }
    }
    return kept;
  }

  /** Copies without: each byte is stored, and the next one over it if it was not to be kept. */
  int branchless() {
    byte[] from = in;
    byte[] to = out;
    int kept = 0;
    for (int i = 0; i < COUNT; i++) {
      byte value = from[i];
      to[kept] = value;
      kept += ~value >>> 31;
    }
    return kept;
  }

  /** A branch in the source that C2 may turn into a conditional move, or into vectors. */
  int sum() {
    byte[] from = in;
    int sum = 0;
    for (int i = 0; i < COUNT; i++) {
      if (from[i] >= 0) {
        sum += from[i];
      }
    }
    return sum;
  }

  /**
   * That a copy was made and made right: against a count that has no branch and no copy.
   *
   * @param kept what the copy gave back
   * @throws IllegalStateException if it was not
   */
  void checkCopy(int kept) {
    int expected = 0;
    long sum = 0;
    for (byte value : in) {
      expected += ~value >>> 31;
      sum += value & ~(value >> 31);
    }
    long copied = 0;
    for (int i = 0; i < Math.min(kept, COUNT); i++) {
      copied += out[i];
    }
    if (kept != expected || copied != sum) {
      throw new IllegalStateException(
          "copied %d bytes of sum %d; expected %d of sum %d"
              .formatted(kept, copied, expected, sum));
    }
  }

  /** That a sum came out right. */
  void checkSum(int found) {
    long sum = 0;
    for (byte value : in) {
      sum += value & ~(value >> 31);
    }
    if (found != sum) {
      throw new IllegalStateException("summed %d; expected %d".formatted(found, sum));
    }
  }
}
