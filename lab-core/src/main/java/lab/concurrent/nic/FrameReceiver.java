package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;

/** Where a frame goes that comes off the wire. */
@FunctionalInterface
public interface FrameReceiver {
  /**
   * A frame; its bytes are the receiver's until it returns.
   *
   * @param memory where it lies
   * @param offset its first byte
   * @param length in bytes
   * @param withFcs whether its last four bytes are the FCS, put there by the sender's software
   */
  void frame(MemorySegment memory, long offset, int length, boolean withFcs);
}
