package lab.concurrent.nic;

import lab.concurrent.layout.CacheLine;

/**
 * How the driver drives.
 *
 * @param txSlots descriptors of the transmit ring: a power of two, 8 to 4096
 * @param rxSlots descriptors of the receive ring: a power of two, 8 to 4096
 * @param extraBuffers receive buffers beyond one per slot, for frames that the host keeps
 * @param reportEvery how many descriptors share one RS at most; the last one before a doorbell has
 *     it anyway; 0: none ever has, a mistake to show
 * @param barrier whether a doorbell stays behind the descriptors; without: a mistake to show
 * @param refill whether received slots get a buffer again; without: a mistake to show
 * @param promiscuous whether frames to other stations are taken too
 */
public record DriverConfig(
    int txSlots,
    int rxSlots,
    int extraBuffers,
    int reportEvery,
    boolean barrier,
    boolean refill,
    boolean promiscuous) {
  /** Size of a buffer in bytes; a frame that is longer takes several. */
  public static final int BUFFER_BYTES = 2048;

  /**
   * Distance of two buffers in bytes: an odd number of lines. At exactly 2048 the first lines of
   * all buffers, the only ones that short frames use, would share two sets of a 4 KiB cache way.
   */
  static final int BUFFER_STRIDE = BUFFER_BYTES + CacheLine.BYTES;

  public static final DriverConfig DEFAULT = new DriverConfig(256, 256, 0, 32, true, true, false);

  public DriverConfig {
    checkSlots("txSlots", txSlots);
    checkSlots("rxSlots", rxSlots);
    if (extraBuffers < 0 || extraBuffers > 1 << 16) {
      throw new IllegalArgumentException("extraBuffers is 0..65536: extraBuffers=" + extraBuffers);
    }
    if (reportEvery < 0 || reportEvery >= txSlots) {
      throw new IllegalArgumentException(
          "reportEvery is 0.." + (txSlots - 1) + ": reportEvery=" + reportEvery);
    }
  }

  public DriverConfig withSlots(int tx, int rx) {
    int every = Math.min(reportEvery, tx / 4);
    return new DriverConfig(tx, rx, extraBuffers, every, barrier, refill, promiscuous);
  }

  public DriverConfig withExtraBuffers(int n) {
    return new DriverConfig(txSlots, rxSlots, n, reportEvery, barrier, refill, promiscuous);
  }

  public DriverConfig withReportEvery(int n) {
    return new DriverConfig(txSlots, rxSlots, extraBuffers, n, barrier, refill, promiscuous);
  }

  public DriverConfig withBarrier(boolean on) {
    return new DriverConfig(txSlots, rxSlots, extraBuffers, reportEvery, on, refill, promiscuous);
  }

  public DriverConfig withRefill(boolean on) {
    return new DriverConfig(txSlots, rxSlots, extraBuffers, reportEvery, barrier, on, promiscuous);
  }

  public DriverConfig withPromiscuous(boolean on) {
    return new DriverConfig(txSlots, rxSlots, extraBuffers, reportEvery, barrier, refill, on);
  }

  private static void checkSlots(String name, int slots) {
    if (slots < 8 || slots > 4096 || Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException(
          name + " must be a power of two, 8..4096: " + name + "=" + slots);
    }
  }
}
