package lab.experiments.cpu.tlb;

import java.util.List;
import java.util.Optional;
import lab.cpu.tlb.PageTable;
import lab.cpu.tlb.TableLevel;
import lab.cpu.tlb.Translations;

/**
 * @param tlb what the core remembers
 * @param a the page table of process A
 * @param b that of process B
 * @param running whose turn it is
 * @param frames who has which memory
 * @param done what has been accessed
 * @param last the last step, if it was an access
 */
record TlbState(
    Translations tlb,
    PageTable a,
    PageTable b,
    Task running,
    Frames frames,
    Done done,
    Optional<Last> last) {

  enum Task {
    A(0),
    B(1);

    /** The number by which a TLB tells its addresses from the other's. */
    final int space;

    Task(int space) {
      this.space = space;
    }

    static Task of(int space) {
      return space == A.space ? A : B;
    }

    Task other() {
      return this == A ? B : A;
    }
  }

  /**
   * Frames are given out in the order of their numbers, but for one that was freed.
   *
   * @param next the first that nobody has had
   * @param taken whether the kernel has taken a page; it does so once
   * @param free whether the frame that it took is free
   */
  record Frames(int next, boolean taken, boolean free) {
    /** The frame that it takes: that of page 0. */
    static final int TAKEN = 0;

    int offered() {
      return free ? TAKEN : next;
    }

    Frames used() {
      return free ? new Frames(next, taken, false) : new Frames(next + 1, taken, false);
    }
  }

  /**
   * Accesses that found their page. A page fault is none: the access is repeated.
   *
   * @param ofA those of process A
   * @param hits those that a TLB answered
   */
  record Done(int ofA, int ofB, int hits) {
    int all() {
      return ofA + ofB;
    }

    Done and(Task by, boolean hit) {
      int a = by == Task.A ? 1 : 0;
      return new Done(ofA + a, ofB + 1 - a, hits + (hit ? 1 : 0));
    }
  }

  /**
   * @param page of the process's, in pages of 4 KiB
   * @param found who answered
   * @param frame where it led, in frames of the size in use; -1 after a fault
   */
  record Last(
      Task by, int page, Translations.Found found, List<TableLevel> walked, int loads, int frame) {
    boolean faulted() {
      return found == Translations.Found.FAULT;
    }
  }

  PageTable table(Task of) {
    return of == Task.A ? a : b;
  }

  /** Whose page lies in a frame. */
  Optional<Task> owner(int frame) {
    for (Task process : Task.values()) {
      if (table(process).mappings().stream().anyMatch(m -> m.frame() == frame)) {
        return Optional.of(process);
      }
    }
    return Optional.empty();
  }

  /** Whether the last access went where its own process's table does not lead. */
  boolean stale() {
    Optional<Last> went = last.filter(l -> !l.faulted());
    return went.isPresent() && !owner(went.get().frame()).equals(went.map(Last::by));
  }

  /** Whether it went to a page of the other process. */
  boolean foreign() {
    return stale() && owner(last.orElseThrow().frame()).isPresent();
  }
}
