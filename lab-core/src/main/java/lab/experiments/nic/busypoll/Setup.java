package lab.experiments.nic.busypoll;

import lab.room.Choice;
import lab.room.Range;
import lab.room.Settings;

/**
 * How the room is set.
 *
 * @param preempt whether a poller loses its CPU after a slice
 * @param checks whether a receiver that falls asleep looks into the ring once more
 */
record Setup(Waiting waiting, int cpus, boolean preempt, boolean checks) {
  static final Choice<Waiting> BUSY_POLL =
      Choice.of(
              "busyPoll",
              "the receiver sleeps, polls, or polls and then sleeps",
              "off",
              Waiting.INTERRUPT)
          .or("on", Waiting.POLL)
          .or("then-sleep", Waiting.THEN_SLEEP)
          .byDefault("on")
          .primary();
  static final Range CPUS = Range.of("cpus", "CPUs for sender and receiver", 1, 2, 1).primary();
  static final Choice<Boolean> PREEMPT =
      Choice.toggle("preempt", "a poller loses its CPU after a slice").primary();
  static final Choice<Boolean> ARM =
      Choice.of(
              "arm", "then-sleep looks once more after arming the interrupt, or not", "check", true)
          .or("blind", false);

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
    String on = cpus == 1 ? "one CPU" : cpus + " CPUs";
    return (BusyPollState.PACKETS + " packets, a sender and a receiver on " + on + ", ")
        + (preempt
            ? "a time slice of " + polls(SLICE) + " in vain"
            : "no time slice that ends by itself");
  }

  /** What the controls say. */
  static Setup of(Settings settings) {
    return new Setup(
        settings.get(BUSY_POLL), settings.get(CPUS), settings.get(PREEMPT), settings.get(ARM));
  }
}
