package lab.concurrent.nic;

/**
 * What a driver sees of a network card: registers and an interrupt line. The memory that both reach
 * comes from a {@link DmaAllocator}. On the other side stands the {@link SoftNic}, or another
 * e1000.
 */
public interface Device {

  /**
   * Reads a register: waits for the device's answer, and has the register's side effect.
   *
   * @param register an offset of {@link Registers}; one that the device does not have reads as 0
   * @throws IllegalArgumentException if the offset is outside the register space or unaligned
   */
  int read(int register);

  /**
   * Writes a register, behind all memory writes of the caller so far: as Linux's {@code writel}.
   *
   * @param register an offset of {@link Registers}; one that the device does not have is ignored
   * @throws IllegalArgumentException if the offset is outside the register space or unaligned
   */
  void write(int register, int value);

  /**
   * Writes a register without waiting for earlier memory writes: as {@code writel_relaxed}. A
   * doorbell written so may be seen before the descriptors it announces.
   */
  void writeRelaxed(int register, int value);

  /** Whether the interrupt line is asserted: a cause has happened that is not masked. */
  boolean interrupt();

  /**
   * Waits until the interrupt line is asserted. One waiter at a time.
   *
   * @param nanos how long at most
   * @return whether it is asserted
   */
  boolean awaitInterrupt(long nanos) throws InterruptedException;
}
