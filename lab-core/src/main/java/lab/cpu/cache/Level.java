package lab.cpu.cache;

import lab.input.BadInput;

/**
 * One level of a hierarchy.
 *
 * @param cycles the whole time of a load that hits here, from issue to use: a total, not what this
 *     level adds to the one before
 */
public record Level(Geometry geometry, Replacement replacement, Inclusion inclusion, int cycles) {
  /** The bits of a set's tree are kept in one word. */
  private static final int MOST_PLRU_WAYS = 64;

  public Level {
    int ways = geometry.ways();
    if (replacement == Replacement.PLRU && (Integer.bitCount(ways) != 1 || ways > MOST_PLRU_WAYS)) {
      throw new BadInput(
          "ways is a power of two, at most " + MOST_PLRU_WAYS + ", under PLRU (got " + ways + ")");
    }
    if (cycles < 0) {
      throw new BadInput("cycles is at least 0 (got " + cycles + ")");
    }
  }

  /** Least recently used, neither inclusive nor exclusive. */
  public static Level of(Geometry geometry, int cycles) {
    return new Level(geometry, Replacement.LRU, Inclusion.NINE, cycles);
  }

  public Level with(Replacement other) {
    return new Level(geometry, other, inclusion, cycles);
  }

  public Level with(Inclusion other) {
    return new Level(geometry, replacement, other, cycles);
  }
}
