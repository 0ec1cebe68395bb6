package lab.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * One breadth-first search, level by level. States are numbered in the order in which a single
 * thread would meet them, however many threads search, so nothing depends on their timing.
 *
 * <p>A narrow level is searched by the calling thread alone: it steps a batch of states, then looks
 * up all their successors. A wide one is cut into rounds of batches, and each round has phases:
 *
 * <ol>
 *   <li>the batches are stepped, packed and hashed;
 *   <li>the hash says which {@link Index} a successor belongs to: each index is filled by one
 *       thread, in the order of the steps, so that no two threads ever write the same table;
 *   <li>by then it is known how many new states each batch has, hence their numbers: the batches
 *       write them into the log.
 * </ol>
 *
 * A round counts wholly or not at all.
 */
final class Search<S> {
  /** Stepped together by one thread; their successors' cache lines fit the first-level cache. */
  static final int BATCH = 64;

  /** Batch of a parallel round: large enough that handing it out costs nothing. */
  static final int WIDE_BATCH = 256;

  /** States per thread that make it worthwhile to wake the others. */
  static final int WORTHWHILE = 1024;

  private static final int BATCHES_PER_THREAD = 32;
  private static final int INDEXES_PER_THREAD = 4;
  private static final int MOST_INDEXES = 256;

  private final Machine<S> machine;
  private final Machine.Codec<S> codec;
  private final boolean interned;
  private final int maxStates;
  private final Limits limits;
  private final Crew crew;
  private final HeapBudget heap;
  private final StateLog log;
  private final Index[] indexes;
  private final EdgeLog edges;
  private final Watch<S> watch;
  private final Batch<S> alone;
  private final List<Batch<S>> batches = new ArrayList<>();
  private int states;
  private int expanded;
  private int level;
  private int levelEnd;

  // Written so that the loads that fill the caches are not optimised away.
  @SuppressWarnings("UnusedVariable")
  private long touched;

