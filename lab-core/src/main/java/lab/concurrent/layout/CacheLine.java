package lab.concurrent.layout;

/** Sizes that decide whether two words can disturb each other. */
public final class CacheLine {

  /**
   * Bytes that move between two cores at once on x86-64 and most AArch64 cores. What this machine
   * has stands in {@code /sys/devices/system/cpu/cpu0/cache/index0/coherency_line_size}.
   */
  public static final int BYTES = 64;

  /**
   * Two lines. Intel's L2 spatial prefetcher fetches the other line of an aligned 128-byte pair
   * (Intel 64 and IA-32 Optimization Reference Manual, "Data Prefetching"), and Apple's cores have
   * lines of 128 bytes, so code that must be safe everywhere keeps this distance.
   */
  public static final int PAIR_BYTES = 128;

  private CacheLine() {}
}
