package lab.cpu.tlb;

/**
 * An entry that names a page and is present.
 *
 * @param page the page's number, in pages of {@code size}
 * @param frame where it lies in physical memory, in frames of {@code size}
 * @param accessed the A bit: a walk has used the entry since it was made
 * @param dirty the D bit: for a store
 */
public record Mapping(long page, PageSize size, long frame, boolean accessed, boolean dirty) {

  boolean covers(long address) {
    return size.page(address) == page;
  }

  /** Its first address. */
  long first() {
    return page * size.bytes();
  }

  boolean overlaps(Mapping other) {
    return first() < other.first() + other.size.bytes() && other.first() < first() + size.bytes();
  }

  /** Where that address lies in physical memory, in bytes. */
  public long physical(long address) {
    return frame * size.bytes() + size.offset(address);
  }

  Mapping used(boolean write) {
    return new Mapping(page, size, frame, true, dirty || write);
  }
}
