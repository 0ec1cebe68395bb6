package lab.cpu.cache;

import java.util.SplittableRandom;

/** Generated traces, the same for the same seed. */
final class Traces {
  private Traces() {}

  /**
   * Runs upwards and downwards, strides, and words anywhere, a few of each in turn; loads and
   * stores of 1 to 16 bytes, a few of them on two lines.
   *
   * @param bytes the memory that is touched, a power of two
   */
  static long[] mixed(long seed, int references, int bytes) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] trace = new long[references];
    int i = 0;
    while (i < references) {
      int length = random.nextInt(1, 40);
      int step = new int[] {8, 8, -8, 64, -64, 256, 0}[random.nextInt(7)];
      long at = random.nextInt(bytes);
      for (int k = 0; k < length && i < references; k++) {
        at = (step == 0 ? random.nextInt(bytes) : at + step) & bytes - 1;
        int size = 1 << random.nextInt(5);
        long address = random.nextInt(16) == 0 ? at : at & -size;
        trace[i++] = References.pack(address, size, random.nextInt(3) == 0);
      }
    }
    return trace;
  }

  /** Loads of these lines. */
  static long[] lines(int lineBytes, long... blocks) {
    long[] trace = new long[blocks.length];
    for (int i = 0; i < blocks.length; i++) {
      trace[i] = References.load(blocks[i] * lineBytes, 1);
    }
    return trace;
  }

  /**
   * {@code lines} lines, {@code apart} lines from each other, one after the other, so many times.
   */
  static long[] cyclic(int lineBytes, int lines, int apart, int rounds) {
    long[] blocks = new long[lines * rounds];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = (long) (i % lines) * apart;
    }
    return lines(lineBytes, blocks);
  }
}
