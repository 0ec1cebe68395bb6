package lab.memorymodel;

import java.util.List;
import java.util.function.IntPredicate;
import lab.memorymodel.AxiomaticEngine.Event;

/**
 * An execution: events, the write that each read reads, and the modification order of each cell. A
 * relation is a matrix of booleans in rows of 64 bits, which is room for every generated program.
 */
final class Graph {
  /** Whether two events are related. */
  interface Pairs {
    boolean test(int a, int b);
  }

  final int size;
  private final List<Event> events;
  private final long[] program;
  private final long[] readsFrom;
  private final long[] modification;
  private final long[] readsBefore;
  private final long[] modifies;

  Graph(List<Event> events, int[] from, List<List<Integer>> orders) {
    this.events = events;
    size = events.size();
    // The writes of the start, thread -1, are before everything else.
    program =
        pairs((a, b) -> a < b && (event(a).thread() == event(b).thread() || event(a).thread() < 0));
    readsFrom = pairs((a, b) -> from[b] == a);
    int[] place = new int[size];
    for (List<Integer> order : orders) {
      for (int i = 0; i < order.size(); i++) {
        place[order.get(i)] = i;
      }
    }
    modification = pairs((a, b) -> write(a) && write(b) && sameCell(a, b) && place[a] < place[b]);
    readsBefore =
        pairs((a, b) -> read(a) && write(b) && sameCell(a, b) && place[from[a]] < place[b]);
    modifies =
        pairs((a, b) -> b == a + 1 && read(a) && event(a).rmw() && write(b) && event(b).rmw());
  }

  Event event(int e) {
    return events.get(e);
  }

  boolean read(int e) {
    return event(e).kind() == Event.Kind.READ;
  }

  boolean write(int e) {
    return event(e).kind() == Event.Kind.WRITE;
  }

  boolean fence(int e, FenceKind kind) {
    return event(e).fence() == kind;
  }

  /** Whether the event is one of those that a heavy fence is. */
  boolean heavy(int e) {
    return event(e).fence() == FenceKind.FULL && event(e).value() > 0;
  }

  /** The relation, with all events of one heavy fence taken for one: its first. */
  long[] merged(long[] relation) {
    long[] result = new long[size];
    for (int a = 0; a < size; a++) {
      for (long left = relation[a]; left != 0; left &= left - 1) {
        result[first(a)] |= 1L << first(Long.numberOfTrailingZeros(left));
      }
    }
    return result;
  }

  private int first(int e) {
    int f = 0;
    while (heavy(e) && !(heavy(f) && event(f).value() == event(e).value())) {
      f++;
    }
    return heavy(e) ? f : e;
  }

  boolean sameCell(int a, int b) {
    return event(a).cell() >= 0 && event(a).cell() == event(b).cell();
  }

  boolean sameThread(int a, int b) {
    return event(a).thread() == event(b).thread();
  }

  /** Program order; the writes of the start come before everything. */
  long[] po() {
    return program;
  }

  long[] rf() {
    return readsFrom;
  }

  long[] mo() {
    return modification;
  }

  long[] rb() {
    return readsBefore;
  }

  /** From the read to the write of each read-modify-write that succeeded. */
  long[] rmw() {
    return modifies;
  }

  long[] pairs(Pairs holds) {
    long[] result = new long[size];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        if (holds.test(a, b)) {
          result[a] |= 1L << b;
        }
      }
    }
    return result;
  }

  long[] identity(IntPredicate of) {
    long[] result = new long[size];
    for (int a = 0; a < size; a++) {
      result[a] = of.test(a) ? 1L << a : 0;
    }
    return result;
  }

  long[] maybe(long[] relation) {
    return union(relation, identity(e -> true));
  }

  long[] filter(long[] relation, Pairs keep) {
    long[] result = new long[size];
    for (int a = 0; a < size; a++) {
      for (long left = relation[a]; left != 0; left &= left - 1) {
        int b = Long.numberOfTrailingZeros(left);
        if (keep.test(a, b)) {
          result[a] |= 1L << b;
        }
      }
    }
    return result;
  }

  static boolean has(long[] relation, int a, int b) {
    return (relation[a] >>> b & 1) != 0;
  }

  long[] union(long[]... relations) {
    long[] result = new long[size];
    for (long[] relation : relations) {
      for (int a = 0; a < size; a++) {
        result[a] |= relation[a];
      }
    }
    return result;
  }

  long[] then(long[]... relations) {
    long[] result = relations[0];
    for (int i = 1; i < relations.length; i++) {
      long[] next = new long[size];
      for (int a = 0; a < size; a++) {
        for (long left = result[a]; left != 0; left &= left - 1) {
          next[a] |= relations[i][Long.numberOfTrailingZeros(left)];
        }
      }
      result = next;
    }
    return result;
  }

  long[] plus(long[] relation) {
    long[] result = relation.clone();
    for (int via = 0; via < size; via++) {
      for (int a = 0; a < size; a++) {
        if (has(result, a, via)) {
          result[a] |= result[via];
        }
      }
    }
    return result;
  }

  boolean acyclic(long[] relation) {
    return irreflexive(plus(relation));
  }

  boolean irreflexive(long[] relation) {
    for (int a = 0; a < size; a++) {
      if (has(relation, a, a)) {
        return false;
      }
    }
    return true;
  }

  boolean atomic() {
    long[] between = then(readsBefore, modification);
    for (int a = 0; a < size; a++) {
      if ((modifies[a] & between[a]) != 0) {
        return false;
      }
    }
    return true;
  }
}
