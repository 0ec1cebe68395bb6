package lab.net.tcp;

/** What may happen to one end of a connection (RFC 9293, 3.10). */
public sealed interface Event {

  /** A segment arrives from the peer (3.10.7). */
  record Arrives(Segment segment) implements Event {}

  /**
   * The user opens towards a known peer (3.10.1).
   *
   * @param iss the initial sequence number; RFC 6528 says how a real host chooses it
   */
  record ActiveOpen(long iss) implements Event {}

  /**
   * The user waits for a peer (3.10.1).
   *
   * @param iss the initial sequence number of the first connection that comes of it
   */
  record PassiveOpen(long iss) implements Event {}

  /** The user gives octets, at least 1 (3.10.2). */
  record Send(long octets) implements Event {}

  /** The user takes every octet that arrived (3.10.3). */
  record Receive() implements Event {}

  /** The user has no more to send (3.10.4). */
  record Close() implements Event {}

  /** The user gives the connection up at once (3.10.5). */
  record Abort() implements Event {}

  /** What was sent has waited too long for its acknowledgement (3.10.8, RFC 6298). */
  record RetransmissionTimeout() implements Event {}

  /** Twice the longest life of a segment is over (3.10.8). */
  record TimeWaitTimeout() implements Event {}

  /** The user waited long enough (3.10.8). */
  record UserTimeout() implements Event {}
}
