package lab.concurrent.nic;

/** When the IOTLB forgets a page that is unmapped. */
public enum Invalidation {
  /** Before {@code unmap} returns: no DMA reaches the page afterwards. */
  STRICT,

  /**
   * When 256 unmappings wait, or at {@link Iommu#flush}. Until then the device may still reach the
   * page: the window is open. The device address is not handed out again before.
   */
  LAZY,

  /** Never: a fault to show, not a policy. Device addresses are handed out again at once. */
  NONE
}
