package lab.bench.nic.qemu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import lab.concurrent.nic.Device;
import lab.concurrent.nic.Registers;

/** The registers of QEMU's e1000 at 00:05.0, over qtest, and what PCI has to be told first. */
final class QtestE1000 implements Device {
  private static final int ADDRESS_PORT = 0xCF8;
  private static final int DATA_PORT = 0xCFC;

  /** Device 5 on bus 0, in the form of PCI's configuration mechanism 1. */
  private static final int CONFIGURATION = 0x8000_0000 | 5 << 11;

  private static final int COMMAND_STATUS = 0x04;
  private static final int BAR0 = 0x10;
  private static final int MEMORY_AND_MASTER = 0x06;

  /** PCI's status register is the upper half: bit 3 says that INTx is asserted. */
  private static final int INTERRUPT_STATUS = 1 << 19;

  private static final long REGISTERS = 0xE000_0000L;

  private final Qtest qtest;
  private long enabled = System.nanoTime();

  /** Gives the card its address and lets it be master of the bus. */
  QtestE1000(Qtest qtest) throws IOException {
    this.qtest = qtest;
    configure(BAR0, (int) REGISTERS);
    configure(COMMAND_STATUS, MEMORY_AND_MASTER);
  }

  private void configure(int register, int value) throws IOException {
    qtest.out32(ADDRESS_PORT, CONFIGURATION | register);
    qtest.out32(DATA_PORT, value);
  }

  /** When RCTL was written last, by {@link System#nanoTime}. */
  long enabled() {
    return enabled;
  }

  @Override
  public int read(int register) {
    try {
      return qtest.read32(REGISTERS + register);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(int register, int value) {
    try {
      qtest.write32(REGISTERS + register, value);
      if (register == Registers.RCTL) {
        enabled = System.nanoTime();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** There is nothing weaker: a line of text to another process is behind all that was written. */
  @Override
  public void writeRelaxed(int register, int value) {
    write(register, value);
  }

  @Override
  public boolean interrupt() {
    try {
      qtest.out32(ADDRESS_PORT, CONFIGURATION | COMMAND_STATUS);
      return (qtest.in32(DATA_PORT) & INTERRUPT_STATUS) != 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean awaitInterrupt(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (!interrupt()) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return true;
  }
}
