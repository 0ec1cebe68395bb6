package lab.experiments.nic.busypoll;

/**
 * Where packets and threads are.
 *
 * @param toSend packets that the sender has still to send
 * @param wire packets on the wire
 * @param ring packets in host memory that nobody has taken yet
 * @param socket packets that NAPI has put into the socket's queue
 * @param hand what the application does with a packet in its hands
 * @param read packets that the application has read
 * @param vain polls in vain in a row, up to a time slice
 * @param path bit set of {@link Stage}s that the first packet has gone through
 */
record BusyPollState(
    Job app,
    Job sender,
    Irq irq,
    Hand hand,
    int toSend,
    int wire,
    int ring,
    int socket,
    int read,
    int vain,
    int path) {

  /** The stages of a packet's way up, with the nanoseconds of the profile seed. */
  enum Stage {
    DMA(1, "NIC writes to host memory", 200),
    MSIX(2, "MSI-X interrupt", 140),
    NAPI(4, "IRQ entry, NAPI", 170),
    WAKE(8, "scheduler wakes app", 260),
    DELIVER(16, "deliver to app", 90),
    READ(32, "app reads descriptor", 30);

    final int bit;
    final String label;
    final int nanos;

    Stage(int bit, String label, int nanos) {
      this.bit = bit;
      this.label = label;
      this.nanos = nanos;
    }
  }

  /** What a thread is doing. */
  enum Job {
    READY,
    RUNNING,
    ASLEEP,
    DONE
  }

  /** The NIC's interrupt. */
  enum Irq {
    MASKED,
    ARMED,
    /** A packet has come in; the message is not sent yet. */
    DUE,
    /** The CPU has been interrupted; NAPI has not run yet. */
    RAISED
  }

  /** A packet in the application's hands. */
  enum Hand {
    EMPTY,
    TAKEN,
    DELIVERED
  }

  /** CPUs in use. */
  int busy() {
    return (app == Job.RUNNING ? 1 : 0) + (sender == Job.RUNNING ? 1 : 0);
  }

  boolean passed(Stage stage) {
    return (path & stage.bit) != 0;
  }

  /** Nanoseconds that the first packet has taken so far. */
  int nanos() {
    int sum = 0;
    for (Stage stage : Stage.values()) {
      sum += passed(stage) ? stage.nanos : 0;
    }
    return sum;
  }

  /** Whether the first packet still lies in the ring or the socket's queue. */
  private boolean firstWaits() {
    return read == 0 && hand == Hand.EMPTY;
  }

  BusyPollState app(Job job) {
    return new BusyPollState(job, sender, irq, hand, toSend, wire, ring, socket, read, vain, path);
  }

  BusyPollState sender(Job job) {
    return new BusyPollState(app, job, irq, hand, toSend, wire, ring, socket, read, vain, path);
  }

  BusyPollState irq(Irq next) {
    return new BusyPollState(app, sender, next, hand, toSend, wire, ring, socket, read, vain, path);
  }

  BusyPollState vain(int polls) {
    return new BusyPollState(app, sender, irq, hand, toSend, wire, ring, socket, read, polls, path);
  }

  BusyPollState packets(int nowToSend, int nowOnWire, int inRing, int inSocket) {
    return new BusyPollState(
        app, sender, irq, hand, nowToSend, nowOnWire, inRing, inSocket, read, vain, path);
  }

  BusyPollState hand(Hand next, int nowRead) {
    return new BusyPollState(
        app, sender, irq, next, toSend, wire, ring, socket, nowRead, vain, path);
  }

  /** Marks a stage of the first packet, if it is still on its way. */
  BusyPollState through(Stage stage) {
    boolean first =
        switch (stage) {
          case DMA -> path == 0;
          case MSIX, NAPI, WAKE -> firstWaits();
          case DELIVER, READ -> read == 0;
        };
    return first
        ? new BusyPollState(
            app, sender, irq, hand, toSend, wire, ring, socket, read, vain, path | stage.bit)
        : this;
  }
}
