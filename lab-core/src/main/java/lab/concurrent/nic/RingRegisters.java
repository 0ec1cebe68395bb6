package lab.concurrent.nic;

/** The device's view of one descriptor ring: where it lies, head, and the last good tail. */
final class RingRegisters {
  /** No tail at all: every int may be written to the register. */
  private static final long NONE = Long.MIN_VALUE;

  private static final int LARGEST_LENGTH = 0xFFF80;

  private final RegisterFile registers;
  private final Counters counters;
  private final int low;
  private final int lengthRegister;
  private final int headRegister;
  private final int tailRegister;

  private long base;
  private int slots;
  private int head;
  private int tail;
  private long refusedTail = NONE;

  /**
   * @param low the register with the low half of the ring's address; the others follow it
   */
  RingRegisters(RegisterFile registers, Counters counters, int low) {
    this.registers = registers;
    this.counters = counters;
    this.low = low;
    lengthRegister = low + (Registers.TDLEN - Registers.TDBAL);
    headRegister = low + (Registers.TDH - Registers.TDBAL);
    tailRegister = low + (Registers.TDT - Registers.TDBAL);
  }

  /**
   * Takes over what the host has written. Address and length have bits that are always zero: a ring
   * begins at 16 bytes and has a multiple of 128 (SDM 13.4.25, 13.4.27).
   */
  void configure() {
    registers.write(low, registers.read(low) & -Descriptors.BYTES);
    registers.write(lengthRegister, registers.read(lengthRegister) & LARGEST_LENGTH);
    base =
        (long) registers.read(low + Integer.BYTES) << Integer.SIZE
            | Integer.toUnsignedLong(registers.read(low));
    slots = registers.read(lengthRegister) / Descriptors.BYTES;
    head = registers.read(headRegister);
    if (head < 0 || head >= slots) {
      head = 0;
    }
    tail = head;
    refusedTail = NONE;
  }

  /** How many descriptors are the device's: from head up to, not including, tail. */
  int owned() {
    int known = tail - head;
    return known < 0 ? known + slots : known;
  }

  /** Reads the tail again; then {@link #owned()} knows what was posted meanwhile. */
  int look() {
    int now = registers.tail(tailRegister);
    if (now != tail) {
      take(now);
    }
    return owned();
  }

  private void take(int now) {
    if (now >= 0 && now < slots) {
      tail = now;
      refusedTail = NONE;
    } else if (slots > 0 && now != refusedTail) {
      // The SDM leaves it open; a device that believed it would run through memory.
      refusedTail = now;
      counters.add(NicCounter.BAD_DOORBELL.index(), 1);
    }
  }

  /** Device address of the descriptor at head. */
  long headAddress() {
    return base + (long) head * Descriptors.BYTES;
  }

  /** Device address of the descriptor so many behind the one at head; fewer than the ring has. */
  long addressBehindHead(int distance) {
    int at = head + distance;
    return base + (long) (at < slots ? at : at - slots) * Descriptors.BYTES;
  }

  /** Done with the descriptor at head. */
  void advance() {
    head = head + 1 == slots ? 0 : head + 1;
  }

  /** Lets the host see the head. */
  void publishHead() {
    registers.write(headRegister, head);
  }

  int slots() {
    return slots;
  }
}
