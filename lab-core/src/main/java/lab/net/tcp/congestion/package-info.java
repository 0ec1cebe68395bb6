/**
 * How fast a TCP may send, as values: congestion window, loss recovery and retransmission timeout.
 * Start with {@link lab.net.tcp.congestion.Congestion}: a {@link lab.net.tcp.congestion.Sender} and
 * an event give a reaction. {@link lab.net.tcp.congestion.Flow} is the same sender at work, for a
 * simulation that has no time for values.
 *
 * <p>Windows and sequence numbers count segments of one size, times are microseconds, arithmetic is
 * integer as in Linux: what a window has grown beyond whole segments is kept as credit.
 *
 * <p>Left out: the peer's window (it is never the limit), undoing a reduction that was spurious
 * (RFC 3708, 5682), HyStart, a window kept between connections, pacing, the loss of a
 * retransmission found by other means than the timer or RACK, RACK's adaptation to reordering, and
 * classic ECN's echo until CWR: every receiver here echoes exactly the marks, as RFC 8257 says.
 */
package lab.net.tcp.congestion;
