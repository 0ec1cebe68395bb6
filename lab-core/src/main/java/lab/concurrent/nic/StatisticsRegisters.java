package lab.concurrent.nic;

/** The statistics registers (SDM 13.7): each counts from its last reading on. */
final class StatisticsRegisters {
  private final Counters counters;
  private final long[] read = new long[NicCounter.values().length];

  StatisticsRegisters(Counters counters) {
    this.counters = counters;
  }

  /** What has happened since the last reading; 0 for a register that is not there. */
  synchronized int read(int register) {
    NicCounter counter =
        switch (register) {
          case Registers.CRCERRS -> NicCounter.RX_CRC;
          case Registers.MPC -> NicCounter.RX_MISSED;
          case Registers.GPRC -> NicCounter.RX_FRAMES;
          case Registers.GPTC -> NicCounter.TX_FRAMES;
          case Registers.RUC -> NicCounter.RX_RUNT;
          case Registers.ROC -> NicCounter.RX_OVERSIZE;
          default -> null;
        };
    if (counter == null) {
      return 0;
    }
    long now = counters.get(counter.index());
    long since = now - read[counter.index()];
    read[counter.index()] = now;
    // It sticks at all ones (SDM 13.7).
    return (int) Math.min(since, 0xFFFF_FFFFL);
  }
}
