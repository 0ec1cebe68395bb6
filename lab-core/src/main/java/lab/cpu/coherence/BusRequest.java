package lab.cpu.coherence;

/** What a cache says on the bus. */
public enum BusRequest {
  READ("BusRd"),
  READ_FOR_OWNERSHIP("BusRdX"),
  /** Invalidates the other copies only: whoever says it has the words. */
  UPGRADE("BusUpgr"),
  WRITE_BACK("WB");

  private final String word;

  BusRequest(String word) {
    this.word = word;
  }

  /** As textbooks write it. */
  public String word() {
    return word;
  }
}
