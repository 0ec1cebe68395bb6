package lab.cpu.tlb;

/**
 * What a hypervisor adds to a walk. A guest's tables lie at addresses that the host translates in
 * turn, as it does the page that they lead to; a TLB keeps where both together lead, and an entry
 * covers no more than the smaller of both pages.
 */
public enum Nesting {
  /** No hypervisor. */
  NONE,
  /** The host maps its guest by 4 KiB pages. */
  BASE,
  /** The host maps its guest by 2 MiB pages. */
  HUGE;

  /** What one entry of the TLB covers. */
  public PageSize covers(PageSize guest) {
    return switch (this) {
      case NONE, HUGE -> guest;
      case BASE -> guest.least(PageSize.BASE);
    };
  }

  /**
   * Loads of a walk of so many levels of the guest's: each is found by a walk of the host's, and so
   * is the page. For four levels on four these are (4+1)*(4+1)-1 = 24. Nothing of the host's walks
   * is cached here.
   */
  public int loads(int guestLevels) {
    int host =
        switch (this) {
          case NONE -> 0;
          case BASE -> PageSize.BASE.levels();
          case HUGE -> PageSize.HUGE.levels();
        };
    return guestLevels * (host + 1) + host;
  }
}
