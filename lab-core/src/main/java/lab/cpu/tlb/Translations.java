package lab.cpu.tlb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cpu.cache.Caches;

/**
 * What a core remembers of page tables: translations, in one level or two, and the entries of upper
 * tables that its walker has come by. An immutable value.
 *
 * <p>A lookup asks the first level, then the second, then a walk does the rest and fills both. A
 * level that loses a page says nothing to the other: neither holds the other's pages on purpose. A
 * page that is not present is a fault and fills nothing. The walker sets A in the entry that it
 * ends at, and D for a store; a store that meets a translation whose D is not known to be set
 * leaves the TLB aside and walks.
 *
 * <p>The TLB never changes where an address leads, unless an entry was changed and {@link
 * #invalidate} forgotten. Entries of upper tables never change in this world.
 */
public final class Translations {
  /** Numbers of pages have at most 36 bits; those of spaces stand above them, and the level. */
  static final int SPACE_SHIFT = 40;

  static final int LEVEL_SHIFT = 36;
  private static final int MOST_SPACES = 1 << 20;

  private final TlbShape shape;
  private final Caches pages;
  private final Caches upper;
  private final List<Held> held;

  private Translations(TlbShape shape, Caches pages, Caches upper, List<Held> held) {
    this.shape = shape;
    this.pages = pages;
    this.upper = upper;
    this.held = List.copyOf(held);
  }

  /** A TLB that holds nothing. */
  public static Translations empty(TlbShape shape) {
    return new Translations(
        shape, Caches.empty(shape.pages()), Caches.empty(shape.upperEntries()), List.of());
  }

  /** Who answered. */
  public enum Found {
    FIRST,
    SECOND,
    WALK,
    FAULT
  }

  /**
   * What one access has come to.
   *
   * @param tlb afterwards
   * @param table afterwards: with A, and D for a store
   * @param physical where the address leads, in bytes; nowhere if it faults
   * @param walked the levels whose entries were loaded, from the root; empty for a hit
   * @param loads all loads of the walk, the host's included
   */
  public record Access(
      Translations tlb,
      PageTable table,
      Found found,
      long physical,
      List<TableLevel> walked,
      int loads) {
    public boolean hit() {
      return found == Found.FIRST || found == Found.SECOND;
    }
  }

  public TlbShape shape() {
    return shape;
  }

  /**
   * One access to memory.
   *
   * @param table that of the space
   * @param space whose address it is, 0 to 2^20-1
   * @param address of 48 bits
   */
  public Access access(PageTable table, int space, long address, boolean write) {
    if (space < 0 || space >= MOST_SPACES) {
      throw new IllegalArgumentException(
          "space is 0.." + (MOST_SPACES - 1) + " (got " + space + ")");
    }
    int tag = tag(space);
    Optional<Held> hit = find(tag, address).filter(h -> h.dirty() || !write);
    if (hit.isPresent()) {
      Held h = hit.get();
      Caches.Touch touch = pages.touch(h.key(), false);
      Found found = touch.hit() ? Found.FIRST : Found.SECOND;
      long physical = h.frame() * h.covers().bytes() + h.covers().offset(address);
      Translations after = new Translations(shape, touch.after(), upper, kept(touch.after(), held));
      return new Access(after, table, found, physical, List.of(), 0);
    }
    return walk(table, tag, address, write);
  }

  private Access walk(PageTable table, int tag, long address, boolean write) {
    Optional<Mapping> mapping = table.find(address);
    TableLevel last = table.last(address);
    List<TableLevel> walked = new ArrayList<>();
    for (int i = last.depth(); i >= 0; i--) {
      TableLevel level = TableLevel.at(i);
      if (level != last && remembers(tag, level, address)) {
        break;
      }
      walked.addFirst(level);
    }
    Caches entries = upper;
    for (int i = 0; i < last.depth() && shape.tables() > 0; i++) {
      // Only what the walk uses is used: the deepest entry it had, and what it loaded.
      if (i >= walked.getFirst().depth() - 1) {
        entries = entries.touch(entry(tag, TableLevel.at(i), address), false).after();
      }
    }
    int loads = shape.nesting().loads(walked.size());
    if (mapping.isEmpty()) {
      return new Access(
          new Translations(shape, pages, entries, held), table, Found.FAULT, -1, walked, loads);
    }
    Held made = translation(tag, mapping.get(), address, write);
    Caches filled = pages.touch(made.key(), false).after();
    List<Held> all = new ArrayList<>(held);
    all.removeIf(h -> h.key() == made.key());
    all.add(made);
    return new Access(
        new Translations(shape, filled, entries, kept(filled, all)),
        table.used(mapping.get(), write),
        Found.WALK,
        mapping.get().physical(address),
        walked,
        loads);
  }

