package lab.memorymodel.messages;

import lab.memorymodel.AccessMode;
import lab.memorymodel.FenceKind;

/**
 * The layout of one event of a run's graph within a state. A fence has no cell; a heavy one is an
 * event in every thread, and these share a number, from 1 on, that stands in the cell's place.
 */
final class Events {
  /** What, cell, position read, position written. */
  static final int WORDS = 4;

  static final int READ = 1;
  static final int WRITE = 2;
  static final int FENCE = 4;
  static final int ACQUIRE = 8;
  static final int RELEASE = 16;
  static final int VOLATILE = 32;

  private Events() {}

  static int what(AccessMode mode, boolean read, boolean write) {
    return (read ? READ : 0)
        | (write ? WRITE : 0)
        | (read && mode.acquires() ? ACQUIRE : 0)
        | (write && mode.releases() ? RELEASE : 0)
        | (mode == AccessMode.VOLATILE ? VOLATILE : 0);
  }

  static int what(FenceKind kind) {
    return FENCE
        | switch (kind) {
          case FULL, HEAVY -> ACQUIRE | RELEASE | VOLATILE;
          case ACQUIRE -> ACQUIRE;
          case RELEASE -> RELEASE;
        };
  }

  static void put(int[] words, int at, int what, int cell, int read, int written) {
    words[at] = what;
    words[at + 1] = cell;
    words[at + 2] = read;
    words[at + 3] = written;
  }

  static void shift(int[] words, int at, int cell, int p, int by) {
    if ((words[at] & FENCE) == 0 && words[at + 1] == cell) {
      for (int i = at + 2; i < at + 4; i++) {
        if (words[i] >= p) {
          words[i] += by;
        }
      }
    }
  }
}
