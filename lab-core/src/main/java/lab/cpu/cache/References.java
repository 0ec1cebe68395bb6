package lab.cpu.cache;

/**
 * References of a trace packed into a {@code long} each: address, size, whether it stores. A trace
 * is an array of them, so that a replay allocates nothing.
 */
public final class References {
  private static final int SIZE_BITS = 6;
  private static final int MOST_BYTES = 1 << SIZE_BITS;
  private static final int ADDRESS_AT = SIZE_BITS + 1;
  private static final int ADDRESS_BITS = Long.SIZE - ADDRESS_AT;

  private References() {}

  /**
   * @param address 0 to 2^57-1: the widest virtual addresses of x86-64 and AArch64 in user space
   * @param bytes 1..64
   */
  public static long pack(long address, int bytes, boolean write) {
    if (bytes < 1 || bytes > MOST_BYTES) {
      throw new IllegalArgumentException("bytes is 1.." + MOST_BYTES + " (got " + bytes + ")");
    }
    if (address >>> ADDRESS_BITS != 0) {
      throw new IllegalArgumentException("address has at most 57 bits (got " + address + ")");
    }
    return (address << ADDRESS_AT) | ((bytes - 1L) << 1) | (write ? 1 : 0);
  }

  public static long load(long address, int bytes) {
    return pack(address, bytes, false);
  }

  public static long store(long address, int bytes) {
    return pack(address, bytes, true);
  }

  public static long address(long reference) {
    return reference >>> ADDRESS_AT;
  }

  public static int bytes(long reference) {
    return (int) ((reference >>> 1) & (MOST_BYTES - 1)) + 1;
  }

  public static boolean writes(long reference) {
    return (reference & 1) != 0;
  }
}
