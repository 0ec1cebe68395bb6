package lab.net.tcp.congestion;

/** What happens to a sender, and when. */
public sealed interface Event {
  /** Microseconds since the beginning. */
  long atMicros();

  /** The application gives more segments. */
  record Supplied(long atMicros, long segments) implements Event {}

  /** An acknowledgement arrives. */
  record Acked(long atMicros, Ack ack) implements Event {}

  /** The time for which the sender asked has come ({@link Timer#next}). */
  record TimerEnded(long atMicros) implements Event {}
}
