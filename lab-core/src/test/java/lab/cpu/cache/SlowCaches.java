package lab.cpu.cache;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The same caches, written a second time and another way: a list of lines with time stamps, a tree
 * of objects. Slow, and shares nothing with {@link Rule} but what the words mean.
 */
final class SlowCaches {
  private static final class Line {
    final long block;
    int way;
    long used;
    long since;
    boolean dirty;

    Line(long block) {
      this.block = block;
    }
  }

  /** A node over ways from..to-1. */
  private static final class Node {
    final int from;
    final int to;
    final Node left;
    final Node right;
    boolean victimIsRight;

    Node(int from, int to) {
      this.from = from;
      this.to = to;
      left = to - from > 1 ? new Node(from, (from + to) / 2) : null;
      right = to - from > 1 ? new Node((from + to) / 2, to) : null;
    }

    int victim() {
      return left == null ? from : (victimIsRight ? right : left).victim();
    }

    void used(int way) {
      if (left != null) {
        boolean isLeft = way < left.to;
        victimIsRight = isLeft;
        (isLeft ? left : right).used(way);
      }
    }
  }

  private final class Bank {
    final Level level;
    final List<List<Line>> sets = new ArrayList<>();
    final List<Node> trees = new ArrayList<>();
    final SplittableRandom random;
    long fills;
    long evictions;
    long taken;
    long writeBacks;

    Bank(Level level, int number) {
      this.level = level;
      this.random = new SplittableRandom(hierarchy.seed() + number * 0x5DEECE66DL);
      for (int i = 0; i < level.geometry().sets(); i++) {
        sets.add(new ArrayList<>());
        trees.add(new Node(0, level.geometry().ways()));
      }
    }

    int set(long block) {
      return (int) (block % level.geometry().sets());
    }

    Optional<Line> find(long block) {
      for (Line line : sets.get(set(block))) {
        if (line.block == block) {
          return Optional.of(line);
        }
      }
      return Optional.empty();
    }

    void use(Line line) {
      line.used = ++now;
      trees.get(set(line.block)).used(line.way);
    }

    void remove(Line line) {
      sets.get(set(line.block)).remove(line);
    }

    Optional<Line> insert(Line line) {
      fills++;
      List<Line> set = sets.get(set(line.block));
      Optional<Line> victim = Optional.empty();
      if (set.size() == level.geometry().ways()) {
        victim = Optional.of(victim(set, trees.get(set(line.block))));
        set.remove(victim.get());
        line.way = victim.get().way;
      } else {
        line.way = 0;
        while (taken(set, line.way)) {
          line.way++;
        }
      }
      line.since = ++now;
      set.add(line);
      use(line);
      return victim;
    }

    private boolean taken(List<Line> set, int way) {
      return set.stream().anyMatch(l -> l.way == way);
    }

    private Line victim(List<Line> set, Node tree) {
      if (level.replacement() == Replacement.LRU) {
        return set.stream().min(Comparator.comparingLong(l -> l.used)).orElseThrow();
      }
      if (level.replacement() == Replacement.FIFO) {
        return set.stream().min(Comparator.comparingLong(l -> l.since)).orElseThrow();
      }
      int way =
          level.replacement() == Replacement.PLRU
              ? tree.victim()
              : (int) (((random.nextLong() >>> 32) * level.geometry().ways()) >>> 32);
      return set.stream().filter(l -> l.way == way).findFirst().orElseThrow();
    }

    boolean is(Inclusion inclusion) {
      return this != banks.getFirst() && level.inclusion() == inclusion;
    }
  }

  private final Hierarchy hierarchy;
  private final List<Bank> banks = new ArrayList<>();
  private long now;
  final long[] hits;
  long toMemory;
  long bytes;

  SlowCaches(Hierarchy hierarchy) {
    this.hierarchy = hierarchy;
    for (Level level : hierarchy.levels()) {
      banks.add(new Bank(level, banks.size()));
    }
    hits = new long[banks.size() + 1];
  }

