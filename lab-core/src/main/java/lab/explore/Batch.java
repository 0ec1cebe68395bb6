package lab.explore;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The steps out of a run of consecutively numbered states: first collected, packed and hashed, then
 * looked up together. One thread at a time works on it.
 */
final class Batch<S> implements Machine.Steps<S> {
  private final Machine<S> machine;
  private final Reached<S> reached;
  private final Machine.Codec<S> codec;
  private final Watch<S> watch;
  private final int words;
  private final int[] found;

  private int first;
  private int parents;
  private int[] ends = new int[16];
  private int size;
  private long[] hashes = new long[64];
  private long[] states;

  // In a parallel round only: the steps sorted by index, and where their states sit there.
  private int[] sorted = new int[0];
  private int[] sortedEnds = new int[0];
  private int[] slots = new int[0];
  private int[] freshPerIndex = new int[0];

  Batch(Machine<S> machine, Reached<S> reached, Watch<S> watch) {
    this.machine = machine;
    this.reached = reached;
    this.codec = reached.codec();
    this.watch = watch;
    this.words = reached.log().words();
    this.found = new int[watch.size()];
    this.states = new long[64 * words];
  }

  /** Steps the states {@code from} to {@code to - 1}; gives up as soon as the search has to end. */
  void expand(int from, int to, Limits limits) {
    first = from;
    parents = 0;
    size = 0;
    Arrays.fill(found, Watch.NONE);
    if (ends.length < to - from) {
      ends = new int[to - from];
    }
    for (int state = from; state < to; state++) {
      if ((state & 15) == 0 && limits.reached()) {
        return;
      }
      S unpacked = reached.read(state);
      watch.look(state, unpacked, found);
      machine.steps(unpacked, this);
      ends[parents++] = size;
    }
  }

  @Override
  public void step(Action action, S next, Supplier<String> story) {
    int at = size * words;
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
      states = Arrays.copyOf(states, 2 * at);
    }
    codec.pack(next, states, at);
    hashes[size++] = StateLog.hash(states, at, words);
  }

  int parents() {
    return parents;
  }

  /** The parent of that place in this batch. */
  int parent(int place) {
    return first + place;
  }

  /** One past the last step of the parent of that place. */
  int end(int place) {
    return ends[place];
  }

  /** Number of steps. */
  int size() {
    return size;
  }

  long hash(int step) {
    return hashes[step];
  }

  long[] states() {
    return states;
  }

  int at(int step) {
    return step * words;
  }

  /** What {@link Watch#look} found in these parents. */
  int[] found() {
    return found;
  }

  /** Sorts the steps by the index their states belong to, keeping their order. */
  void sortByIndex(int indexes) {
    if (slots.length < size) {
      slots = new int[hashes.length];
      sorted = new int[hashes.length];
    }
    if (sortedEnds.length == 0) {
      sortedEnds = new int[indexes];
      freshPerIndex = new int[indexes];
    }
    Arrays.fill(sortedEnds, 0);
    for (int step = 0; step < size; step++) {
      sortedEnds[(int) hashes[step] & indexes - 1]++;
    }
    int start = 0;
    for (int i = 0; i < indexes; i++) {
      int count = sortedEnds[i];
      sortedEnds[i] = start;
      start += count;
    }
    for (int step = 0; step < size; step++) {
      sorted[sortedEnds[(int) hashes[step] & indexes - 1]++] = step;
    }
  }

  int stepsOf(int index) {
    return sortedEnds[index] - sortedBegin(index);
  }

  private int sortedBegin(int index) {
    return index == 0 ? 0 : sortedEnds[index - 1];
  }

  /** Looks up the states that belong to that index, and puts those it does not have. */
  void resolve(int number, Index index) {
    int begin = sortedBegin(number);
    int end = sortedEnds[number];
    for (int i = begin; i < end; i++) {
      index.touch(hashes[sorted[i]]);
    }
    int fresh = 0;
    for (int i = begin; i < end; i++) {
      int step = sorted[i];
      int slot = index.find(hashes[step], states, step * words);
      if (slot < 0) {
        index.putUnnumbered(~slot, hashes[step], states, step * words);
        fresh++;
      }
      slots[step] = slot;
    }
    freshPerIndex[number] = fresh;
  }

  /** How many states of this batch were met for the first time. */
  int fresh() {
    int sum = 0;
    for (int fresh : freshPerIndex) {
      sum += fresh;
    }
    return sum;
  }

  /** Numbers the new states from {@code number} on and writes those below {@code limit}. */
  void number(int number, int limit, Index[] indexes) {
    int next = number;
    int step = 0;
    for (int place = 0; place < parents; place++) {
      for (; step < ends[place]; step++) {
        if (slots[step] < 0 && next < limit) {
          reached.log().write(next, states, step * words, first + place);
          slots[step] = ~slots[step];
          indexes[(int) hashes[step] & indexes.length - 1].setNumber(
              slots[step], hashes[step], next++);
        }
      }
    }
  }

  /** How many entries {@link #link} writes. */
  int edges() {
    int entries = size;
    int begin = 0;
    for (int place = 0; place < parents; place++) {
      entries += ends[place] == begin ? 1 : 0;
      begin = ends[place];
    }
    return entries;
  }

  /** Writes where all steps lead, after all batches of the round are numbered. */
  void link(long begin, EdgeLog edges, Index[] indexes) {
    long next = begin;
    int step = 0;
    for (int place = 0; place < parents; place++) {
      int end = ends[place];
      if (step == end) {
        edges.set(next++, EdgeLog.NO_STEPS);
      }
      for (; step < end; step++) {
        int target = indexes[(int) hashes[step] & indexes.length - 1].number(slots[step]);
        edges.set(next++, step == end - 1 ? ~target : target);
      }
    }
  }
}
