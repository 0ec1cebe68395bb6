package lab.cpu.tlb;

/** How much of the address is translated, and so how deep a walk goes. */
public enum PageSize {
  /** 4 KiB: the walk ends at a PTE. */
  BASE(12, TableLevel.PTE),
  /** 2 MiB: the walk ends at the PMD. */
  HUGE(21, TableLevel.PMD);

  private final int shift;
  private final TableLevel last;

  PageSize(int shift, TableLevel last) {
    this.shift = shift;
    this.last = last;
  }

  public long bytes() {
    return 1L << shift;
  }

  /** The number of the page on which an address lies. */
  public long page(long address) {
    return (address & PageTable.ADDRESS_MASK) >>> shift;
  }

  /** What is left of an address within its page, in bytes. */
  public long offset(long address) {
    return address & bytes() - 1;
  }

  /** The level whose entry names the page. */
  public TableLevel last() {
    return last;
  }

  /** Loads of a walk that finds nothing of it cached: 4, or 3 for a huge page. */
  public int levels() {
    return last.depth() + 1;
  }

  /** The smaller of two. */
  public PageSize least(PageSize other) {
    return bytes() <= other.bytes() ? this : other;
  }
}
