/**
 * One end of a TCP connection as a value: the state machine of RFC 9293 with the challenge ACKs of
 * RFC 5961, and Linux where it differs. Start with {@link lab.net.tcp.Tcp}: a connection and an
 * event give a reaction. Data is counted, not carried.
 *
 * <p>Left out: urgent data, options (so no timestamps and no window scale), congestion control and
 * round-trip times, delayed acknowledgements, the Nagle rule, data on a SYN (it is sent again),
 * segments kept out of order (they are sent again), the limit on challenge ACKs, and a new
 * connection that is taken from TIME-WAIT.
 */
package lab.net.tcp;
