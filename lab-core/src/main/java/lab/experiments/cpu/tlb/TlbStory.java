package lab.experiments.cpu.tlb;

import java.util.ArrayList;
import java.util.List;
import lab.cpu.tlb.Held;
import lab.cpu.tlb.Mapping;
import lab.cpu.tlb.PageSize;
import lab.cpu.tlb.TableLevel;
import lab.experiments.cpu.tlb.TlbState.Frames;
import lab.experiments.cpu.tlb.TlbState.Last;
import lab.experiments.cpu.tlb.TlbState.Task;
import lab.stage.Numbers;

/** What is told of a step, and what it cost. */
record TlbStory(Setup setup) {
  /** What the page has a hit take. */
  private static final int FIRST_CYCLES = 1;

  /** A hit of the second TLB: 7 more, as measured on a Zen 4. */
  private static final int SECOND_CYCLES = 8;

  String access(TlbState before, TlbState after) {
    Last last = after.last().orElseThrow();
    boolean stores = setup.access().stores(before.done().all());
    String said =
        "Process "
            + last.by()
            + (stores ? " writes to page " : " reads page ")
            + last.page()
            + ": "
            + found(before, last);
    if (last.faulted()) {
      return said
          + ", which leads nowhere: a page fault. The kernel maps frame "
          + before.frames().offered()
          + (before.frames().free() ? ", which it has just freed" : "")
          + "; the access is to be repeated.";
    }
    String cost = "; frame " + last.frame() + ", " + Numbers.text(cycles(last), "cycles");
    String end =
        !after.stale()
            ? madeRoom(before, after)
            : ". The table does not lead there"
                + (after.foreign() ? ": it is process " + last.by().other() + "'s page now" : "");
    return said + cost + end + ".";
  }

  private static String found(TlbState before, Last last) {
    return switch (last.found()) {
      case FIRST -> "the TLB has it";
      case SECOND -> "the second TLB has it";
      case WALK, FAULT ->
          (before.tlb().knows(last.by().space, TlbMachine.address(last.page()))
                  ? "the TLB has it, but not that D is set, so "
                  : "not in the TLB, so ")
              + walk(last);
    };
  }

  private static String walk(Last last) {
    List<String> entries = new ArrayList<>();
    for (TableLevel level : last.walked()) {
      entries.add(level + " " + level.index(TlbMachine.address(last.page())));
    }
    String all = entries.getLast();
    if (entries.size() > 1) {
      all = String.join(", ", entries.subList(0, entries.size() - 1)) + " and " + all;
    }
    int hosts = last.loads() - last.walked().size();
    return "the walk loads " + all + (hosts > 0 ? ", and " + hosts + " entries of the host's" : "");
  }

  private static String madeRoom(TlbState before, TlbState after) {
    List<Held> gone = new ArrayList<>(before.tlb().entries(0));
    for (Held held : after.tlb().entries(0)) {
      gone.removeIf(h -> same(h, held));
    }
    return gone.isEmpty() ? "" : "; " + words(after, gone.getFirst()) + " makes room";
  }

  /** {@code page 0 of A}, {@code 2 MiB of A}: what an entry translates. */
  static String words(TlbState s, Held held) {
    Task of = s.tlb().shape().tagged() ? Task.of(held.space()) : s.running();
    long page = held.page() - held.covers().page(TlbMachine.BASE);
    return (held.covers() == PageSize.HUGE ? "2 MiB of " : "page " + page + " of ") + of;
  }

  private static boolean same(Held a, Held b) {
    return a.space() == b.space() && a.covers() == b.covers() && a.page() == b.page();
  }

  String switched(TlbState before, TlbState after) {
    boolean empty = before.tlb().entries(0).isEmpty();
    return "Process "
        + after.running()
        + " runs now: "
        + (setup.shape().tagged()
            ? "the TLB keeps what it has, for entries name their process."
            : empty ? "the TLB is empty as it was." : "the new CR3 empties the TLB.");
  }

  String taken(TlbState before, TlbState after) {
    boolean dirty = before.a().find(TlbMachine.BASE).filter(Mapping::dirty).isPresent();
    String tlb =
        !holds(before)
            ? "; no TLB has it."
            : holds(after) ? "; the TLB still has it." : ", and INVLPG removes it from the TLB.";
    return "The kernel takes "
        + (setup.size() == PageSize.HUGE ? "the 2 MiB" : "page 0")
        + " of process A"
        + (dirty ? " (D is set, so it is written to disk first)" : "")
        + ": its entry is gone, frame "
        + Frames.TAKEN
        + " is free"
        + tlb;
  }

  private static boolean holds(TlbState s) {
    return holds(s, 0) || (s.tlb().shape().second() > 0 && holds(s, 1));
  }

  private static boolean holds(TlbState s, int level) {
    boolean mine = s.tlb().shape().tagged() || s.running() == Task.A;
    for (Held held : s.tlb().entries(level)) {
      long first = held.size().page(held.page() * held.covers().bytes());
      if (mine && held.space() == 0 && first == held.size().page(TlbMachine.BASE)) {
        return true;
      }
    }
    return false;
  }

  /** What an access takes: of a walk its loads, of a hit what the TLB takes. */
  int cycles(Last last) {
    return switch (last.found()) {
      case FIRST -> FIRST_CYCLES;
      case SECOND -> SECOND_CYCLES;
      case WALK, FAULT -> last.loads() * setup.load();
    };
  }
}
