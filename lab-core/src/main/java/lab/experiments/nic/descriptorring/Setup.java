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

  /** A mistake in the driver. */
  enum Fault {
    NONE,
    POST_ALL,
    NO_RS,
    REUSE_EARLY,
    NO_REFILL,
    DD_KEPT
  }

  /** Most frames where accesses are steps: more take minutes to search. */
  static final int FEW = 4;

  /** What does not go together here, and what would, in the words of the controls. */
  Optional<String> clash() {
    Optional<String> few = asked.whole() ? Optional.empty() : tooMany();
    return few.isPresent() ? few : fault == Fault.NONE ? Optional.empty() : faultless();
  }

  private Optional<String> tooMany() {
    if (frames > FEW) {
      return Optional.of(
          "frames is 1.."
              + FEW
              + " where accesses are steps (got "
              + frames
              + "): more take minutes to search; add --set grain=operations");
    }
    if (frames > limit()) {
      return Optional.of(
          "frames is at most "
              + limit()
              + " where accesses are steps with slots="
              + slots
              + " (got "
              + frames
              + "): there no slot is used twice; add --set grain=operations");
    }
    return transmit && frames > 1 && asked.modes().isPlain()
        ? Optional.of(
            "mode=plain with dir=tx needs frames=1 (got "
                + frames
                + "): plain stores of two frames have more orders than can be searched; add --set"
                + " frames=1")
        : Optional.empty();
  }

  /** What the fault needs and does not have here. */
  private Optional<String> faultless() {
    String word = DescriptorRing.FAULT.word(fault);
    return missing().map(needs -> "fault=" + word + " needs " + needs);
  }

  private Optional<String> missing() {
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
      needs = "frames >= " + least + " with slots=" + slots + " (got " + frames + ")";
    }
    return needs.isEmpty() ? Optional.empty() : Optional.of(needs);
  }

  /** How many slots the driver hands to the NIC at once. */
  int limit() {
    return own || fault == Fault.POST_ALL ? slots : slots - 1;
  }
}
