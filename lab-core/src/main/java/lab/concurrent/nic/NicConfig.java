package lab.concurrent.nic;

/**
 * What a software NIC is built with.
 *
 * @param requester its id on the bus
 * @param mac the station address: six bytes, the first one lowest
 * @param interrupts what becomes of masked causes
 * @param padded whether the heads, which the device writes, lie away from the tails, which the host
 *     writes; without: at the offsets of the data sheet, on one line
 */
public record NicConfig(int requester, long mac, Interrupts interrupts, boolean padded) {
  /** QEMU's default address, 52:54:00:12:34:56. */
  public static final long DEFAULT_MAC = 0x5634_1200_5452L;

  /** Device 00:05.0, latched causes. */
  public static final NicConfig DEFAULT =
      new NicConfig(Iommu.E1000, DEFAULT_MAC, Interrupts.LATCHED, true);

  public NicConfig {
    if (mac < 0 || mac > 0xFFFF_FFFF_FFFFL || (mac & 1) != 0) {
      throw new IllegalArgumentException("mac must be 6 bytes, no group: mac=0x%x".formatted(mac));
    }
  }

  public NicConfig withMac(long mac) {
    return new NicConfig(requester, mac, interrupts, padded);
  }

  public NicConfig withPadding(boolean on) {
    return new NicConfig(requester, mac, interrupts, on);
  }

  public NicConfig withInterrupts(Interrupts interrupts) {
    return new NicConfig(requester, mac, interrupts, padded);
  }
}