  private Held translation(int tag, Mapping mapping, long address, boolean write) {
    PageSize covers = shape.nesting().covers(mapping.size());
    long frame = mapping.physical(address) / covers.bytes();
    boolean dirty = write || mapping.dirty();
    return new Held(tag, covers, covers.page(address), frame, mapping.size(), dirty);
  }

  /** Whether a translation of that address is held in either level, whatever it knows of D. */
  public boolean knows(int space, long address) {
    return find(tag(space), address).isPresent();
  }

  private Optional<Held> find(int tag, long address) {
    for (Held h : held) {
      if (h.space() == tag && h.covers().page(address) == h.page()) {
        return Optional.of(h);
      }
    }
    return Optional.empty();
  }

  /**
   * Only what a level still has, in the order of pages, so that what holds the same is equal
   * whatever came first.
   */
  private static List<Held> kept(Caches pages, List<Held> all) {
    List<Held> kept = new ArrayList<>();
    for (Held h : all) {
      if (pages.nearest(h.key()) < pages.hierarchy().memory()) {
        int at = kept.size();
        while (at > 0 && kept.get(at - 1).key() > h.key()) {
          at--;
        }
        kept.add(at, h);
      }
    }
    return kept;
  }

  private boolean remembers(int tag, TableLevel level, long address) {
    return shape.tables() > 0 && upper.holds(0, entry(tag, level, address));
  }

  private static long entry(int tag, TableLevel level, long address) {
    return (long) tag << SPACE_SHIFT | (long) level.depth() << LEVEL_SHIFT | level.entry(address);
  }

  /** The core goes on with another address space: without tags nothing is kept. */
  public Translations switched() {
    return shape.tagged() ? this : empty(shape);
  }

  /**
   * INVLPG for a page of that space, or INVPCID: every translation of the page goes, whatever size
   * its entries have, and all the walker's entries of the space (Intel SDM 3A, 4.10.4.1).
   */
  public Translations invalidate(int space, long address) {
    int tag = tag(space);
    Caches left = pages;
    for (Held h : held) {
      if (h.space() == tag && h.within(address)) {
        left = left.without(h.key());
      }
    }
    Caches entries = upper;
    for (long entry : upper.lines(0)) {
      if (entry >>> SPACE_SHIFT == tag) {
        entries = entries.without(entry);
      }
    }
    return new Translations(shape, left, entries, kept(left, held));
  }

  private int tag(int space) {
    return shape.tagged() ? space : 0;
  }

  /**
   * What a level holds, the empty ways left out: under LRU the most recently used first, under PLRU
   * by way.
   *
   * @param level 0 or 1
   */
  public List<Held> entries(int level) {
    List<Held> entries = new ArrayList<>();
    for (long key : pages.lines(level)) {
      held.stream().filter(h -> h.key() == key).forEach(entries::add);
    }
    return List.copyOf(entries);
  }

  /**
   * An entry of an upper table that the walker keeps.
   *
   * @param space whose; 0 if the TLB does not tag
   * @param index which of the 512 of its table
   */
  public record Upper(int space, TableLevel level, int index) {}

  /** What the walker keeps, the last used first. */
  public List<Upper> upper() {
    List<Upper> kept = new ArrayList<>();
    for (long entry : upper.lines(0)) {
      TableLevel level = TableLevel.at((int) (entry >>> LEVEL_SHIFT) & 0xf);
      kept.add(new Upper((int) (entry >>> SPACE_SHIFT), level, TableLevel.indexOf(entry)));
    }
    return kept;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Translations t
        && pages.equals(t.pages)
        && upper.equals(t.upper)
        && held.equals(t.held)
        && shape.equals(t.shape);
  }

  @Override
  public int hashCode() {
    return (pages.hashCode() * 31 + upper.hashCode()) * 31 + held.hashCode();
  }

  @Override
  public String toString() {
    return pages.toString() + held;
  }
}