  void access(long address, int size, boolean write) {
    long first = address / hierarchy.lineBytes();
    long last = (address + size - 1) / hierarchy.lineBytes();
    bytes += write && hierarchy.writes() == WritePolicy.THROUGH ? size : 0;
    int far = 0;
    List<Integer> levels = new ArrayList<>();
    for (long block = first; block <= last; block++) {
      levels.add(touch(block, write, 0));
      far = Math.max(far, levels.getLast());
    }
    if (hierarchy.straddling() == Straddling.SPLIT) {
      levels.forEach(level -> hits[level]++);
      return;
    }
    hits[far]++;
    for (int i = 0; i < levels.size(); i++) {
      int level = levels.get(i);
      while (level < far && level + 1 < banks.size()) {
        if (banks.get(level + 1).is(Inclusion.EXCLUSIVE)) {
          break;
        }
        level = touch(first + i, write, level + 1);
      }
    }
  }

  private int touch(long block, boolean write, int from) {
    int at = from;
    while (at < banks.size() && banks.get(at).find(block).isEmpty()) {
      at++;
    }
    Optional<Line> found = at < banks.size() ? banks.get(at).find(block) : Optional.empty();
    boolean through = hierarchy.writes() == WritePolicy.THROUGH;
    boolean stays = found.isPresent() && (at == from || !banks.get(at).is(Inclusion.EXCLUSIVE));
    if (write && through) {
      if (found.isPresent()) {
        banks.get(at).use(found.get());
      }
      return at;
    }
    boolean dirty = false;
    if (stays) {
      banks.get(at).use(found.get());
    } else if (found.isPresent()) {
      dirty = found.get().dirty;
      banks.get(at).remove(found.get());
      banks.get(at).taken++;
    }
    for (int k = at - 1; k >= from; k--) {
      if (k == from || !banks.get(k).is(Inclusion.EXCLUSIVE)) {
        Line line = new Line(block);
        line.dirty = dirty;
        dirty = false;
        put(k, line);
      }
    }
    if (write) {
      banks.get(from).find(block).orElseThrow().dirty = true;
    }
    return at;
  }

  private void put(int k, Line line) {
    banks.get(k).insert(line).ifPresent(victim -> leaves(k, victim));
  }

  private void leaves(int k, Line victim) {
    banks.get(k).evictions++;
    if (banks.get(k).is(Inclusion.INCLUSIVE)) {
      for (Bank inner : banks.subList(0, k)) {
        Optional<Line> copy = inner.find(victim.block);
        if (copy.isPresent()) {
          victim.dirty |= copy.get().dirty;
          inner.remove(copy.get());
          inner.taken++;
        }
      }
    }
    banks.get(k).writeBacks += victim.dirty ? 1 : 0;
    for (int j = k + 1; j < banks.size(); j++) {
      Optional<Line> copy = banks.get(j).find(victim.block);
      boolean victimCache = banks.get(j).is(Inclusion.EXCLUSIVE);
      if (!victim.dirty && !(victimCache && j == k + 1)) {
        return;
      }
      if (copy.isPresent()) {
        copy.get().dirty |= victim.dirty;
        return;
      }
      if (victimCache) {
        put(j, victim);
        return;
      }
    }
    toMemory += victim.dirty ? 1 : 0;
  }

  long fills(int level) {
    return banks.get(level).fills;
  }

  long evictions(int level) {
    return banks.get(level).evictions;
  }

  long taken(int level) {
    return banks.get(level).taken;
  }

  long writeBacks(int level) {
    return banks.get(level).writeBacks;
  }

  /** Lines held in a level, sorted. */
  Set<Long> lines(int level) {
    Set<Long> lines = new TreeSet<>();
    banks.get(level).sets.forEach(set -> set.forEach(line -> lines.add(line.block)));
    return lines;
  }
}
