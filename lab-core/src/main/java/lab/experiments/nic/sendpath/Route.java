package lab.experiments.nic.sendpath;

/** The way that a frame takes from a call of send to its last bit on the wire. */
enum Route {
  KERNEL("kernel", "through the kernel"),
  BYPASS("bypass", "past the kernel"),
  PUSH("push", "by TX push"),
  CTPIO("ctpio", "by CTPIO");

  /** Frames that CTPIO takes: the upper bound of Onload's {@code EF_CTPIO_MAX_FRAME_LEN}. */
  static final int CTPIO_LIMIT = 4092;

  /**
   * The stages, causes before effects, with the nanoseconds that the owner's page gives them: the
   * profile seed, for illustration. We take them for those of a frame of 64 bytes; what longer ones
   * add is in {@link FrameCost}.
   */
  enum Stage {
    SYSCALL("send() and mode switch", 90),
    STACK("TCP/IP and sk_buff", 220),
    COPY("copy into the kernel", 80),
    SOFTIRQ("softirq, scheduler", 110),
    WRITE("write descriptor", 40),
    DOORBELL("doorbell write", 60),
    FETCH("descriptor fetch", 300),
    DMA("NIC reads frame", 250),
    PHY("SerDes, PHY, wire", 80);

    private final String label;
    final int nanos;

    Stage(String label, int nanos) {
      this.label = label;
      this.nanos = nanos;
    }
  }

  final String word;

  /** As it ends a sentence: a frame leaves … */
  final String how;

  Route(String word, String how) {
    this.word = word;
    this.how = how;
  }

  boolean spares(Stage stage) {
    return switch (stage) {
      case SYSCALL, STACK, COPY, SOFTIRQ -> this != KERNEL;
      case FETCH -> this == PUSH || this == CTPIO;
      case DMA -> this == CTPIO;
      case WRITE, DOORBELL, PHY -> false;
    };
  }

  /** What happens in a stage, which is not always the same: a store carries more than a bell. */
  String label(Stage stage) {
    return switch (this) {
      case PUSH -> stage == Stage.DOORBELL ? "doorbell write with the descriptor" : stage.label;
      case CTPIO ->
          switch (stage) {
            case WRITE -> "prepare frame and header word";
            case DOORBELL -> "MMIO write of the frame";
            default -> stage.label;
          };
      default -> stage.label;
    };
  }

  /** What a stage costs a frame of so many bytes. */
  int nanos(Stage stage, int frame) {
    if (spares(stage)) {
      return 0;
    }
    int further =
        switch (stage) {
          case COPY -> FrameCost.copy(frame);
          case DOORBELL -> this == CTPIO ? FrameCost.store(frame) : 0;
          case DMA -> FrameCost.read(frame);
          case PHY -> FrameCost.wire(frame);
          default -> 0;
        };
    return stage.nanos + further;
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
