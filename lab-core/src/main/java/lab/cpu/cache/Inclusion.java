package lab.cpu.cache;

/** What an outer level has to do with the levels inside it. Says nothing of the innermost level. */
public enum Inclusion {
  /**
   * Neither inclusive nor exclusive: filled on a miss, and what it evicts may stay further in. So
   * do cachegrind and callgrind.
   */
  NINE,
  /** Holds whatever the levels inside it hold: what it evicts is taken away from them. */
  INCLUSIVE,
  /**
   * A victim cache: filled by what the level inside it evicts, and a hit moves the line further in.
   */
  EXCLUSIVE
}
