package lab.cpu.cache;

import lab.cpu.Draws;

/**
 * The sets of one level, in a {@link Store}: finding a line, using it, putting one in, taking one
 * out. A word is a line: its number + 1, and below that whether it is dirty; 0 is an empty way.
 *
 * <p>Under LRU and FIFO the ways of a set stand in order, the newest first and the empty ones last,
 * so that the order is the state and no time stamp is. Under PLRU and RANDOM a line stays in its
 * way.
 */
final class Sets {
  static final long DIRTY = 1;

  /**
   * Up to so many ways a set is gone through from end to end, without a branch that depends on
   * where the line is: that branch would be mispredicted about once a reference, which costs more.
   */
  private static final int FEW_WAYS = 16;

  /** What most caches have. A loop of a known length has no loop left in it once C2 is done. */
  private static final int EIGHT = 8;

  private final int mask;
  private final int ways;
  private final int stride;
  private final int place;
  private final boolean ordered;
  private final boolean moves;
  private final boolean tree;
  private final int drawsPlace;
  private final long seed;

  /**
   * @param place where the sets begin in a store
   * @param drawsPlace where the number of draws is counted
   */
  Sets(Level level, int place, int drawsPlace, long seed) {
    Replacement replacement = level.replacement();
    this.mask = level.geometry().sets() - 1;
    this.ways = level.geometry().ways();
    this.tree = replacement == Replacement.PLRU;
    this.moves = replacement == Replacement.LRU;
    this.ordered = moves || replacement == Replacement.FIFO;
    this.stride = stride(level);
    this.place = place;
    this.drawsPlace = drawsPlace;
    this.seed = seed;
  }

  /** Words that a set takes: a line for each way, and the bits of its tree. */
  static int stride(Level level) {
    return level.geometry().ways() + (level.replacement() == Replacement.PLRU ? 1 : 0);
  }

  static long word(long block) {
    return (block + 1) << 1;
  }

  static long block(long word) {
    return (word >>> 1) - 1;
  }

  int ways() {
    return ways;
  }

  int place(long block) {
    return place + (int) (block & mask) * stride;
  }

  int place(int set) {
    return place + set * stride;
  }

  /** The way in which a line is, or -1. */
  int find(Store store, long block) {
    int base = store.at(place(block));
    long[] words = store.words;
    long key = block + 1;
    if (words[base] >>> 1 == key) {
      return 0;
    }
    if (ways > FEW_WAYS) {
      return searched(words, base, key);
    }
    long found = 0;
    if (ways == EIGHT) {
      for (int i = 1; i < EIGHT; i++) {
        found |= numbered(words[base + i], key, i + 1);
      }
    } else {
      for (int i = 1; i < ways; i++) {
        found |= numbered(words[base + i], key, i + 1);
      }
    }
    return (int) found - 1;
  }

  /**
   * {@code number} if the word is that line's, or else 0. Without a condition: C2 makes a branch of
   * one that seldom holds.
   */
  private static long numbered(long word, long key, long number) {
    return (((word >>> 1) ^ key) - 1) >> 63 & number;
  }

  private int searched(long[] words, int base, long key) {
    for (int i = 1; i < ways; i++) {
      if (words[base + i] >>> 1 == key) {
        return i;
      }
    }
    return -1;
  }

  /** A line in {@code way} is used. */
  void use(Store store, long block, int way, long dirty) {
    int base = store.at(place(block));
    long[] words = store.words;
    if (moves) {
      if (way > 0) {
        toFront(words, base, way);
      }
      words[base] |= dirty;
    } else {
      words[base + way] |= dirty;
      if (tree) {
        pointAway(words, base + ways, way);
      }
    }
  }

  private void toFront(long[] words, int base, int way) {
    long used = words[base + way];
    if (ways > FEW_WAYS) {
      System.arraycopy(words, base, words, base + 1, way);
    } else if (ways == EIGHT) {
      for (int i = EIGHT - 1; i > 0; i--) {
        words[base + i] = words[base + from(i, way)];
      }
    } else {
      for (int i = ways - 1; i > 0; i--) {
        words[base + i] = words[base + from(i, way)];
      }
    }
    words[base] = used;
  }

  /** The place to the left up to {@code way}, the same beyond it. */
  private static int from(int i, int way) {
    return i + ((i - way - 1) >> 31);
  }

  /** Marks a line dirty without using it. */
  void soil(Store store, long block, int way) {
    int base = store.at(place(block));
    store.words[base + way] |= DIRTY;
  }

  /** Puts a line in that is not there; returns the word that gave way, or 0. */
  long insert(Store store, long word) {
    int base = store.at(place(block(word)));
    long[] words = store.words;
    if (ordered) {
      long last = words[base + ways - 1];
      if (ways == EIGHT) {
        for (int i = EIGHT - 1; i > 0; i--) {
          words[base + i] = words[base + i - 1];
        }
      } else {
        System.arraycopy(words, base, words, base + 1, ways - 1);
      }
      words[base] = word;
      return last;
    }
    int way = 0;
    while (way < ways && words[base + way] != 0) {
      way++;
    }
    if (way == ways) {
      way = tree ? pointedAt(words[base + ways]) : drawn(store);
      // A sparse store may have grown, and then has other words.
      base = store.at(place(block(word)));
      words = store.words;
    }
    long victim = words[base + way];
    words[base + way] = word;
    if (tree) {
      pointAway(words, base + ways, way);
    }
    return victim;
  }

  /** Takes a line out; returns its word. */
  long remove(Store store, long block, int way) {
    int base = store.at(place(block));
    long[] words = store.words;
    long removed = words[base + way];
    if (ordered) {
      for (int i = base + way; i < base + ways - 1; i++) {
        words[i] = words[i + 1];
      }
      words[base + ways - 1] = 0;
    } else {
      words[base + way] = 0;
    }
    return removed;
  }

  // The tree is a heap: node n has the children 2n and 2n+1, the root is 1, the leaves are ways +
  // way. Bit n of the word is node n's: 0 left, 1 right.

  private void pointAway(long[] words, int at, int way) {
    long bits = words[at];
    for (int node = ways + way; node > 1; node >>= 1) {
      int parent = node >> 1;
      long bit = 1L << parent;
      bits = (node & 1) == 0 ? bits | bit : bits & ~bit;
    }
    words[at] = bits;
  }

  private int pointedAt(long bits) {
    int node = 1;
    while (node < ways) {
      node = node << 1 | (int) (bits >>> node & 1);
    }
    return node - ways;
  }

  /** What is kept of the draws is how many there were. */
  private int drawn(Store store) {
    int at = store.at(drawsPlace); // May replace the words.
    return Draws.below(ways, seed, store.words[at]++);
  }
}
