package lab.cpu.tlb;

/**
 * A translation that is remembered.
 *
 * @param space whose address it is; 0 if the TLB does not tag
 * @param covers how much it covers: the smaller of the guest's and the host's page
 * @param page the number of what it covers, in pages of that size
 * @param frame where that is in physical memory, in frames of that size
 * @param size the page by which the guest's table mapped it
 * @param dirty whether D is known to be set
 */
public record Held(
    int space, PageSize covers, long page, long frame, PageSize size, boolean dirty) {
  /** As a line of a cache: its number tells translations apart. */
  long key() {
    return (long) space << Translations.SPACE_SHIFT
        | (long) covers.levels() << Translations.LEVEL_SHIFT
        | page;
  }

  /** Whether the page that the guest mapped is that of an address. */
  boolean within(long address) {
    return size.page(page * covers.bytes()) == size.page(address);
  }
}
