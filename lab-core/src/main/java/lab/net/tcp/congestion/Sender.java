package lab.net.tcp.congestion;

/**
 * One end that sends, as a value.
 *
 * @param span what is acknowledged, sent, and given to be sent
 * @param window the congestion window
 * @param episode where loss recovery is
 * @param board each segment in flight
 * @param roundTrip what is known of the round trip
 * @param timer when it wants to be woken
 * @param tail what RACK and TLP keep
 * @param memory what the algorithm keeps
 */
public record Sender(
    Span span,
    Window window,
    Episode episode,
    Scoreboard board,
    RoundTrip roundTrip,
    Timer timer,
    Tail tail,
    Memory memory) {

  /**
   * Numbers of segments, from 0.
   *
   * @param una the oldest one that is not acknowledged
   * @param nxt the next one that is sent for the first time
   * @param supplied one past the last one that the application gave
   */
  public record Span(long una, long nxt, long supplied) {}

  /**
   * What the algorithms keep; each uses its own part.
   *
   * @param cubic CUBIC's
   * @param dctcp DCTCP's
   */
  public record Memory(Cubic cubic, Dctcp dctcp) {
    static final Memory NONE = new Memory(Cubic.NONE, Dctcp.NONE);
  }

  /** FlightSize (RFC 5681): segments sent and not cumulatively acknowledged. */
  public int flight() {
    return (int) (span.nxt() - span.una());
  }

  /**
   * What is probably in the network (pipe of RFC 6675): neither arrived nor lost. Without SACK a
   * duplicate acknowledgement is an arrival.
   */
  public int pipe(Recovery recovery) {
    int pipe = 0;
    for (int i = 0; i < board.size(); i++) {
      boolean gone = board.sacked(i) || (board.lost(i) && !board.resent(i));
      pipe += gone ? 0 : 1;
    }
    return recovery.sack() ? pipe : Math.max(0, pipe - episode.dupAcks());
  }

  public Phase phase() {
    return episode.phase();
  }
}
