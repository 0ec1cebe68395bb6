package lab.experiments.nic.cutthrough;

/**
 * How the room is set.
 *
 * @param startAfter chunks after which the NIC begins if it cuts through
 * @param pcie chunks a tick to the NIC
 * @param wire chunks a tick to the wire
 * @param stall ticks for which the core may be descheduled, once; 0: never
 */
record Setup(
    Forwarding forwarding,
    int chunks,
    int startAfter,
    int pcie,
    int wire,
    int stall,
    Fallback fallback) {

  /** Whether the NIC waits for the whole frame, or begins before. */
  enum Forwarding {
    STORE,
    CUT_THROUGH
  }

  /** What becomes of the fallback descriptor. */
  enum Fallback {
    /** Posted by the core, dropped by the NIC after a success. */
    ON,
    /** Never posted. */
    OFF,
    /** Posted, and never dropped. */
    ALWAYS
  }

  /** Chunks that are in before the NIC begins. */
  int threshold() {
    return forwarding == Forwarding.STORE ? chunks : startAfter;
  }

  /** The tick of the first bit if nothing stalls and the NIC begins after so many chunks. */
  int firstBit(int after) {
    Setup plain = new Setup(Forwarding.CUT_THROUGH, chunks, after, pcie, wire, 0, Fallback.OFF);
    CutThroughState s = CutThroughState.START;
    while (s.first().bit() == 0) {
      s = s.after(plain);
    }
    return s.first().bit();
  }

  /** {@code 1 chunk}, {@code 3 chunks}. */
  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** The bounds of this world in words. */
  String world() {
    return "one frame of %s, %s a tick over PCIe and %d onto the wire, %s"
        .formatted(
            count(chunks, "chunk"),
            pcie,
            wire,
            stall == 0
                ? "a core that is never away"
                : "a core that may be away once, for " + count(stall, "tick"));
  }
}
