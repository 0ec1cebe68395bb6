package lab.cpu.cache;

import lab.input.BadInput;

/**
 * How a cache is laid out. The line of an address is {@code address / lineBytes}, the set of a line
 * is {@code line mod sets}.
 *
 * @param sets a power of two; 1 is a fully associative cache
 * @param ways lines that a set has room for, 1 or more
 * @param lineBytes a power of two
 */
public record Geometry(int sets, int ways, int lineBytes) {
  public static final int MOST_WAYS = 1 << 16;

  /** Words that one array can hold, with room for what is not a line. */
  private static final long MOST_LINES = 1 << 28;

  public Geometry {
    powerOfTwo("sets", sets);
    powerOfTwo("lineBytes", lineBytes);
    if (ways < 1 || ways > MOST_WAYS) {
      throw new BadInput("ways is 1.." + MOST_WAYS + " (got " + ways + ")");
    }
    if ((long) sets * ways > MOST_LINES) {
      throw new BadInput(
          "a cache has at most " + MOST_LINES + " lines (got " + sets + "x" + ways + ")");
    }
  }

  /**
   * From what a data sheet gives.
   *
   * @param bytes size of the cache: {@code ways * lineBytes} times a power of two
   */
  public static Geometry ofSize(long bytes, int ways, int lineBytes) {
    powerOfTwo("lineBytes", lineBytes);
    if (ways < 1) {
      throw new BadInput("ways is at least 1 (got " + ways + ")");
    }
    long way = (long) ways * lineBytes;
    if (bytes < way || bytes % way != 0) {
      throw new BadInput(
          "size is a multiple of ways x line = " + way + " bytes (got " + bytes + ")");
    }
    long sets = bytes / way;
    if (sets > 1 << 30 || Long.bitCount(sets) != 1) {
      throw new BadInput(
          "size / (ways x line) is a power of two (got "
              + bytes
              + " / "
              + way
              + " = "
              + sets
              + ")");
    }
    return new Geometry((int) sets, ways, lineBytes);
  }

  /** One set for all. */
  public static Geometry fullyAssociative(int lines, int lineBytes) {
    return new Geometry(1, lines, lineBytes);
  }

  public int lines() {
    return sets * ways;
  }

  public long bytes() {
    return (long) lines() * lineBytes;
  }

  /** The number of the line on which the byte at {@code address} lies. */
  public long block(long address) {
    return address >>> lineShift();
  }

  public int set(long block) {
    return (int) (block & sets - 1);
  }

  int lineShift() {
    return Integer.numberOfTrailingZeros(lineBytes);
  }

  private static void powerOfTwo(String name, int value) {
    if (value < 1 || Integer.bitCount(value) != 1) {
      throw new BadInput(name + " is a power of two (got " + value + ")");
    }
  }
}
