package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;

/**
 * What the two directions of a card have in common when it is reduced to one ring: the registers,
 * behind which nothing stands, and memory for a ring and its first buffer.
 */
final class BareDevice implements Device {
  /** The fewest that both sides know. */
  private static final int SLOTS = 8;

  private static final int COUNTERS = NicCounter.values().length;

  static final DriverConfig CONFIG = DriverConfig.DEFAULT.withSlots(SLOTS, SLOTS);

  private final RegisterFile registers = RegisterFile.ofRings();
  private final SmallMemory memory = new SmallMemory(2);
  private final Counters counters = new Counters(COUNTERS);
  private final DmaPort dma = DmaPort.direct(memory.memory());

  DmaAllocator allocator() {
    return memory;
  }

  MemorySegment memory() {
    return memory.memory();
  }

  Counters counters() {
    return counters;
  }

  DmaPort dma() {
    return dma;
  }

  RingRegisters ring(int low) {
    return new RingRegisters(registers, counters, low);
  }

  @Override
  public int read(int register) {
    return registers.read(register);
  }

  @Override
  public void write(int register, int value) {
    registers.write(register, value);
  }

  @Override
  public void writeRelaxed(int register, int value) {
    registers.writeRelaxed(register, value);
  }

  @Override
  public boolean interrupt() {
    return false;
  }

  @Override
  public boolean awaitInterrupt(long nanos) {
    return false;
  }
}
