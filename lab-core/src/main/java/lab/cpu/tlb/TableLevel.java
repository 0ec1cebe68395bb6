package lab.cpu.tlb;

/**
 * The four levels of an x86-64 page table by Linux's names, from the root. Nine bits of the address
 * choose one of the 512 entries of eight bytes that a table has (Intel SDM 3A, 4.5).
 */
public enum TableLevel {
  PGD(39, 0),
  PUD(30, 1),
  PMD(21, 2),
  PTE(12, 3);

  /** Entries of eight bytes on a line of 64. */
  static final int ENTRIES_PER_LINE = 8;

  private static final int ENTRIES = 512;

  private final int shift;
  private final int depth;

  TableLevel(int shift, int depth) {
    this.shift = shift;
    this.depth = depth;
  }

  /** How many levels stand above it: 0 for the root. */
  public int depth() {
    return depth;
  }

  /** The level that has so many above it. */
  public static TableLevel at(int depth) {
    return values()[depth];
  }

  /** Which of the 512 entries of its table an address uses: bits 47-39, 38-30, 29-21, 20-12. */
  public int index(long address) {
    return (int) (address >>> shift & ENTRIES - 1);
  }

  /**
   * The entry's number among all entries of this level of one address space: two addresses use one
   * entry if this is equal.
   */
  public long entry(long address) {
    return (address & PageTable.ADDRESS_MASK) >>> shift;
  }

  /** Which of the 512 of its table the entry of that number is. */
  static int indexOf(long entry) {
    return (int) (entry & ENTRIES - 1);
  }

  /** The number of the line on which that entry lies: eight neighbours share it. */
  public long line(long address) {
    return entry(address) / ENTRIES_PER_LINE;
  }
}
