package lab.memorymodel.messages;

import lab.memorymodel.AccessMode;
import lab.memorymodel.FenceKind;

/** Something that a thread may do to memory in one of its runs. */
public sealed interface Use {
  int thread();

  /** Whether one run may do it more than once. */
  boolean again();

  /**
   * An access to one of the cells {@code first} to {@code end - 1}.
   *
   * @param mode its mode, of a read-modify-write that of both halves
   */
  record Access(
      int thread, AccessMode mode, boolean reads, boolean writes, int first, int end, boolean again)
      implements Use {}

  /** A fence. */
  record Fence(int thread, FenceKind kind, boolean again) implements Use {}
}
