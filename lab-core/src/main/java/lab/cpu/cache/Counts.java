package lab.cpu.cache;

/**
 * What has happened, as numbers. Levels are numbered from the core outwards, and the number after
 * the last is memory.
 *
 * <p>A reference <em>reaches</em> the level that answers it: it misses in those before, is a hit
 * there and is unknown behind. Fills, evictions and write-backs are counted line by line and are no
 * references.
 */
public final class Counts {
  static final int MOST_LEVELS = 4;

  // A block of numbers for each kind, so that a rule adds to one array.
  static final int REACHED = 0;
  static final int FILLS = REACHED + MOST_LEVELS + 1;
  static final int EVICTIONS = FILLS + MOST_LEVELS;
  static final int TAKEN = EVICTIONS + MOST_LEVELS;
  static final int WRITE_BACKS = TAKEN + MOST_LEVELS;
  static final int TO_MEMORY = WRITE_BACKS + MOST_LEVELS;
  static final int FETCHED = TO_MEMORY + 1;
  static final int STORED_BYTES = FETCHED + 1;
  static final int PREFETCHES = STORED_BYTES + 1;
  static final int SIZE = PREFETCHES + 1;

  private final Hierarchy hierarchy;
  private final long[] numbers;

  /**
   * @param numbers as a rule has filled them; kept, so not to be changed any more
   */
  Counts(Hierarchy hierarchy, long[] numbers) {
    this.hierarchy = hierarchy;
    this.numbers = numbers;
  }

  /** References that {@code level} answered. */
  public long hits(int level) {
    return numbers[REACHED + level];
  }

  /** References that were looked up in {@code level}: those that missed in all before it. */
  public long accesses(int level) {
    long sum = 0;
    for (int i = level; i <= hierarchy.memory(); i++) {
      sum += numbers[REACHED + i];
    }
    return sum;
  }

  public long misses(int level) {
    return accesses(level + 1);
  }

  /** Lines put into {@code level}, by whatever way. */
  public long fills(int level) {
    return numbers[FILLS + level];
  }

  /** Lines that gave way to another in {@code level}. */
  public long evictions(int level) {
    return numbers[EVICTIONS + level];
  }

  /**
   * Lines that left {@code level} without being its victim: an inclusive level further out evicted
   * them, or an exclusive one gave them to a level further in.
   */
  public long taken(int level) {
    return numbers[TAKEN + level];
  }

  /** Lines that left {@code level} dirty as its victims. */
  public long writeBacks(int level) {
    return numbers[WRITE_BACKS + level];
  }

  /** Lines written to memory because they were dirty and no level further out held them. */
  public long writeBacksToMemory() {
    return numbers[TO_MEMORY];
  }

  /** Lines read from memory, the prefetcher's included. */
  public long fetched() {
    return numbers[FETCHED];
  }

  /** Times that the prefetcher asked the outermost level for a line, which may have been there. */
  public long prefetches() {
    return numbers[PREFETCHES];
  }

  /**
   * Bytes written to memory: {@code lineBytes} for each line written back, or what was stored under
   * write-through. What is still dirty is not in it.
   */
  public long bytesToMemory() {
    return numbers[TO_MEMORY] * hierarchy.lineBytes() + numbers[STORED_BYTES];
  }

  /** The sum over references of the whole time of the level that answered. */
  public long cycles() {
    long sum = 0;
    for (int i = 0; i <= hierarchy.memory(); i++) {
      sum += numbers[REACHED + i] * hierarchy.cycles(i);
    }
    return sum;
  }
}
