package lab.experiments.nic.busypoll;

/**
 * The stages that the first packet has gone through.
 *
 * @param passed bit set of {@link Stage}s
 */
record WayUp(int passed) {
  static final WayUp NOWHERE = new WayUp(0);

  /** The stages of a packet's way up, with the nanoseconds of the profile seed. */
  enum Stage {
    DMA("NIC writes to host memory", 200),
    MSIX("MSI-X interrupt", 140),
    NAPI("IRQ entry, NAPI", 170),
    WAKE("scheduler wakes app", 260),
    DELIVER("deliver to app", 90),
    READ("app reads descriptor", 30);

    final String label;
    final int nanos;

    Stage(String label, int nanos) {
      this.label = label;
      this.nanos = nanos;
    }
  }

  boolean passed(Stage stage) {
    return (passed & bit(stage)) != 0;
  }

  WayUp through(Stage stage) {
    return new WayUp(passed | bit(stage));
  }

  /** What they took together. */
  int nanos() {
    int sum = 0;
    for (Stage stage : Stage.values()) {
      sum += passed(stage) ? stage.nanos : 0;
    }
    return sum;
  }

  private static int bit(Stage stage) {
    return 1 << stage.ordinal();
  }
}
