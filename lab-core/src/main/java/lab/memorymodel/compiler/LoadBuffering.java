package lab.memorymodel.compiler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lab.memorymodel.Program;

/**
 * Whether a program could show on Armv8 what RC11 rules out by letting no cycle be made of program
 * order and reads-from.
 *
 * <p>In a shortest such cycle every thread has one part: a load that reads another thread's store,
 * and a later store that the next thread reads. Armv8 forbids the cycle if it keeps each of these
 * pairs in order (Arm ARM B2.3, external visibility: reads from another thread's store and what is
 * barrier-, dependency- or atomic-ordered-before make no cycle together). So the answer is yes iff
 * there is a cycle of at least two threads of which one pair or more is kept by nothing: {@link
 * StoresAfter} says which. One loose pair is enough: a dependency in the other thread alone does
 * not help.
 *
 * <p>It errs on the side of yes: cells computed from registers may be any of their array, values
 * are not looked at, and only what is named in {@link StoresAfter} keeps an order. Plain accesses
 * count as opaque ones; what a compiler may do with them the {@code java} model does itself.
 *
 * <p>Sources: Lahav, Vafeiadis, Kang, Hur, Dreyer, "Repairing Sequential Consistency in C/C++11"
 * (PLDI 2017), section 6, for the axiom; Pulte, Flur, Deacon, French, Sarkar, Sewell, "Simplifying
 * ARM Concurrency" (POPL 2018), for the architecture's.
 */
public final class LoadBuffering {
  /** A thread reads one cell and later writes another; the cells as they may be. */
  record Pair(int thread, BitSet read, BitSet written, boolean loose) {}

  private final List<Pair> pairs;

  private LoadBuffering(List<Pair> pairs) {
    this.pairs = pairs;
  }

  /** Whether it could; no means that the program cannot. */
  public static boolean possible(Program program) {
    Set<Pair> pairs = new HashSet<>();
    for (int t = 0; t < program.threads().size(); t++) {
      pairs.addAll(StoresAfter.loadsOf(program, t));
    }
    LoadBuffering search = new LoadBuffering(new ArrayList<>(pairs));
    return search.pairs.stream().anyMatch(p -> p.loose && search.closes(p, p, new BitSet()));
  }

  /** Whether a chain of pairs of ever other threads leads from the last back to the first. */
  private boolean closes(Pair first, Pair last, BitSet used) {
    used.set(last.thread);
    // A pair is a value; a chain of one pair is no cycle of two threads.
    if (!last.equals(first) && last.written.intersects(first.read)) {
      return true;
    }
    for (Pair next : pairs) {
      if (!used.get(next.thread)
          && last.written.intersects(next.read)
          && closes(first, next, used)) {
        return true;
      }
    }
    used.clear(last.thread);
    return false;
  }
}
