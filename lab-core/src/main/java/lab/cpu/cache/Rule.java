package lab.cpu.cache;

import java.util.List;

/**
 * What a reference does to a {@link Hierarchy}, written once: {@link Caches} and {@link FlatCaches}
 * both run it, on a store of their own.
 *
 * <p>A reference looks for its line from the core outwards. The level that has it, uses it; if that
 * level is exclusive it gives the line up. Then the levels in between are filled, the outermost
 * first, except exclusive ones. Memory answers what no level has.
 *
 * <p>A victim goes to the next level if that is exclusive. Otherwise it is dropped if it is clean;
 * if it is dirty it is written back: the next level that holds the line is dirty from then on, or
 * else memory is written. Writing back is no use of the line and fills nothing, so dirty lines
 * never change what hits: a trace misses as often with its stores as with loads in their stead.
 */
final class Rule {
  private final Sets[] sets;
  private final boolean[] inclusive;
  private final boolean[] exclusive;
  private final int levels;
  private final Layout layout;
  private final boolean through;
  private final boolean prefetch;
  private final Streams streams;
  private final int lineShift;
  private final boolean split;
  private final Future future;

  /**
   * @param trace whether sets keep an index: for a trace, not for a value
   */
  Rule(Hierarchy hierarchy, boolean trace) {
    List<Level> all = hierarchy.levels();
    levels = all.size();
    sets = new Sets[levels];
    inclusive = new boolean[levels];
    exclusive = new boolean[levels];
    layout = new Layout(all, trace);
    future = hierarchy.future().orElse(null);
    for (int k = 0; k < levels; k++) {
      // Levels of one hierarchy must not draw the same numbers.
      long seed = hierarchy.seed() + k * 0x5DEECE66DL;
      sets[k] = new Sets(all.get(k), layout, k, seed, trace, future);
      inclusive[k] = k > 0 && all.get(k).inclusion() == Inclusion.INCLUSIVE;
      exclusive[k] = k > 0 && all.get(k).inclusion() == Inclusion.EXCLUSIVE;
    }
    through = hierarchy.writes() == WritePolicy.THROUGH;
    prefetch = hierarchy.prefetch();
    lineShift = hierarchy.geometry(0).lineShift();
    streams = new Streams(layout.streams(), lineShift);
    split = hierarchy.straddling() == Straddling.SPLIT;
  }

  Layout layout() {
    return layout;
  }

  Sets sets(int level) {
    return sets[level];
  }

  /**
   * One reference of a program, counted.
   *
   * @return the level that answered; of several lines, the furthest
   */
  int access(Store store, long[] counts, long address, int bytes, boolean write) {
    if (write && through) {
      counts[Counts.STORED_BYTES] += bytes;
    }
    long first = address >>> lineShift;
    long last = (address + bytes - 1) >>> lineShift;
    if (future != null) {
      comes(store, first, last);
    }
    if (first != last) {
      return straddling(store, counts, first, last, write);
    }
    int level = reference(store, counts, first, write, 0, prefetch);
    counts[Counts.REACHED + level]++;
    return level;
  }

  /** Goes on in the future, which must have foreseen this. */
  private void comes(Store store, long first, long last) {
    int at = store.at(layout.future());
    int place = (int) store.words[at];
    if (first != last || future.line(place) != first) {
      throw new IllegalArgumentException(
          "line " + future.line(place) + " alone was foreseen, and " + first + " is asked for");
    }
    store.words[at] = (place + 1L) % future.size();
  }

  private int straddling(Store store, long[] counts, long first, long last, boolean write) {
    int[] reached = new int[(int) (last - first) + 1];
    int far = 0;
    for (int i = 0; i < reached.length; i++) {
      reached[i] = reference(store, counts, first + i, write, 0, prefetch && (split || i == 0));
      far = Math.max(far, reached[i]);
      if (split) {
        counts[Counts.REACHED + reached[i]]++;
      }
    }
    if (split) {
      return far;
    }
    // cachegrind asks the level behind for all lines of a reference if one missed. An exclusive
    // level gives away what it is asked for, so this stops there.
    for (int i = 0; i < reached.length; i++) {
      int level = reached[i];
      while (level < far && level + 1 < levels && !exclusive[level + 1]) {
        level = reference(store, counts, first + i, write, level + 1, prefetch && i == 0);
      }
    }
    counts[Counts.REACHED + far]++;
    return far;
  }

