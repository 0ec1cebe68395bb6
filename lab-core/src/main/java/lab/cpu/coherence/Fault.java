package lab.cpu.coherence;

/** A cache controller that gets one thing wrong. */
public enum Fault {
  /** Copies stay as they are when another cache asks for ownership. */
  NO_INVALIDATION,
  /** A dirty line is given up like a clean one. */
  FORGOTTEN_WRITE_BACK
}
