package lab.cpu.tlb;

import lab.cpu.cache.Geometry;
import lab.cpu.cache.Hierarchy;
import lab.cpu.cache.Level;
import lab.cpu.cache.Replacement;
import lab.input.BadInput;

/**
 * What a TLB is built of: fully associative, as the first one of most cores is.
 *
 * @param entries of the first TLB, 1 or more
 * @param second entries of the second TLB, which is looked up where the first has none; 0: there is
 *     none
 * @param replacement LRU or PLRU, of both; PLRU takes a power of two
 * @param tables entries of the walker's own cache, which keeps those of PGD, PUD and PMD that lead
 *     to another table (LRU); 0: there is none
 * @param tagged whether an entry names its address space (PCID, ASID); if not, none is kept across
 *     a switch
 */
public record TlbShape(
    int entries, int second, Replacement replacement, int tables, boolean tagged, Nesting nesting) {

  public TlbShape {
    if (entries < 1) {
      throw new BadInput("entries is at least 1 (got " + entries + ")");
    }
    if (second < 0 || tables < 0) {
      throw new BadInput("second and tables are at least 0 (got " + second + ", " + tables + ")");
    }
    if (replacement == Replacement.PLRU) {
      powerOfTwo("entries", entries);
      powerOfTwo("second", Math.max(1, second));
    } else if (replacement != Replacement.LRU) {
      throw new BadInput("a TLB replaces by lru or plru (got " + replacement + ")");
    }
  }

  private static void powerOfTwo(String name, int value) {
    if (Integer.bitCount(value) != 1) {
      throw new BadInput(name + " is a power of two under plru (got " + value + ")");
    }
  }

  /** One TLB under LRU, tagged, nothing else: the simplest. */
  public static TlbShape lru(int entries) {
    return new TlbShape(entries, 0, Replacement.LRU, 0, true, Nesting.NONE);
  }

  /** Lines are pages, by number; times are no affair of a TLB's. */
  Hierarchy pages() {
    Level first = level(entries).with(replacement);
    return second == 0
        ? Hierarchy.of(0, first)
        : Hierarchy.of(0, first, level(second).with(replacement));
  }

  /** The walker's cache. Without one it is never asked. */
  Hierarchy upperEntries() {
    return Hierarchy.of(0, level(Math.max(1, tables)));
  }

  private static Level level(int lines) {
    return Level.of(Geometry.fullyAssociative(lines, 1), 0);
  }
}
