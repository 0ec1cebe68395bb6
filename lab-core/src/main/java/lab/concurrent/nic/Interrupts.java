package lab.concurrent.nic;

/** What becomes of a cause that comes while it is masked. */
public enum Interrupts {
  /**
   * Device: it is forgotten. A driver that does not look at the ring again after it has unmasked
   * loses the packet with it.
   */
  EDGE,

  /** Device: it stays in ICR and fires when it is unmasked. So does the 82540EM. */
  LATCHED,

  /**
   * Device as {@link #LATCHED}; but the driver reads ICR, which clears it, after it has found the
   * ring empty and before it unmasks.
   */
  CLEARED_LATE
}
