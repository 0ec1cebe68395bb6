package lab.experiments.nic.descriptorring;

import java.util.Optional;
import lab.room.ProgramControls.ProgramSetup;

/**
 * What the room's controls ask for.
 *
 * @param transmit whether frames go out; else they come in
 * @param own whether each slot says whose it is; else HEAD and TAIL do
 * @param barrier whether the driver's descriptor is visible before its doorbell
 * @param readBarrier whether the driver reads no payload before it has seen that the slot is done
 * @param asked its modes are those of the driver's doorbell and of its look at done, where accesses
 *     are steps
 */
record Setup(
    boolean transmit,
    int slots,
    int frames,
    boolean own,
    boolean barrier,
    boolean readBarrier,
    Fault fault,
    ProgramSetup asked) {

  /** Most frames where accesses are steps, and the slots there: none is used twice. */
  static final int FEW = 2;

  /** A mistake in the driver. */
  enum Fault {
    NONE,
    POST_ALL,
    NO_RS,
    REUSE_EARLY,
    NO_REFILL,
    DD_KEPT
  }

  /** What the fault needs and does not have here, in the words of the controls. */
  Optional<String> missing() {
    if (fault == Fault.NONE) {
      return Optional.empty();
    }
    if (!asked.whole()) {
      return Optional.of("grain=operations");
    }
    String needs =
        switch (fault) {
          case NONE -> "";
          case POST_ALL -> own ? "family=index: an OWN ring may be full" : "";
          case NO_RS, REUSE_EARLY -> transmit ? "" : "dir=tx";
          case NO_REFILL -> transmit ? "dir=rx" : "";
          case DD_KEPT -> transmit || own ? "dir=rx and family=index" : "";
        };
    boolean secondLap = fault == Fault.REUSE_EARLY || fault == Fault.DD_KEPT;
    int least = secondLap ? slots + 1 : slots;
    if (needs.isEmpty() && fault != Fault.NO_RS && frames < least) {
      needs = "frames >= %d with slots=%d (got %d)".formatted(least, slots, frames);
    }
    return needs.isEmpty() ? Optional.empty() : Optional.of(needs);
  }

  /** Frames where accesses are steps; of plain ones, there are too many orders for two to send. */
  int few() {
    return Math.min(frames, transmit && asked.modes().isPlain() ? 1 : FEW);
  }

  /** How many slots the driver hands to the NIC at once. */
  int limit() {
    return own || fault == Fault.POST_ALL ? slots : slots - 1;
  }
}
