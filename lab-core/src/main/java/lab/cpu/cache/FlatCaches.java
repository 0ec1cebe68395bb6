package lab.cpu.cache;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What a {@link Hierarchy} holds, in one array that is changed in place: for long traces. Allocates
 * nothing for a reference that lies on one line. Not for two threads at once.
 */
public final class FlatCaches {
  private final Hierarchy hierarchy;
  private final Rule rule;
  private final Store store;
  private final long[] counts = new long[Counts.SIZE];

  /** Caches that hold nothing. */
  public FlatCaches(Hierarchy hierarchy) {
    this.hierarchy = hierarchy;
    this.rule = new Rule(hierarchy, true);
    this.store = Store.dense(rule.layout());
  }

  public Hierarchy hierarchy() {
    return hierarchy;
  }

  /**
   * One load or store.
   *
   * @return the level that answered, {@link Hierarchy#memory} for memory
   */
  public int access(long address, int bytes, boolean write) {
    return rule.access(store, counts, address, bytes, write);
  }

  /** A load of 8 bytes. */
  public int load(long address) {
    return access(address, Long.BYTES, false);
  }

  /** A store of 8 bytes. */
  public int store(long address) {
    return access(address, Long.BYTES, true);
  }

  /** Replays {@link References}. */
  public void replay(long[] references) {
    for (long r : references) {
      rule.access(store, counts, References.address(r), References.bytes(r), References.writes(r));
    }
  }

  /** What has happened so far. */
  public Counts counts() {
    return new Counts(hierarchy, counts.clone());
  }

  /** Counts from 0 again; the caches keep what they hold. */
  public void forgetCounts() {
    Arrays.fill(counts, 0);
  }

  /** Lines held now in {@code level}. */
  public int resident(int level) {
    int lines = 0;
    Sets sets = rule.sets(level);
    for (int set = 0; set < hierarchy.geometry(level).sets(); set++) {
      int at = sets.place(set);
      for (int way = 0; way < sets.ways(); way++) {
        lines += store.words[at + way] != 0 ? 1 : 0;
      }
    }
    return lines;
  }

  /**
   * Lines that are dirty now, each once: what a flush would write. Dinero IV flushes at the end of
   * a trace, and then {@link Counts#bytesToMemory} grows by that many lines.
   */
  public long dirtyLines() {
    Set<Long> dirty = new HashSet<>();
    for (int level = 0; level < hierarchy.memory(); level++) {
      Sets sets = rule.sets(level);
      for (int set = 0; set < hierarchy.geometry(level).sets(); set++) {
        for (int i = sets.place(set); i < sets.place(set) + sets.ways(); i++) {
          if ((store.words[i] & Sets.DIRTY) != 0) {
            dirty.add(Sets.block(store.words[i]));
          }
        }
      }
    }
    return dirty.size();
  }
}
