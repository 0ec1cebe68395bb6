package lab.cpu.cache;

/** Which line of a full set gives way. An empty way is always used first. */
public enum Replacement {
  /** The line whose last use is longest ago. */
  LRU,
  /** The line that has been here longest; use changes nothing. */
  FIFO,
  /**
   * A tree of bits over a power of two of ways. The bit of a node points to the half in which the
   * next victim lies; a use of a way sets every bit on its path to point away from it. All bits
   * begin at 0, which is left.
   */
  PLRU,
  /** Any way, drawn from a stated seed: the same trace gives the same misses. */
  RANDOM,
  /**
   * Belady's: the line that is asked for again last. It needs the {@link Future} that the hierarchy
   * was given, and anything else that is asked for is refused. By the core's references, for every
   * level: only the innermost is sure to miss least.
   */
  OPT
}