  Search(Machine<S> machine, Bounds bounds, Limits limits, Crew crew) {
    this.machine = machine;
    this.interned = machine.codec().isEmpty();
    this.codec = machine.codec().orElseGet(Interning::new);
    this.maxStates = (int) Math.min(bounds.maxStates(), Integer.MAX_VALUE - 8);
    this.limits = limits;
    this.crew = crew;
    this.heap = HeapBudget.ofThisJvm(!interned);
    this.log = new StateLog(codec.longs(), heap);
    int parts = crew.threads() == 1 ? 1 : crew.threads() * INDEXES_PER_THREAD;
    this.indexes = new Index[Math.min(MOST_INDEXES, Integer.highestOneBit(2 * parts - 1))];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = new Index(log, heap);
    }
    List<Claim<S>> claims = machine.claims();
    this.edges = claims.stream().anyMatch(Claim.Stuck.class::isInstance) ? new EdgeLog(heap) : null;
    this.watch = new Watch<>(claims);
    this.alone = new Batch<>(machine, codec, log, watch);
  }

  /** Searches until everything is visited or a limit is reached. */
  void run(S from, Explorer.Until until) {
    try {
      begin(from);
      searchLevels(until);
    } catch (OutOfMemoryError e) {
      // The budget keeps the tables within the heap; a machine's own garbage may still be too much.
      // Rounds count wholly or not at all, so what is known so far is sound.
      limits.end(Exploration.End.MEMORY);
    }
    if (limits.end().orElse(null) != Exploration.End.INTERRUPTED) {
      lookAtUnexpanded();
    }
  }

  private void begin(S from) {
    long[] packed = new long[log.words()];
    codec.pack(from, packed, 0);
    long hash = StateLog.hash(packed, 0, log.words());
    if (!log.reserve(1)) {
      throw new OutOfMemoryError("no room for the first state");
    }
    log.write(0, packed, 0, -1);
    Index index = index(hash);
    index.put(~index.find(hash, packed, 0), hash, 0);
    states = 1;
  }

  private void searchLevels(Explorer.Until until) {
    int round = crew.threads() * BATCHES_PER_THREAD * WIDE_BATCH;
    while (expanded < states) {
      levelEnd = states;
      while (expanded < levelEnd) {
        int left = levelEnd - expanded;
        if (crew.threads() == 1 || left < crew.threads() * WORTHWHILE) {
          expandAlone(expanded + Math.min(left, BATCH));
        } else {
          expandTogether(expanded + Math.min(left, round));
        }
        if (until == Explorer.Until.DECIDED && expanded < states && watch.allDecided()) {
          limits.end(Exploration.End.DECIDED);
        }
        if (limits.end().isPresent()) {
          return;
        }
      }
      if (states > levelEnd) {
        level++;
      }
    }
  }

  private void expandAlone(int to) {
    alone.expand(expanded, to, limits);
    if (limits.end().isPresent()) {
      return;
    }
    watch.accept(alone.found());
    if (!reserveEdges(alone.size() + alone.parents())
        || !reserveStates(states + Math.min(alone.size(), maxStates - states))) {
      return;
    }
    for (int step = 0; step < alone.size(); step++) {
      touched += index(alone.hash(step)).touch(alone.hash(step));
    }
    int step = 0;
    for (int place = 0; place < alone.parents(); place++) {
      int end = alone.end(place);
      if (edges != null && step == end) {
        edges.add(EdgeLog.NO_STEPS);
      }
      for (; step < end; step++) {
        int target = numberOf(step, alone.parent(place));
        if (target < 0) {
          return;
        }
        if (edges != null) {
          edges.add(step == end - 1 ? ~target : target);
        }
      }
    }
    expanded = to;
  }

  /** The number of the state that step leads to, a new one if need be; negative at a limit. */
  private int numberOf(int step, int parent) {
    long hash = alone.hash(step);
    Index index = index(hash);
    int slot = index.find(hash, alone.states(), alone.at(step));
    if (slot >= 0) {
      return index.number(slot);
    }
    if (states == maxStates) {
      limits.end(Exploration.End.STATES);
      return -1;
    }
    if (index.isFull()) {
      if (!index.reserve(1)) {
        limits.end(Exploration.End.MEMORY);
        return -1;
      }
      slot = index.find(hash, alone.states(), alone.at(step));
    }
    log.write(states, alone.states(), alone.at(step), parent);
    index.put(~slot, hash, states);
    return states++;
  }

  private void expandTogether(int to) {
    int begin = expanded;
    int count = (to - begin + WIDE_BATCH - 1) / WIDE_BATCH;
    while (batches.size() < count) {
      batches.add(new Batch<>(machine, codec, log, watch));
    }
    crew.run(
        count,
        i -> {
          int from = begin + i * WIDE_BATCH;
          batches.get(i).expand(from, Math.min(from + WIDE_BATCH, to), limits);
          batches.get(i).sortByIndex(indexes.length);
        });
    if (limits.end().isPresent()) {
      return;
    }
    crew.run(indexes.length, i -> resolve(i, count));
    if (limits.end().isPresent()) {
      return;
    }
    int[] numbers = new int[count];
    long next = states;
    long steps = 0;
    for (int i = 0; i < count; i++) {
      numbers[i] = (int) Math.min(next, maxStates);
      next += batches.get(i).fresh();
      steps += batches.get(i).edges();
    }
    int after = (int) Math.min(next, maxStates);
    if (!reserveStates(after) || !reserveEdges(steps)) {
      return;
    }
    crew.run(count, i -> batches.get(i).number(numbers[i], maxStates, indexes));
    for (int i = 0; i < count; i++) {
      watch.accept(batches.get(i).found());
    }
    states = after;
    if (next > maxStates) {
      limits.end(Exploration.End.STATES);
      return;
    }
    if (edges != null) {
      link(count, steps);
    }
    expanded = to;
  }

  private void resolve(int which, int count) {
    Index index = indexes[which];
    int steps = 0;
    for (int i = 0; i < count; i++) {
      steps += batches.get(i).stepsOf(which);
    }
    if (!index.reserve(steps)) {
      limits.end(Exploration.End.MEMORY);
      return;
    }
    index.beginRound();
    for (int i = 0; i < count; i++) {
      batches.get(i).resolve(which, index);
    }
  }

  private void link(int count, long steps) {
    long[] begins = new long[count];
    long begin = edges.size();
    for (int i = 0; i < count; i++) {
      begins[i] = begin;
      begin += batches.get(i).edges();
    }
    edges.extend(steps);
    crew.run(count, i -> batches.get(i).link(begins[i], edges, indexes));
  }

  private boolean reserveStates(int count) {
    long estimate = interned ? (long) (count - states) * Interning.BYTES_PER_STATE : 0;
    boolean there = log.reserve(count) && (estimate == 0 || heap.take(estimate));
    if (!there) {
      limits.end(Exploration.End.MEMORY);
    }
    return there;
  }

  private boolean reserveEdges(long count) {
    boolean there = edges == null || edges.reserve(count);
    if (!there) {
      limits.end(Exploration.End.MEMORY);
    }
    return there;
  }

  private Index index(long hash) {
    return indexes[(int) hash & indexes.length - 1];
  }

  /** States that were reached but not stepped when a limit ended the search may decide claims. */
  private void lookAtUnexpanded() {
    int[] found = new int[watch.size()];
    Arrays.fill(found, Watch.NONE);
    for (int state = expanded; state < states; state++) {
      if ((state & 1023) == 0 && limits.isLate()) {
        break;
      }
      watch.look(state, log.read(state, codec), found);
    }
    watch.accept(found);
  }

  int states() {
    return states;
  }

  int depth() {
    return states > levelEnd ? level + 1 : level;
  }

  /** Number of the state that decides that claim, or {@link Watch#NONE}. */
  int decides(int claim) {
    return watch.first(claim);
  }

  /** After a complete search: see {@link Backward#firstStuck}. */
  int firstStuck(Predicate<S> goal) {
    return new Backward(states, edges, heap)
        .firstStuck(state -> goal.test(log.read(state, codec)), limits);
  }

  /** The first of the shortest schedules to that state. */
  Schedule scheduleTo(int state) {
    int length = 0;
    for (int s = state; s > 0; s = log.parent(s)) {
      length++;
    }
    Action[] actions = new Action[length];
    for (int s = state; s > 0; s = log.parent(s)) {
      actions[--length] = firstAction(log.read(log.parent(s), codec), log.read(s, codec));
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
