package lab.cpu.cache;

import lab.cpu.Draws;

/**
 * The sets of one level, in a {@link Store}: finding a line, using it, putting one in, taking one
 * out. A word is a line: its number + 1, and below that whether it is dirty; 0 is an empty way.
 *
 * <p>In a value the ways of a set stand in order under LRU and FIFO, the newest first and the empty
 * ones last: the order is the state, no time stamp is, and equal sets are equal words. Under PLRU,
 * RANDOM and OPT a line stays in its way.
 *
 * <p>For long traces a set of up to eight ways has an index behind its ways, and no line is moved:
 *
 * <pre>
 *   | way 0 | ... | way 7 | order or tree | tags |
 *
 *   tags   byte n is a byte made of the number of the line in way n. Where none is equal the line
 *          is not in the set, and no way is read: so do the micro-tags of a way predictor.
 *   order  byte n is the way that is n-th, as the ways of a value would stand. All 0 is way n in
 *          place n.
 * </pre>
 */
final class Sets {
  static final long DIRTY = 1;

  /** 2^64 by the golden ratio: lines a power of two apart get different tags. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private final int mask;
  private final int ways;
  private final int stride;
  private final int place;
  private final boolean lru;
  private final boolean tree;
  private final boolean aged;
  private final boolean indexed;

  /** Whether the newest way is looked at first: the core comes back to what it just used. */
  private final boolean innermost;

  private final int drawsPlace;
  private final int futurePlace;
  private final long seed;

  /** What comes, under OPT; null else. */
  private final Future future;

  /**
   * @param number of the level, from the core outwards
   * @param trace for a long trace, not for a value
   */
  Sets(Level level, Layout layout, int number, long seed, boolean trace, Future future) {
    Replacement replacement = level.replacement();
    this.mask = level.geometry().sets() - 1;
    this.ways = level.geometry().ways();
    this.tree = replacement == Replacement.PLRU;
    this.lru = replacement == Replacement.LRU;
    this.aged = aged(level);
    this.indexed = indexed(level, trace);
    this.innermost = number == 0 && aged;
    this.stride = stride(level, trace);
    this.place = layout.sets(number);
    this.drawsPlace = layout.draws(number);
    this.futurePlace = layout.future();
    this.seed = seed;
    this.future = replacement == Replacement.OPT ? future : null;
  }

  /** Words that a set takes. */
  static int stride(Level level, boolean trace) {
    boolean tree = level.replacement() == Replacement.PLRU;
    boolean indexed = indexed(level, trace);
    return level.geometry().ways() + (tree || (indexed && aged(level)) ? 1 : 0) + (indexed ? 1 : 0);
  }

  private static boolean indexed(Level level, boolean trace) {
    return trace && level.geometry().ways() <= Bytes.COUNT;
  }

  /** Whether the victim is the last in an order of the ways. */
  private static boolean aged(Level level) {
    return level.replacement() == Replacement.LRU || level.replacement() == Replacement.FIFO;
  }

  static long word(long block) {
    return (block + 1) << 1;
  }

  static long block(long word) {
    return (word >>> 1) - 1;
  }

  private static long tag(long block) {
    return (block * SPREAD) >>> (Long.SIZE - Byte.SIZE);
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
    if (!indexed) {
      return searched(words, base, block);
    }
    if (innermost) {
      int newest = (int) Bytes.get(words[base + ways] ^ Bytes.NUMBERED, 0);
      if (words[base + newest] >>> 1 == block + 1) {
        return newest;
      }
    }
    long likely = Bytes.equal(words[base + stride - 1], tag(block), ways);
    return likely == 0 ? -1 : looked(words, base, block, likely);
  }

  private int searched(long[] words, int base, long block) {
    for (int way = 0; way < ways; way++) {
      if (words[base + way] >>> 1 == block + 1) {
        return way;
      }
    }
    return -1;
  }

  private static int looked(long[] words, int base, long block, long likely) {
    for (long left = likely; left != 0; left = Bytes.butFirst(left)) {
      int way = Bytes.first(left);
      if (words[base + way] >>> 1 == block + 1) {
        return way;
      }
    }
    return -1;
  }

