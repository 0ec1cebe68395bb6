package lab.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * Expands many states of one level on all threads. A round has phases:
 *
 * <ol>
 *   <li>batches of states are stepped; the steps are packed and hashed;
 *   <li>the hash says which {@link Index} a state belongs to: each index is filled by one thread,
 *       in the order of the steps, so that no two threads ever write the same table;
 *   <li>by then it is known how many new states each batch has, hence their numbers: the batches
 *       write them into the log;
 *   <li>now every number is known: the batches write down where their steps lead, if need be.
 * </ol>
 *
 * A round counts wholly or not at all.
 */
final class Round<S> {
  private static final int BATCHES_PER_THREAD = 32;

  private final Reached<S> reached;
  private final Watch<S> watch;
  private final Limits limits;
  private final Crew crew;
  private final int size;
  private final List<Batch<S>> batches = new ArrayList<>();

  /** {@code size}: states in a batch. */
  Round(Reached<S> reached, Watch<S> watch, Limits limits, Crew crew, int size) {
    this.reached = reached;
    this.watch = watch;
    this.limits = limits;
    this.crew = crew;
    this.size = size;
  }

  /** Most states of a round. */
  int most() {
    return crew.threads() * BATCHES_PER_THREAD * size;
  }

  /** Expands states {@code begin} to {@code to - 1}; false if a limit was reached. */
  boolean expand(Machine<S> machine, int begin, int to) {
    Index[] indexes = reached.indexes();
    int count = (to - begin + size - 1) / size;
    while (batches.size() < count) {
      batches.add(new Batch<>(machine, reached, watch));
    }
    crew.run(
        count,
        i -> {
          int from = begin + i * size;
          batches.get(i).expand(from, Math.min(from + size, to), limits);
          batches.get(i).sortByIndex(indexes.length);
        });
    if (limits.end().isPresent()) {
      return false;
    }
    crew.run(indexes.length, i -> resolve(i, count));
    if (limits.end().isPresent()) {
      return false;
    }
    int[] numbers = new int[count];
    long next = reached.count();
    long steps = 0;
    for (int i = 0; i < count; i++) {
      numbers[i] = (int) Math.min(next, reached.maxStates());
      next += batches.get(i).fresh();
      steps += batches.get(i).edges();
    }
    int after = (int) Math.min(next, reached.maxStates());
    if (!reached.reserveStates(after) || !reached.reserveEdges(steps)) {
      return false;
    }
    crew.run(count, i -> batches.get(i).number(numbers[i], reached.maxStates(), indexes));
    for (int i = 0; i < count; i++) {
      watch.accept(batches.get(i).found());
    }
    reached.setCount(after);
    if (next > reached.maxStates()) {
      limits.end(Exploration.End.STATES);
      return false;
    }
    if (reached.keepsEdges()) {
      link(count, steps);
    }
    return true;
  }

  private void resolve(int which, int count) {
    Index index = reached.indexes()[which];
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
    EdgeLog edges = reached.edges();
    long[] begins = new long[count];
    long begin = edges.size();
    for (int i = 0; i < count; i++) {
      begins[i] = begin;
      begin += batches.get(i).edges();
    }
    edges.extend(steps);
    crew.run(count, i -> batches.get(i).link(begins[i], edges, reached.indexes()));
  }
}
