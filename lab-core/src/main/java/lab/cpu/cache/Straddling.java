package lab.cpu.cache;

/** How a reference that lies on two lines is counted. Both lines are looked up either way. */
public enum Straddling {
  /**
   * As cachegrind: one access, and at most one miss at a level. If one of its lines misses, both
   * are looked up in the level behind, even the one that hit.
   */
  ONE_ACCESS,
  /** As Dinero IV: a reference for each line, each counted. */
  SPLIT
}
