package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;

/** No wire. */
final class UnpluggedWire implements Wire {
  @Override
  public boolean send(
      MemorySegment memory, long offset, int length, boolean withFcs, FrameReceiver self) {
    return false;
  }

  @Override
  public int receive(FrameReceiver receiver, int limit) {
    return 0;
  }
}
