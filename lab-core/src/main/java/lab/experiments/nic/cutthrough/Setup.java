package lab.experiments.nic.cutthrough;

import lab.input.BadInput;
import lab.room.Choice;
import lab.room.Range;
import lab.room.Settings;

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
  static final Choice<Forwarding> FORWARDING =
      Choice.of(
              "forwarding", "the NIC waits for the whole frame, or begins before", Forwarding.class)
          .byDefault("cut-through")
          .primary();
  static final Range CHUNKS = Range.of("chunks", "chunks of the frame", 1, 14, 14);
  static final Range PCIE_RATE =
      Range.of("pcieRate", "chunks a tick from the core to the NIC", 1, 2, 1);
  static final Range WIRE_RATE =
      Range.of("wireRate", "chunks a tick from the NIC to the wire", 1, 2, 2).primary();
  static final Range START_AFTER =
      Range.of("startAfter", "chunks after which cut-through begins", 1, 14, 1)
          .primary()
          .unit("chunks");
  static final Range STALL =
      Range.of("stall", "ticks for which the core may be away, once", 0, 8, 0).unit("ticks");
  static final Choice<Fallback> FALLBACK =
      Choice.of(
          "fallback",
          "the fallback descriptor: posted, forgotten, or never dropped",
          Fallback.class);

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
    return "one frame of "
        + count(chunks, "chunk")
        + ", "
        + pcie
        + " a tick over PCIe and "
        + wire
        + " onto the wire, "
        + (stall == 0
            ? "a core that is never away"
            : "a core that may be away once, for " + count(stall, "tick"));
  }

  /** What the controls say. */
  static Setup of(Settings settings) {
    int chunks = settings.get(CHUNKS);
    int startAfter = settings.get(START_AFTER);
    if (startAfter > chunks) {
      throw new BadInput(
          "startAfter="
              + startAfter
              + " is more than chunks="
              + chunks
              + ": the NIC would never begin; it is 1.."
              + chunks
              + " here");
    }
    return new Setup(
        settings.get(FORWARDING),
        chunks,
        startAfter,
        settings.get(PCIE_RATE),
        settings.get(WIRE_RATE),
        settings.get(STALL),
        settings.get(FALLBACK));
  }
}
