package lab.explore;

import java.util.function.Predicate;

/**
 * What a search has reached so far: the states by number, the tables that find their numbers, and,
 * if a claim needs them, where their steps lead.
 */
final class Reached<S> {
  private static final int INDEXES_PER_THREAD = 4;
  private static final int MOST_INDEXES = 256;

  private final Machine<S> machine;
  private final Machine.Codec<S> codec;
  private final boolean interned;
  private final int maxStates;
  private final Limits limits;
  private final HeapBudget heap;
  private final StateLog log;
  private final Index[] indexes;
  private final EdgeLog edges;
  private final boolean keepsEdges;
  private int count;

  Reached(Machine<S> machine, Bounds bounds, Limits limits, HeapBudget heap) {
    this.machine = machine;
    this.interned = machine.codec().isEmpty();
    this.codec = machine.codec().orElseGet(Interning::new);
    this.maxStates = (int) Math.min(bounds.maxStates(), Integer.MAX_VALUE - 8);
    this.limits = limits;
    this.heap = heap;
    this.log = new StateLog(codec.longs(), heap);
    int parts = bounds.threads() == 1 ? 1 : bounds.threads() * INDEXES_PER_THREAD;
    this.indexes = new Index[Math.min(MOST_INDEXES, Integer.highestOneBit(2 * parts - 1))];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = new Index(log, heap);
    }
    this.edges = new EdgeLog(heap);
    this.keepsEdges = machine.claims().stream().anyMatch(Claim.Stuck.class::isInstance);
  }

  /** Keeps the state the search begins with: number 0. */
  void begin(S from) {
    long[] packed = new long[log.words()];
    codec.pack(from, packed, 0);
    long hash = StateLog.hash(packed, 0, log.words());
    if (reserveStates(1)) {
      log.write(0, packed, 0, -1);
      Index index = index(hash);
      index.put(~index.find(hash, packed, 0), hash, 0);
      count = 1;
    }
  }

  /** Number of states. */
  int count() {
    return count;
  }

  /** Takes over states that were written below that number. */
  void setCount(int states) {
    count = states;
  }

  int maxStates() {
    return maxStates;
  }

  StateLog log() {
    return log;
  }

  /** Their number is a power of two. */
  Index[] indexes() {
    return indexes;
  }

  Index index(long hash) {
    return indexes[(int) hash & (indexes.length - 1)];
  }

  EdgeLog edges() {
    return edges;
  }

  /** Whether some claim needs to know where steps lead. */
  boolean keepsEdges() {
    return keepsEdges;
  }

  Machine.Codec<S> codec() {
    return codec;
  }

  S read(int state) {
    return log.read(state, codec);
  }

  /** Makes room for that many states in all; if there is none the search ends. */
  boolean reserveStates(int all) {
    long estimate = interned ? (long) (all - count) * Interning.BYTES_PER_STATE : 0;
    return thereIs(log.reserve(all) && (estimate == 0 || heap.take(estimate)));
  }

  /** Makes room for that many more edges, if they are kept; if there is none the search ends. */
  boolean reserveEdges(long more) {
    return thereIs(!keepsEdges || edges.reserve(more));
  }

  private boolean thereIs(boolean room) {
    if (!room) {
      limits.end(Exploration.End.MEMORY);
    }
    return room;
  }

  /**
   * The number of the state that a step of a batch leads to. A new one is added, for which the log
   * must have room; at a limit the answer is negative and the search ends.
   */
  int add(Batch<S> batch, int step, int parent) {
    long hash = batch.hash(step);
    Index index = index(hash);
    int slot = index.find(hash, batch.states(), batch.at(step));
    if (slot >= 0) {
      return index.number(slot);
    }
    if (count == maxStates) {
      limits.end(Exploration.End.STATES);
      return -1;
    }
    if (index.isFull()) {
      if (!thereIs(index.reserve(1))) {
        return -1;
      }
      slot = index.find(hash, batch.states(), batch.at(step));
    }
    log.write(count, batch.states(), batch.at(step), parent);
    index.put(~slot, hash, count);
    return count++;
  }

  /** After a complete search: see {@link Backward#firstStuck}. */
  int firstStuck(Predicate<S> goal) {
    return new Backward(count, edges, heap).firstStuck(state -> goal.test(read(state)), limits);
  }

  /** The first of the shortest schedules to that state. */
  Schedule scheduleTo(int state) {
    int length = 0;
    for (int s = state; s > 0; s = log.parent(s)) {
      length++;
    }
    Action[] actions = new Action[length];
    for (int s = state; s > 0; s = log.parent(s)) {
      actions[--length] = firstAction(read(log.parent(s)), read(s));
    }
    return Schedule.of(actions);
  }

  private Action firstAction(S from, S to) {
    Action[] first = new Action[1];
    machine.steps(
        from,
        (action, next, story) -> {
          if (first[0] == null && next.equals(to)) {
            first[0] = action;
          }
        });
    if (first[0] == null) {
      throw new IllegalStateException(
          "stepping a state again did not lead to the same states: does the machine or its codec"
              + " depend on a clock, on chance, on hash order or on a field that equals leaves"
              + " out?");
    }
    return first[0];
  }
}
