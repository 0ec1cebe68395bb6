package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;

/**
 * The receive ring of a card, driver's side and device's side, over as little memory as one frame
 * needs: {@link BareTransmitter} the other way. One thread is the driver, one the device, which
 * calls {@link #receive} and nothing else.
 */
public final class BareReceiver {
  private final BareDevice device = new BareDevice();
  private final RxRing ring = new RxRing(device, device.allocator(), BareDevice.CONFIG);
  private final RxEngine engine;

  /** A ring that is initialised and an engine that takes frames to any station. */
  public BareReceiver() {
    engine = new RxEngine(device.ring(Registers.RDBAL), device.dma(), device.counters());
    ring.init();
    engine.control(
        Registers.RCTL_ENABLE | Registers.RCTL_PROMISCUOUS | Registers.RCTL_STRIP_FCS, -1);
  }

  /** The driver's side; the buffer of the first slot is all there is. */
  public RxRing ring() {
    return ring;
  }

  /** What both sides reach. */
  public MemorySegment memory() {
    return device.memory();
  }

  /** Device: a frame comes off the wire. */
  public void receive(MemorySegment from, long offset, int length) {
    engine.frame(from, offset, length, false);
  }
}
