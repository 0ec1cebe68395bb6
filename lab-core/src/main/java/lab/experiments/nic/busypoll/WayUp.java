package lab.experiments.nic.busypoll;

/**
 * The stages that the first packet has gone through.
 *
 * @param passed bit set of {@link Stage}s
 */
record WayUp(int passed) {
  static final WayUp NOWHERE = new WayUp(0);

  /** The stages of a packet's way up, with the nanoseconds of the page: for illustration. */
  enum Stage {
    DMA(1, "NIC writes to host memory", 200),
    MSIX(2, "MSI-X interrupt", 140),
    NAPI(4, "IRQ entry, NAPI", 170),
    WAKE(8, "scheduler wakes app", 260),
    DELIVER(16, "deliver to app", 90),
    READ(32, "app reads descriptor", 30);

    private final int bit;
    final String label;
    final int nanos;

    Stage(int bit, String label, int nanos) {
      this.bit = bit;
      this.label = label;
      this.nanos = nanos;
    }

    /** Whether a poller is spared it. */
    boolean wakes() {
      return this == MSIX || this == NAPI || this == WAKE;
    }

    /** What all take together, or those of a poller. */
    static int nanos(boolean polling) {
      int sum = 0;
      for (Stage stage : values()) {
        sum += polling && stage.wakes() ? 0 : stage.nanos;
      }
      return sum;
    }
  }

  boolean passed(Stage stage) {
    return (passed & stage.bit) != 0;
  }

  WayUp through(Stage stage) {
    return new WayUp(passed | stage.bit);
  }

  /** What they took together. */
  int nanos() {
    int sum = 0;
    for (Stage stage : Stage.values()) {
      sum += passed(stage) ? stage.nanos : 0;
    }
    return sum;
  }
}
