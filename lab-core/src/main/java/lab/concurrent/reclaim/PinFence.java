package lab.concurrent.reclaim;

/** Who pays for the order between a reader's pin and what it reads then. */
public enum PinFence {
  /** The reader: a full fence in every {@link EpochReader#pin}. */
  READER,

  /**
   * The writer: {@code membarrier} before it looks at the readers, and no fence in a pin. Rests on
   * two things beyond the specification of Java: that the call puts a full barrier into every
   * running thread, and that HotSpot keeps an opaque access in program order with the accesses
   * around it, so that the barrier falls before or after both the pin and the read. Java has no
   * fence for the compiler alone.
   */
  WRITER
}
