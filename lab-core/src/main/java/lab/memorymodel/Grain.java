package lab.memorymodel;

import java.util.Locale;

/** How much of a thread's code is one step. */
public enum Grain {
  /**
   * From one {@linkplain Program.Line#operation() operation} line to the next; implies {@link
   * MemoryModel#SC}. An operation that would wait for another thread is not possible until it need
   * not wait; a weak compare-and-exchange never fails spuriously.
   */
  OPERATIONS,
  /** Every access to a shared cell, every fence and every choice is a step of its own. */
  ACCESSES;

  /** As it is typed and printed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
