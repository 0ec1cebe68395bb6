package lab.concurrent.nic;

import java.lang.foreign.Arena;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The software NIC. Doorbells and masks are cells that the device looks at; every other register
 * write is carried out by the writer, who becomes the device for that moment.
 *
 * <p>Something has to be the device's clockwork: a {@link NicThread}, or whoever calls {@link
 * #poll}. Any thread may: two at the same time do no harm, one of them does nothing.
 */
public final class SoftNic implements Device, AutoCloseable {
  private static final int STATISTICS = Registers.CRCERRS;

  private final Arena arena = Arena.ofShared();
  private final RegisterFile registers;
  private final Counters counters = new Counters(NicCounter.values().length);
  private final EngineLock engine = new EngineLock();
  private final StatisticsRegisters statistics = new StatisticsRegisters(counters);
  private final NicConfig config;
  private final Iommu iommu;
  private final DmaPort dma;
  private final Wire wire;
  private final InterruptUnit interrupts;
  private final TxEngine tx;
  private final RxEngine rx;

  /**
   * A card in its state after reset.
   *
   * @param iommu the way to memory
   * @param wire what it is plugged into
   */
  public SoftNic(NicConfig config, Iommu iommu, Wire wire) {
    this.config = config;
    registers = new RegisterFile(arena, config.padded());
    this.iommu = iommu;
    this.wire = wire;
    dma = new DmaPort(iommu, config.requester(), engine);
    interrupts = new InterruptUnit(registers, counters, config.interrupts());
    rx = new RxEngine(new RingRegisters(registers, counters, Registers.RDBAL), dma, counters);
    tx =
        new TxEngine(
            new RingRegisters(registers, counters, Registers.TDBAL),
            dma,
            counters,
            wire,
            rx,
            arena.allocate(Descriptors.LARGEST_BUFFER, Long.BYTES));
    reset();
  }

  /**
   * Does what there is to do: sends what is posted, takes what the wire brings, then raises the
   * causes of both.
   *
   * @param limit how many descriptors, and how many frames off the wire, at most
   * @return how many; 0 also if another thread is the device just now
   */
  public int poll(int limit) {
    if (!engine.tryAcquire()) {
      return 0;
    }
    try {
      int sent = tx.poll(limit);
      int work = sent + (rx.isEnabled() ? wire.receive(rx, limit) : 0);
      if (work > 0) {
        rx.publish();
        int causes = tx.takeCauses() | rx.takeCauses();
        if (causes != 0) {
          // After every DD of this batch, as a message-signalled interrupt stays behind the writes
          // before it.
          interrupts.raise(causes);
        }
      }
      return work;
    } finally {
      engine.release();
    }
  }

  @Override
  public int read(int register) {
    check(register);
    return switch (register) {
      case Registers.ICR -> registers.clear(Registers.ICR, -1);
      case Registers.ICS, Registers.IMC -> 0;
      case Registers.STATUS -> Registers.STATUS_LINK_UP;
      default ->
          register >= STATISTICS && register < Registers.RAL
              ? statistics.read(register)
              : registers.read(register);
    };
  }

  @Override
  public void write(int register, int value) {
    check(register);
    switch (register) {
      case Registers.TDT, Registers.RDT -> registers.write(register, value);
      case Registers.IMS -> interrupts.unmask(value);
      case Registers.IMC -> interrupts.mask(value);
      case Registers.ICS -> interrupts.raise(value);
      case Registers.ICR -> registers.clear(Registers.ICR, value);
      default -> configure(register, value);
    }
  }

  @Override
  public void writeRelaxed(int register, int value) {
    if (register == Registers.TDT || register == Registers.RDT) {
      registers.writeRelaxed(register, value);
    } else {
      write(register, value);
    }
  }

  private void configure(int register, int value) {
    engine.acquire();
    try {
      if (register == Registers.CTRL && (value & Registers.CTRL_RESET) != 0) {
        reset();
        return;
      }
      if (!Registers.OFFSETS.containsValue(register) || register == Registers.STATUS) {
        return;
      }
      registers.write(register, value);
      switch (register) {
        case Registers.TCTL, Registers.TDBAL, Registers.TDBAH, Registers.TDLEN, Registers.TDH ->
            tx.control(registers.read(Registers.TCTL));
        case Registers.RCTL,
            Registers.RDBAL,
            Registers.RDBAH,
            Registers.RDLEN,
            Registers.RDH,
            Registers.RAL,
            Registers.RAH ->
            rx.control(registers.read(Registers.RCTL), station());
        default -> {}
      }
    } finally {
      engine.release();
    }
  }

  /** CTRL.RST (SDM 14.7): registers as after power-on, both engines off; memory is left alone. */
  private void reset() {
    for (int register : Registers.OFFSETS.values()) {
      registers.write(register, 0);
    }
    registers.write(Registers.RAL, (int) config.mac());
    registers.write(Registers.RAH, (int) (config.mac() >>> Integer.SIZE) | Registers.RAH_VALID);
    tx.reset();
    tx.control(0);
    rx.control(0, station());
    tx.takeCauses();
    rx.takeCauses();
  }

  private long station() {
    int high = registers.read(Registers.RAH);
    return (high & Registers.RAH_VALID) == 0
        ? -1
        : (high & 0xFFFFL) << Integer.SIZE | Integer.toUnsignedLong(registers.read(Registers.RAL));
  }

  private static void check(int register) {
    if (register < 0 || register >= Registers.SPACE_BYTES || register % Integer.BYTES != 0) {
      throw new IllegalArgumentException(
          "register must be a multiple of 4 below 0x%x: register=0x%x"
              .formatted(Registers.SPACE_BYTES, register));
    }
  }

  @Override
  public boolean interrupt() {
    return interrupts.asserted();
  }

  @Override
  public boolean awaitInterrupt(long nanos) throws InterruptedException {
    return interrupts.await(nanos);
  }

  /** How often that has happened since the card was built; any thread. */
  public long count(NicCounter counter) {
    return counters.get(counter.index());
  }

  /** All counts, in the order of the enum. */
  public Map<NicCounter, Long> counts() {
    Map<NicCounter, Long> all = new EnumMap<>(NicCounter.class);
    for (NicCounter counter : NicCounter.values()) {
      all.put(counter, count(counter));
    }
    return all;
  }

  /** Why a ring has stopped, if one has; writing TCTL or RCTL, or a reset, starts it again. */
  public Optional<String> trouble() {
    engine.acquire();
    try {
      return Optional.ofNullable(tx.halted() != null ? tx.halted() : rx.halted());
    } finally {
      engine.release();
    }
  }

  /** Unplugs the card. Nothing may use it any more: stop its thread first. */
  @Override
  public void close() {
    engine.acquire();
    iommu.disconnect(dma);
    arena.close();
  }
}
