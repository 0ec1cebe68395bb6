package lab.net.tcp;

/**
 * One end of a connection: what RFC 9293 calls its TCB (3.3.1). Only {@link Tcp} makes new ones.
 *
 * @param passive whether it came from LISTEN: then a reset in SYN-RECEIVED leads back there
 */
public record Connection(State state, boolean passive, Sender snd, Receiver rcv) {
  /** No connection: there is no TCB at all. */
  public static final Connection CLOSED =
      new Connection(State.CLOSED, false, Sender.NONE, Receiver.NONE);

  /** Whether it is in that state. */
  public boolean is(State other) {
    return state == other;
  }
}
