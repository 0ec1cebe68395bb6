package lab.experiments.nic.iommu;

import java.util.List;

/** An access and what became of it, page by page; it ends with the first part that is blocked. */
record Transfer(Access access, List<Part> parts) {
  Transfer {
    parts = List.copyOf(parts);
  }

  /**
   * What became of the bytes of an access that lie on one page.
   *
   * @param address where they begin, as the requester was told it
   * @param physical where they are in memory; meaningless if blocked
   * @param reason VT-d's fault reason, or {@link Memory#NO_MEMORY}; 0 if they were reached
   * @param cached whether the IOTLB answered
   * @param stray whether they are not the requester's to touch
   */
  record Part(int address, int length, int physical, int reason, boolean cached, boolean stray) {
    boolean blocked() {
      return reason != 0;
    }
  }

  boolean stray() {
    return parts.stream().anyMatch(Part::stray);
  }

  /** Whether it reached that page of memory. */
  boolean touched(int page) {
    return parts.stream().anyMatch(p -> !p.blocked() && Memory.page(p.physical()) == page);
  }
}
