package lab.cpu.cache;

import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link Hierarchy} holds, as an immutable value: for machines. It keeps the sets that hold
 * something and no counter, so it is as small as its working set; two of them that hold the same
 * lines in the same order are equal. (Two PLRU sets may behave alike and not be equal: one the
 * other's mirror image.)
 *
 * <p>Lines are numbered: the line of an address is {@link Hierarchy#block}. For a TLB a line is a
 * page and its number the page's.
 */
public final class Caches {
  /** What a store of {@link #touch} writes. */
  private static final int WORD_BYTES = 8;

  private final Hierarchy hierarchy;
  private final Rule rule;
  private final Store store;

  private Caches(Hierarchy hierarchy, Rule rule, Store store) {
    this.hierarchy = hierarchy;
    this.rule = rule;
    this.store = store;
  }

  /** Caches that hold nothing. */
  public static Caches empty(Hierarchy hierarchy) {
    Rule rule = new Rule(hierarchy, false);
    return new Caches(hierarchy, rule, Store.sparse(rule.layout()));
  }

  public Hierarchy hierarchy() {
    return hierarchy;
  }

  /**
   * What one thing that happened has made of them.
   *
   * @param after the caches afterwards
   * @param level the level that answered, {@link Hierarchy#memory} for memory; -1 where nothing was
   *     asked for
   * @param counts what this alone has added to each number
   */
  public record Touch(Caches before, Caches after, int level, Counts counts) {
    /** The whole time of the reference. */
    public int cycles() {
      return before.hierarchy.cycles(level);
    }

    public boolean hit() {
      return level == 0;
    }

    /** The lines that were in {@code level} and are not any more, in the order they stood in. */
    public List<Long> gone(int level) {
      return missing(before, after, level);
    }

    /** The lines that are in {@code level} and were not. */
    public List<Long> come(int level) {
      return missing(after, before, level);
    }

    private static List<Long> missing(Caches from, Caches in, int level) {
      List<Long> lines = new ArrayList<>(from.lines(level));
      lines.removeAll(in.lines(level));
      return List.copyOf(lines);
    }
  }

  /** One load of a line, or a store of one word of eight bytes into it. */
  public Touch touch(long block, boolean write) {
    return reference(block << hierarchy.geometry(0).lineShift(), write ? WORD_BYTES : 1, write);
  }

  /** One load or store of {@code bytes} bytes at {@code address}. */
  public Touch reference(long address, int bytes, boolean write) {
    Store next = store.copy();
    long[] counts = new long[Counts.SIZE];
    return touched(next, rule.access(next, counts, address, bytes, write), counts);
  }

  /**
   * A level loses a line, as if another had needed its way: a dirty line is written back, an
   * inclusive level takes it from those inside it, an exclusive one behind gets it. These same
   * caches if the level does not hold it.
   */
  public Touch evict(int level, long block) {
    Store next = store.copy();
    long[] counts = new long[Counts.SIZE];
    int way = rule.sets(level).find(next, block);
    if (way >= 0) {
      rule.evicted(next, counts, level, rule.sets(level).remove(next, block, way));
    }
    return touched(next, -1, counts);
  }

  /**
   * A level gets a clean line that it does not hold, from nowhere, and what it evicts goes where
   * victims go. What {@link Inclusion} asks of the other levels is the caller's affair. These same
   * caches if it holds the line.
   */
  public Touch fill(int level, long block) {
    Store next = store.copy();
    long[] counts = new long[Counts.SIZE];
    if (rule.sets(level).find(next, block) < 0) {
      rule.insert(next, counts, level, Sets.word(block));
    }
    return touched(next, -1, counts);
  }

  /**
   * A level is asked for a line that no core waits for, as a prefetch instruction asks: it and
   * those behind it do what a load that missed in all before would have them do.
   */
  public Touch prefetch(int level, long block) {
    Store next = store.copy();
    long[] counts = new long[Counts.SIZE];
    rule.reference(next, counts, block, false, level, hierarchy.prefetch());
    return touched(next, -1, counts);
  }

  /** A line vanishes from all levels, what was dirty in it as well: an invalidation. */
  public Caches without(long block) {
    Store next = store.copy();
    for (int level = 0; level < hierarchy.memory(); level++) {
      rule.taken(next, new long[Counts.SIZE], level, block);
    }
    return new Caches(hierarchy, rule, next.copy());
  }

  private Touch touched(Store next, int level, long[] counts) {
    Caches after = new Caches(hierarchy, rule, next.copy());
    return new Touch(this, after, level, new Counts(hierarchy, counts));
  }

  public boolean holds(int level, long block) {
    return word(level, block) != 0;
  }

  public boolean dirty(int level, long block) {
    return (word(level, block) & Sets.DIRTY) != 0;
  }

  /** The first level that holds a line; {@link Hierarchy#memory} if none does. */
  public int nearest(long block) {
    int level = 0;
    while (level < hierarchy.memory() && !holds(level, block)) {
      level++;
    }
    return level;
  }

  private long word(int level, long block) {
    int at = store.peek(rule.sets(level).place(block));
    for (int way = 0; at >= 0 && way < rule.sets(level).ways(); way++) {
      if (store.words[at + way] >>> 1 == block + 1) {
        return store.words[at + way];
      }
    }
    return 0;
  }

  /** The lines of a level: set by set, and in a set as in {@link #ways}, empty ways left out. */
  public List<Long> lines(int level) {
    Sets sets = rule.sets(level);
    List<Long> lines = new ArrayList<>();
    for (int place : store.kept(sets.place(0), sets.place(hierarchy.geometry(level).sets()))) {
      int at = store.peek(place);
      for (int way = 0; way < sets.ways(); way++) {
        if (store.words[at + way] != 0) {
          lines.add(Sets.block(store.words[at + way]));
        }
      }
    }
    return List.copyOf(lines);
  }

  /**
   * The ways of a set, -1 for an empty one. Under LRU the most recently used first, under FIFO the
   * newest, and the empty ones last; under PLRU and RANDOM by the number of the way.
   */
  public List<Long> ways(int level, int set) {
    int at = store.peek(rule.sets(level).place(set));
    List<Long> ways = new ArrayList<>();
    for (int way = 0; way < rule.sets(level).ways(); way++) {
      ways.add(at < 0 ? -1 : Sets.block(store.words[at + way]));
    }
    return List.copyOf(ways);
  }

  /**
   * The tree of a set under PLRU: bit n for node n, the root is 1, node n has 2n and 2n+1 below.
   */
  public long tree(int level, int set) {
    int at = store.peek(rule.sets(level).place(set));
    return at < 0 ? 0 : store.words[at + rule.sets(level).ways()];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Caches c && store.same(c.store) && hierarchy.equals(c.hierarchy);
  }

  @Override
  public int hashCode() {
    return store.hash();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int level = 0; level < hierarchy.memory(); level++) {
      text.append(level == 0 ? "L" : " L").append(level + 1).append(lines(level));
    }
    return text.toString();
  }
}
