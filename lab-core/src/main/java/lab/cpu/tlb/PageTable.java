package lab.cpu.tlb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The page table of one address space, by the entries that name pages; the tables above follow from
 * their addresses. An address that no entry covers faults.
 *
 * @param mappings ascending by address, none overlapping another
 */
public record PageTable(List<Mapping> mappings) {
  /** Four levels translate 48 bits. */
  static final long ADDRESS_MASK = (1L << 48) - 1;

  public static final PageTable EMPTY = new PageTable(List.of());

  public PageTable {
    mappings = List.copyOf(mappings);
  }

  /** The entry that an address is translated by; empty: a page fault. */
  public Optional<Mapping> find(long address) {
    for (Mapping mapping : mappings) {
      if (mapping.covers(address)) {
        return Optional.of(mapping);
      }
    }
    return Optional.empty();
  }

  /**
   * The level at which a walk ends: at the entry that names the page, or at the first that leads
   * nowhere, for no table is kept for pages that are not there.
   */
  TableLevel last(long address) {
    Optional<Mapping> found = find(address);
    if (found.isPresent()) {
      return found.get().size().last();
    }
    for (TableLevel level : TableLevel.values()) {
      if (mappings.stream().noneMatch(m -> level.entry(m.first()) == level.entry(address))) {
        return level;
      }
    }
    throw new IllegalStateException("every entry down to the page is there, and the page is not");
  }

  /**
   * The same with the page of that address mapped to a frame.
   *
   * @throws IllegalArgumentException if something is mapped there already
   */
  public PageTable map(long address, PageSize size, long frame) {
    Mapping made = new Mapping(size.page(address), size, frame, false, false);
    for (Mapping mapping : mappings) {
      if (mapping.overlaps(made)) {
        throw new IllegalArgumentException(made + " overlaps " + mapping);
      }
    }
    return with(made);
  }

  /** The same without the page of that address: its entry is not present any more. */
  public PageTable unmap(long address) {
    List<Mapping> rest = new ArrayList<>(mappings);
    rest.removeIf(m -> m.covers(address));
    return new PageTable(rest);
  }

  /** What a walk leaves behind: A set in the entry that it used, and D as well for a store. */
  public PageTable used(Mapping mapping, boolean write) {
    Mapping used = mapping.used(write);
    if (used.equals(mapping)) {
      return this;
    }
    List<Mapping> all = new ArrayList<>(mappings);
    all.set(all.indexOf(mapping), used);
    return new PageTable(all);
  }

  private PageTable with(Mapping made) {
    List<Mapping> all = new ArrayList<>(mappings);
    all.add(made);
    all.sort(Comparator.comparingLong(m -> m.page() * m.size().bytes()));
    return new PageTable(all);
  }
}
