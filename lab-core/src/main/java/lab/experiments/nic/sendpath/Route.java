package lab.experiments.nic.sendpath;

/** The way that a frame takes from a call of send to the wire. */
enum Route {
  KERNEL("kernel"),
  BYPASS("bypass"),
  PUSH("push"),
  CTPIO("ctpio");

  /** Frames that CTPIO takes: the option's upper bound in Onload. */
  static final int CTPIO_LIMIT = 4092;

  private static final int BURST_BYTES = 64;
  private static final int BURST_NS = 12;

  /** The stages in the order of the path, with the nanoseconds of the profile seed. */
  enum Stage {
    SYSCALL("send() and mode switch", 90),
    STACK("TCP/IP and sk_buff", 220),
    COPY("copy into the kernel", 80),
    SOFTIRQ("softirq, scheduler", 110),
    WRITE("write descriptor", 40),
    FETCH("NIC fetches descriptor", 300),
    DOORBELL("doorbell write", 60),
    DMA("NIC reads payload", 250),
    PHY("SerDes and PHY", 80);

    final String label;
    final int nanos;

    Stage(String label, int nanos) {
      this.label = label;
      this.nanos = nanos;
    }
  }

  final String word;

  Route(String word) {
    this.word = word;
  }

  boolean spares(Stage stage) {
    return switch (stage) {
      case SYSCALL, STACK, COPY, SOFTIRQ -> this != KERNEL;
      case FETCH -> this == PUSH || this == CTPIO;
      case DMA -> this == CTPIO;
      case WRITE, DOORBELL, PHY -> false;
    };
  }

  /** What a stage costs a frame of so many bytes. */
  int nanos(Stage stage, int frame) {
    if (spares(stage)) {
      return 0;
    }
    // CTPIO stores the frame where the others write a descriptor.
    boolean stores = this == CTPIO && stage == Stage.WRITE;
    int bursts = (frame + BURST_BYTES - 1) / BURST_BYTES;
    return stage.nanos + (stores ? (bursts - 1) * BURST_NS : 0);
  }

  /** What all stages cost a frame of so many bytes. */
  int total(int frame) {
    int sum = 0;
    for (Stage stage : Stage.values()) {
      sum += nanos(stage, frame);
    }
    return sum;
  }
}
