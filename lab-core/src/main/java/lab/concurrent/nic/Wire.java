package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;

/**
 * One end of a wire, for the device that is plugged in there. Frames have no FCS on it, as on
 * QEMU's network back ends, unless the sender's software has appended its own.
 */
public interface Wire {
  /**
   * Device: sends a frame; the bytes may be reused when it returns.
   *
   * @param self the sender's receiving side: who hears himself takes the frame at once
   * @return false if it was dropped because the wire is full
   */
  boolean send(MemorySegment memory, long offset, int length, boolean withFcs, FrameReceiver self);

  /**
   * Device: takes frames that have arrived.
   *
   * @param limit how many at most
   * @return how many
   */
  int receive(FrameReceiver receiver, int limit);

  /** Every frame comes straight back to its sender, which holds none back: nothing to drop. */
  static Wire loopback() {
    return new LoopbackWire();
  }

  /** Nothing is plugged in: every frame is lost, and counted by the sender as dropped. */
  static Wire unplugged() {
    return new UnpluggedWire();
  }
}