  /**
   * Looks a line up in {@code from} and the levels behind it, and does what follows from that.
   *
   * @param counts gets everything but the reference itself
   * @param watched whether the prefetcher sees it: of a reference on two lines it sees the first
   * @return the level that has the line; the number of levels for memory
   */
  int reference(Store store, long[] counts, long block, boolean write, int from, boolean watched) {
    int hit = from;
    int way = -1;
    for (; hit < levels; hit++) {
      if (watched && hit == levels - 1) {
        stream(store, counts, block);
      }
      way = sets[hit].find(store, block);
      if (way >= 0) {
        break;
      }
    }
    if (write && through) {
      if (way >= 0) {
        sets[hit].use(store, block, way, 0);
      }
      return hit;
    }
    long dirty = write ? Sets.DIRTY : 0;
    if (hit == from && way >= 0) {
      sets[hit].use(store, block, way, dirty);
      return hit;
    }
    behind(store, counts, block, dirty, from, hit, way);
    return hit;
  }

  /** What a miss in {@code from} does once it is known who has the line. */
  private void behind(
      Store store, long[] counts, long block, long dirty, int from, int hit, int way) {
    long moved = 0;
    if (way < 0) {
      counts[Counts.FETCHED]++;
    } else if (exclusive[hit]) {
      moved = sets[hit].remove(store, block, way) & Sets.DIRTY;
      counts[Counts.TAKEN + hit]++;
    } else {
      sets[hit].use(store, block, way, 0);
    }
    for (int k = hit - 1; k > from; k--) {
      if (!exclusive[k]) {
        insert(store, counts, k, Sets.word(block) | moved);
        moved = 0;
      }
    }
    if (hit > from) {
      insert(store, counts, from, Sets.word(block) | dirty | moved);
    }
  }

  /** Puts a line that is not there into a level, and sees to the victim. */
  void insert(Store store, long[] counts, int level, long word) {
    counts[Counts.FILLS + level]++;
    long victim = sets[level].insert(store, word);
    if (victim != 0) {
      evicted(store, counts, level, victim);
    }
  }

  /** What follows when a line has left a level as its victim. */
  void evicted(Store store, long[] counts, int level, long word) {
    counts[Counts.EVICTIONS + level]++;
    long victim = inclusive[level] ? word | takenInside(store, counts, level, word) : word;
    // 1 or 0, and added: no processor predicts which victims are dirty, so there is no branch.
    long dirty = victim & Sets.DIRTY;
    counts[Counts.WRITE_BACKS + level] += dirty;
    if (level + 1 == levels) {
      counts[Counts.TO_MEMORY] += dirty;
    } else if (dirty != 0 || exclusive[level + 1]) {
      outwards(store, counts, level + 1, victim);
    }
  }

  /** An inclusive level takes its victim from the levels inside; returns whether it was dirty. */
  private long takenInside(Store store, long[] counts, int level, long word) {
    long dirty = 0;
    for (int k = 0; k < level; k++) {
      dirty |= taken(store, counts, k, Sets.block(word)) & Sets.DIRTY;
    }
    return dirty;
  }

  /** A victim that is dirty, or whose next level is exclusive. */
  private void outwards(Store store, long[] counts, int from, long victim) {
    boolean dirty = (victim & Sets.DIRTY) != 0;
    long block = Sets.block(victim);
    for (int k = from; k < levels && (dirty || k == from); k++) {
      int way = sets[k].find(store, block);
      if (way >= 0) {
        if (dirty) {
          sets[k].soil(store, block, way);
        }
        return;
      }
      if (exclusive[k]) {
        insert(store, counts, k, victim);
        return;
      }
    }
    if (dirty) {
      counts[Counts.TO_MEMORY]++;
    }
  }

  /** Takes a line out of a level if it is there; returns its word, or 0. */
  long taken(Store store, long[] counts, int level, long block) {
    int way = sets[level].find(store, block);
    if (way < 0) {
      return 0;
    }
    counts[Counts.TAKEN + level]++;
    return sets[level].remove(store, block, way);
  }

  /** Lets the prefetcher see a line that the outermost level is about to be asked for. */
  private void stream(Store store, long[] counts, long block) {
    long wanted = streams.wanted(store, block);
    if (wanted >= 0) {
      ahead(store, counts, wanted);
    }
  }

  private void ahead(Store store, long[] counts, long block) {
    int last = levels - 1;
    counts[Counts.PREFETCHES]++;
    int way = sets[last].find(store, block);
    if (way >= 0) {
      sets[last].use(store, block, way, 0);
    } else if (!exclusive[last] || !heldInside(store, block)) {
      counts[Counts.FETCHED]++;
      insert(store, counts, last, Sets.word(block));
    }
  }

  private boolean heldInside(Store store, long block) {
    for (int k = 0; k < levels - 1; k++) {
      if (sets[k].find(store, block) >= 0) {
        return true;
      }
    }
    return false;
  }
}
