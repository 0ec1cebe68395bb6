package lab.experiments.nic.sendpath;

/**
 * What a frame costs beyond the 64 bytes that the page's numbers are taken to hold for, in
 * nanoseconds. A shorter one costs what 64 bytes do. The sources are in {@code room.md}.
 */
final class FrameCost {
  /** What costs the page's nanoseconds. */
  static final int BASE = 64;

  /**
   * Of PCIe 3.0 with eight lanes and payloads of up to 256 bytes, in units of 10 Mbit/s: 63.02
   * Gbit/s less what acknowledgements, credits and clock compensation take.
   */
  private static final int LINK = 5788;

  /** In the same units: 25GBASE-R. */
  private static final int WIRE = 2500;

  private static final int MAX_PAYLOAD = 256;

  /** Of a completion that carries data: 8 of framing and link, 12 of header. */
  private static final int COMPLETION = 20;

  /** Of a write with a 64-bit address: 8 of framing and link, 16 of header. */
  private static final int WRITE = 24;

  private FrameCost() {}

  /** A copy in the cache: 64 bytes a nanosecond. */
  static int copy(int frame) {
    return lines(frame) - 1;
  }

  /** The NIC's read: what its completions occupy of the link. */
  static int read(int frame) {
    int payloads = (longer(frame) + MAX_PAYLOAD - 1) / MAX_PAYLOAD;
    return time(longer(frame) + payloads * COMPLETION - (BASE + COMPLETION), LINK);
  }

  /** The core's write-combined stores: a write of 64 bytes each. */
  static int store(int frame) {
    return time((lines(frame) - 1) * (BASE + WRITE), LINK);
  }

  static int wire(int frame) {
    return time(longer(frame) - BASE, WIRE);
  }

  private static int longer(int frame) {
    return Math.max(frame, BASE);
  }

  private static int lines(int frame) {
    return (frame + BASE - 1) / BASE;
  }

  /** Nanoseconds, to the nearest, of so many bytes at a rate in units of 10 Mbit/s. */
  private static int time(int bytes, int rate) {
    return (bytes * 800 + rate / 2) / rate;
  }
}
