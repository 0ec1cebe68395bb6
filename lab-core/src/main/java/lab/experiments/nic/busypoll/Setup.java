package lab.experiments.nic.busypoll;

/**
 * How the room is set.
 *
 * @param preempt whether a poller loses its CPU after a slice
 * @param checks whether a receiver that falls asleep looks into the ring once more
 */
record Setup(Waiting waiting, int cpus, boolean preempt, boolean checks) {
  /** Polls in vain that stand for a time slice. */
  static final int SLICE = 3;

  /** Polls in vain after which {@link Waiting#THEN_SLEEP} sleeps: less than a slice. */
  static final int PATIENCE = 2;

  /** How the receiver waits. */
  enum Waiting {
    INTERRUPT,
    POLL,
    THEN_SLEEP
  }

  /** What the receiver does to look for a packet. */
  String look() {
    return waiting == Waiting.INTERRUPT ? "receive" : "poll";
  }

  /** Polls in vain after which another one changes nothing, or is not made. */
  int patience() {
    return waiting == Waiting.POLL ? SLICE : PATIENCE;
  }

  /** Whether a poller that has the CPU never gives it to the sender. */
  boolean keepsTheCpu() {
    return waiting == Waiting.POLL && cpus == 1 && !preempt;
  }

  /** {@code 1 poll}, {@code 2 polls}. */
  static String polls(int number) {
    return number == 1 ? "1 poll" : number + " polls";
  }

  /** The bounds of this world in words. */
  String world() {
    return "%d packets, a sender and a receiver on %s, %s"
        .formatted(
            BusyPollState.PACKETS,
            cpus == 1 ? "one CPU" : cpus + " CPUs",
            preempt
                ? "a time slice of %s in vain".formatted(polls(SLICE))
                : "no time slice that ends by itself");
  }
}
