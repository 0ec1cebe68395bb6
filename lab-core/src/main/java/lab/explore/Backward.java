package lab.explore;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * From which states a goal can be reached: a search backwards along the steps, in time linear in
 * their number.
 */
final class Backward {
  /** No state is stuck. */
  static final int NONE = -1;

  /** It could not be found out. */
  static final int UNKNOWN = -2;

  private final int states;
  private final EdgeLog edges;
  private final HeapBudget heap;

  /** All edges of all those states must be there: the search was complete. */
  Backward(int states, EdgeLog edges, HeapBudget heap) {
    this.states = states;
    this.edges = edges;
    this.heap = heap;
  }

  /**
   * The first state from which no goal is reachable; {@link #NONE}, or {@link #UNKNOWN} if a limit
   * was reached or the heap has no room for the way back.
   */
  int firstStuck(IntPredicate goal, Limits limits) {
    long bytes = (2L * states + edges.size()) * Integer.BYTES;
    if (edges.size() > Integer.MAX_VALUE - 8 || !heap.take(bytes)) {
      return UNKNOWN;
    }
    int[] begins = new int[states + 1];
    int[] sources = sources(begins);
    BitSet alive = new BitSet(states);
    int[] work = new int[states];
    int waiting = 0;
    for (int state = 0; state < states; state++) {
      if ((state & 1023) == 0 && limits.reached()) {
        return UNKNOWN;
      }
      if (goal.test(state)) {
        alive.set(state);
        work[waiting++] = state;
      }
    }
    while (waiting > 0) {
      int state = work[--waiting];
      for (int i = begins[state]; i < begins[state + 1]; i++) {
        if (!alive.get(sources[i])) {
          alive.set(sources[i]);
          work[waiting++] = sources[i];
        }
      }
    }
    heap.give(bytes);
    int stuck = alive.nextClearBit(0);
    return stuck < states ? stuck : NONE;
  }

  /**
   * Sorts the steps by where they lead (a counting sort): afterwards {@code begins[s]} to {@code
   * begins[s + 1]} are the states that step to {@code s}.
   */
  private int[] sources(int[] begins) {
    for (long i = 0; i < edges.size(); i++) {
      int entry = edges.get(i);
      if (entry != EdgeLog.NO_STEPS) {
        begins[EdgeLog.target(entry)]++;
      }
    }
    int end = 0;
    for (int state = 0; state <= states; state++) {
      end += begins[state];
      begins[state] = end;
    }
    int[] sources = new int[end];
    int source = 0;
    for (long i = 0; i < edges.size(); i++) {
      int entry = edges.get(i);
      if (entry != EdgeLog.NO_STEPS) {
        sources[--begins[EdgeLog.target(entry)]] = source;
      }
      if (EdgeLog.last(entry)) {
        source++;
      }
    }
    return sources;
  }
}