  /** A line in {@code way} is used. */
  void use(Store store, long block, int way, long dirty) {
    int base = store.at(place(block));
    long[] words = store.words;
    words[base + way] |= dirty;
    if (tree) {
      pointAway(words, base + ways, way);
    } else if (lru) {
      newest(words, base, way);
    }
  }

  /** A line in {@code way} becomes the first in the order. */
  private void newest(long[] words, int base, int way) {
    if (indexed) {
      long order = words[base + ways] ^ Bytes.NUMBERED;
      if (Bytes.get(order, 0) != way) {
        int n = Bytes.first(Bytes.equal(order, way, ways));
        words[base + ways] = Bytes.toFront(order, n) ^ Bytes.NUMBERED;
      }
    } else {
      long used = words[base + way];
      System.arraycopy(words, base, words, base + 1, way);
      words[base] = used;
    }
  }

  /** Marks a line dirty without using it. */
  void soil(Store store, long block, int way) {
    int base = store.at(place(block));
    store.words[base + way] |= DIRTY;
  }

  /** Puts a line in that is not there, an empty way first; returns the word that gave way, or 0. */
  long insert(Store store, long word) {
    if (!aged) {
      return replaced(store, word, emptyOrVictim(store, word));
    }
    return indexed ? oldest(store, word) : shifted(store, word);
  }

  /** The last way of the order gets the line and becomes the first. */
  private long oldest(Store store, long word) {
    long block = block(word);
    int base = store.at(place(block));
    long[] words = store.words;
    long order = words[base + ways] ^ Bytes.NUMBERED;
    int way = (int) Bytes.get(order, ways - 1);
    words[base + ways] = Bytes.toFront(order, ways - 1) ^ Bytes.NUMBERED;
    words[base + ways + 1] = Bytes.with(words[base + ways + 1], way, tag(block));
    long gone = words[base + way];
    words[base + way] = word;
    return gone;
  }

  /** The same, where the ways stand in order. */
  private long shifted(Store store, long word) {
    int base = store.at(place(block(word)));
    long[] words = store.words;
    long gone = words[base + ways - 1];
    System.arraycopy(words, base, words, base + 1, ways - 1);
    words[base] = word;
    return gone;
  }

  private long replaced(Store store, long word, int way) {
    long block = block(word);
    int base = store.at(place(block));
    long[] words = store.words;
    long gone = words[base + way];
    words[base + way] = word;
    if (indexed) {
      int tags = base + stride - 1;
      words[tags] = Bytes.with(words[tags], way, tag(block));
    }
    if (tree) {
      pointAway(words, base + ways, way);
    }
    return gone;
  }

  private int emptyOrVictim(Store store, long word) {
    int base = store.at(place(block(word)));
    long[] words = store.words;
    for (int way = 0; way < ways; way++) {
      if (words[base + way] == 0) {
        return way;
      }
    }
    if (tree) {
      return pointedAt(words[base + ways]);
    }
    return future == null ? drawn(store) : furthest(store, base);
  }

  /** The way whose line is asked for again last, the first of them if none of them ever is. */
  private int furthest(Store store, int base) {
    int at = store.at(futurePlace);
    int now = (int) store.words[at];
    int furthest = 0;
    int most = -1;
    for (int way = 0; way < ways; way++) {
      int until = future.until(block(store.words[base + way]), now);
      if (until > most) {
        most = until;
        furthest = way;
      }
    }
    return furthest;
  }

  /** Takes a line out; returns its word. */
  long remove(Store store, long block, int way) {
    int base = store.at(place(block));
    long[] words = store.words;
    long removed = words[base + way];
    words[base + way] = 0;
    if (aged && indexed) {
      long order = words[base + ways] ^ Bytes.NUMBERED;
      int n = Bytes.first(Bytes.equal(order, way, ways));
      words[base + ways] = Bytes.toBack(order, n, ways - 1) ^ Bytes.NUMBERED;
    } else if (aged) {
      System.arraycopy(words, base + way + 1, words, base + way, ways - 1 - way);
      words[base + ways - 1] = 0;
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
