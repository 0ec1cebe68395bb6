package lab.cpu.cache;

/** What a store does. */
public enum WritePolicy {
  /** Write-back, write-allocate: a store fetches the line and leaves it dirty. */
  BACK,
  /**
   * Write-through, no-allocate: the bytes go to memory at once, no line is ever dirty, and a store
   * that misses fills nothing.
   */
  THROUGH
}
