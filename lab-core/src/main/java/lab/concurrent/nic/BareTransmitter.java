package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;

/**
 * The transmit ring of a card, driver's side and device's side, over as little memory as one frame
 * needs: some kilobytes where a {@link NicRig} takes megabytes, so that a stress test can make a
 * million of them.
 *
 * <p>Ring, engine and registers are those that ship. What stands around them is left out: the
 * device's thread and lock, the IOMMU's tables, interrupts. One thread is the driver, one the
 * device, which calls {@link #transmit} and nothing else.
 */
public final class BareTransmitter {
  /** Where frames of several buffers would be put together: there are none. */
  private static final MemorySegment NO_ROOM = MemorySegment.ofArray(new long[0]);

  private final BareDevice device = new BareDevice();
  private final TxRing ring = new TxRing(device, device.allocator(), BareDevice.CONFIG);
  private final TxEngine engine;

  /**
   * A ring that is initialised and an engine that is enabled.
   *
   * @param wire hears every frame that leaves
   */
  public BareTransmitter(Wire wire) {
    engine =
        new TxEngine(
            device.ring(Registers.TDBAL),
            device.dma(),
            device.counters(),
            wire,
            (memory, offset, length, withFcs) -> {},
            NO_ROOM);
    ring.init();
    engine.control(Registers.TCTL_ENABLE);
  }

  /** The driver's side; the buffer of the first slot is all there is. */
  public TxRing ring() {
    return ring;
  }

  /** What the ring writes its doorbell to. */
  public Device device() {
    return device;
  }

  /** What both sides reach. */
  public MemorySegment memory() {
    return device.memory();
  }

  /** Device: looks at the doorbell and sends what is posted; returns how many descriptors. */
  public int transmit() {
    return engine.poll(Integer.MAX_VALUE);
  }
}
