package lab.experiments.nic.iommu;

/**
 * The addresses of the room. The table is that of the page it follows: IOVA 0x1000 is the RX ring
 * at 0x4000, 0x2000 the TX ring at 0x8000, and nobody maps 0xf000. Where nobody translates, an
 * address is the physical one: kernel text lies at 0xf000 in our world.
 */
final class Memory {
  static final int PAGE = 0x1000;

  /** What an access without a length moves: one cache line. */
  static final int LINE = 64;

  /** Bytes of physical memory. */
  static final int BYTES = 0x10000;

  /** IOVAs are below this: the width of the page table. */
  static final int IOVA_END = 0x10000;

  static final int RX_RING = 0x1000;
  static final int TX_RING = 0x2000;

  /** The page that the kernel maps and unmaps. */
  static final int BUFFER = 0x3000;

  /** An address that nobody mapped. */
  static final int OTHER = 0x5000;

  /** Another that nobody mapped; where nobody translates, kernel text. */
  static final int STRAY = 0xf000;

  /** Fault reasons of VT-d, section 7.2.3, legacy mode. */
  static final int NO_CONTEXT = 2;

  static final int BEYOND_WIDTH = 4;
  static final int NOT_WRITABLE = 5;
  static final int NOT_READABLE = 6;

  /** None of VT-d's: nobody refuses, and nobody answers. */
  static final int NO_MEMORY = -1;

  static final String OF_OTHERS = "a page given to others";
  static final String OF_A_PROCESS = "a process's memory";

  private Memory() {}

  /** Where the ring with that IOVA lies. */
  static int ring(int iova) {
    return iova == RX_RING ? 0x4000 : 0x8000;
  }

  /** Where the buffer's frame 1 or 2 lies. */
  static int frame(int number) {
    return number == 1 ? 0xa000 : 0xb000;
  }

  /** What the driver tells the NIC for a ring: its IOVA, or where it lies. */
  static int toldRing(boolean on, int iova) {
    return on ? iova : ring(iova);
  }

  /** What the driver tells the NIC for the buffer in that frame. */
  static int toldBuffer(boolean on, int frame) {
    return on ? BUFFER : frame(frame);
  }

  static int page(int address) {
    return address / PAGE * PAGE;
  }

  /** As it stands in an action, without zeros in front. */
  static String address(int iova) {
    return "0x" + Integer.toHexString(iova);
  }

  /** As it is read: four digits or more. */
  static String hex(int address) {
    String digits = Integer.toHexString(address);
    return "0x" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  /** What lies at that physical address. */
  static String content(int physical, IommuMachine.State s) {
    int page = page(physical);
    if (page == STRAY) {
      return "kernel text";
    }
    if (page == ring(RX_RING)) {
      return "RX ring";
    }
    if (page == ring(TX_RING)) {
      return "TX ring";
    }
    boolean mapped =
        s.phase() == IommuMachine.Phase.MAPPED || s.phase() == IommuMachine.Phase.INVALIDATING;
    if (mapped && page == frame(s.frame())) {
      return "packet buffer";
    }
    return page == frame(1) || page == frame(2) ? OF_OTHERS : OF_A_PROCESS;
  }

  static String reason(int number) {
    return switch (number) {
      case NO_CONTEXT -> "no context entry for this requester";
      case BEYOND_WIDTH -> "beyond the width of the table";
      case NOT_WRITABLE -> "no permission to write";
      case NOT_READABLE -> "no permission to read";
      case NO_MEMORY -> "no memory there";
      default -> throw new IllegalArgumentException("no fault reason: " + number);
    };
  }
}
