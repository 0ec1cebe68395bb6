package lab.concurrent.nic;

import java.util.concurrent.TimeUnit;

/**
 * A driver for the e1000: whichever stands behind the {@link Device}. One host thread at a time
 * sends, one receives; they need not be the same.
 */
public final class E1000Driver {
  private static final long RESET_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Everything that means there is something to receive. */
  static final int RX_CAUSES = Registers.CAUSE_RXT0 | Registers.CAUSE_RXDMT0 | Registers.CAUSE_RXO;

  private final Device device;
  private final DriverConfig config;
  private final TxRing tx;
  private final RxRing rx;
  private long mac;

  /** Takes memory for both rings; the device is not touched yet. */
  public E1000Driver(Device device, DmaAllocator memory, DriverConfig config) {
    this.device = device;
    this.config = config;
    tx = new TxRing(device, memory, config);
    rx = new RxRing(device, memory, config);
  }

  /**
   * Resets the device and starts both directions, all interrupts masked (SDM 14.3 to 14.5). Again:
   * both rings begin anew, what was in them is lost.
   *
   * @throws IllegalStateException if the device does not come out of reset within a second
   */
  public void init() {
    device.write(Registers.IMC, -1);
    device.write(Registers.CTRL, device.read(Registers.CTRL) | Registers.CTRL_RESET);
    long deadline = System.nanoTime() + RESET_NANOS;
    while ((device.read(Registers.CTRL) & Registers.CTRL_RESET) != 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the device is still in reset after 1 s");
      }
      Thread.onSpinWait();
    }
    device.write(Registers.IMC, -1);
    device.read(Registers.ICR);
    device.write(Registers.CTRL, device.read(Registers.CTRL) | Registers.CTRL_SET_LINK_UP);
    mac =
        (device.read(Registers.RAH) & 0xFFFFL) << Integer.SIZE
            | Integer.toUnsignedLong(device.read(Registers.RAL));
    rx.init();
    device.write(
        Registers.RCTL,
        Registers.RCTL_ENABLE
            | Registers.RCTL_BROADCAST
            | Registers.RCTL_STRIP_FCS
            | (config.promiscuous() ? Registers.RCTL_PROMISCUOUS : 0));
    tx.init();
    device.write(Registers.TCTL, Registers.TCTL_ENABLE | Registers.TCTL_PAD);
  }

  public Device device() {
    return device;
  }

  public DriverConfig config() {
    return config;
  }

  /** The station address, six bytes, the first one lowest; after {@link #init}. */
  public long mac() {
    return mac;
  }

  public TxRing tx() {
    return tx;
  }

  public RxRing rx() {
    return rx;
  }
}
