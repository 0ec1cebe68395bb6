package lab.experiments.nic.descriptorring;

import lab.memorymodel.AccessMode;
import lab.memorymodel.Grain;

/**
 * What the room's controls ask for.
 *
 * @param transmit whether frames go out; else they come in
 * @param own whether each slot says whose it is; else a head and a tail do
 * @param barrier whether the driver's descriptor is visible before its doorbell
 * @param readBarrier whether the driver reads no payload before it has seen DD
 * @param mode of the driver's doorbell and of its read of DD, where accesses are steps
 */
record Setup(
    boolean transmit,
    int slots,
    int frames,
    boolean own,
    boolean barrier,
    boolean readBarrier,
    Fault fault,
    Grain grain,
    String mode) {

  /** A mistake in the driver. */
  enum Fault {
    NONE,
    POST_ALL,
    NO_RS,
    REUSE_EARLY,
    NO_REFILL,
    DD_KEPT
  }

  boolean whole() {
    return grain == Grain.OPERATIONS;
  }

  /** Frames where accesses are steps; of plain ones, there are too many orders for two to send. */
  int few() {
    return Math.min(frames, transmit && mode.equals("plain") ? 1 : AccessProgram.FRAMES);
  }

  /** How many slots the driver hands to the device at once. */
  int limit() {
    return own || fault == Fault.POST_ALL ? slots : slots - 1;
  }

  /** Of accesses that hand nothing over. */
  AccessMode weak() {
    return mode.equals("plain") ? AccessMode.PLAIN : AccessMode.OPAQUE;
  }
}
