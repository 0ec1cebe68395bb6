package lab.concurrent.nic;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import lab.concurrent.layout.CacheLine;

/**
 * Where the software NIC's registers lie: a segment in which each stands at its own offset of
 * {@link Registers}, the two heads excepted.
 *
 * <pre>
 *   0x0000 .. 0x5FFF   the register space
 *   0x6000             TDH   } written by the device for every batch: kept away from the tails
 *   0x6080             RDH   } beside them, which the host writes and the device polls
 * </pre>
 *
 * In silicon a head costs nobody anything until it is read. Here it would cost the host the line of
 * its doorbell.
 */
final class RegisterFile {
  private static final VarHandle REGISTER =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();

  static final long HEADS = Registers.SPACE_BYTES;
  private static final long TDH_AT = HEADS;
  private static final long RDH_AT = HEADS + CacheLine.PAIR_BYTES;
  private static final long BYTES = HEADS + 2L * CacheLine.PAIR_BYTES;

  private final MemorySegment cells;

  private final long transmitHead;
  private final long receiveHead;

  /**
   * @param padded whether the heads have lines of their own; if not, they lie where the data sheet
   *     has them, and each batch of the device takes the line of the doorbell from the host
   */
  RegisterFile(Arena arena, boolean padded) {
    transmitHead = padded ? TDH_AT : Registers.TDH;
    receiveHead = padded ? RDH_AT : Registers.RDH;
    cells = arena.allocate(BYTES, CacheLine.PAIR_BYTES);
  }

  private RegisterFile(MemorySegment cells) {
    transmitHead = Registers.TDH;
    receiveHead = Registers.RDH;
    this.cells = cells;
  }

  /**
   * In the heap and no further than the rings' registers: {@link BareDevice} makes many of them.
   */
  static RegisterFile ofRings() {
    return new RegisterFile(MemorySegment.ofArray(new int[Registers.TDT / Integer.BYTES + 1]));
  }

  private long at(int register) {
    return switch (register) {
      case Registers.TDH -> transmitHead;
      case Registers.RDH -> receiveHead;
      default -> register;
    };
  }

  /** A register as it is now. */
  int read(int register) {
    // Acquire: whoever reads a head has what the device did before it moved (pairs with M2).
    return (int) REGISTER.getAcquire(cells, at(register)); // M1
  }

  /** Writes behind everything that this thread wrote before. */
  void write(int register, int value) {
    // Release: a doorbell publishes the descriptors before it; pairs with the acquire at M4.
    // Weakened to opaque, the device may fetch a descriptor that is not written yet; no stress test
    // on x86-64 can see that, the room's program does in 4 steps.
    REGISTER.setRelease(cells, at(register), value); // M2
  }

  /** Writes in no order with other writes of this thread. */
  void writeRelaxed(int register, int value) {
    REGISTER.setOpaque(cells, at(register), value); // M3
  }

  /** Device: a tail, and with it all descriptors before it. */
  int tail(int register) {
    // Acquire: pairs with M2. Opaque, the device may read descriptors of the lap before.
    return (int) REGISTER.getAcquire(cells, register); // M4
  }

  /** Adds bits and tells the value before: also orders everything before it, to all. */
  int set(int register, int bits) {
    // A read-modify-write, because host and device both write the causes. Volatile: the store of DD
    // must not stay behind the load of the mask at M7; see InterruptUnit.
    return (int) REGISTER.getAndBitwiseOr(cells, (long) register, bits); // M5
  }

  /** Clears bits and tells the value before. */
  int clear(int register, int bits) {
    return (int) REGISTER.getAndBitwiseAnd(cells, (long) register, ~bits); // M6
  }

  /** Reads behind everything this thread wrote, if that was volatile too. */
  int readVolatile(int register) {
    return (int) REGISTER.getVolatile(cells, (long) register); // M7
  }

  /** Writes before everything this thread reads later, if that is volatile too. */
  void writeVolatile(int register, int value) {
    // Volatile: the mask must be open before the ring is looked at once more (store-load). As a
    // release, interrupt and packet are lost together; this shows on x86-64.
    REGISTER.setVolatile(cells, (long) register, value); // M8
  }
}
