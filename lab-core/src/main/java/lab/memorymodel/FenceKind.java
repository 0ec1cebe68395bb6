package lab.memorymodel;

/** What a fence orders: the fences of {@code VarHandle}, and one that the operating system has. */
public enum FenceKind {
  /** {@code VarHandle.fullFence}. */
  FULL,
  /** {@code VarHandle.acquireFence}. */
  ACQUIRE,
  /** {@code VarHandle.releaseFence}. */
  RELEASE,
  /**
   * A full fence in every thread at once, as Linux's {@code membarrier(2)} puts one into every
   * running thread of the process: one thread pays, so that the others need no fence.
   *
   * <p>It is one moment for all threads here. That is exact with one other thread. Among three and
   * more, the real call reaches the others one after the other, and what passes between two of them
   * in the meantime is left out. What the others' compiler does is left out too: their code must
   * hold the program order itself, as HotSpot does between opaque accesses; plain ones are
   * reordered as ever.
   */
  HEAVY;

  /** Whether what was before and what comes after keep their order, whatever they are. */
  public boolean full() {
    return this == FULL || this == HEAVY;
  }
}
