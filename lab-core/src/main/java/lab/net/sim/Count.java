package lab.net.sim;

/**
 * What has happened to a flow's packets.
 *
 * @param sent packets sent, again or not
 * @param dropped packets that the full queue dropped
 * @param lost packets lost otherwise
 * @param marked packets that the queue marked
 * @param arrived packets that came to the receiver, again or not
 * @param timeouts ends of the retransmission timer
 * @param recoveries fast recoveries
 */
public record Count(
    long sent, long dropped, long lost, long marked, long arrived, long timeouts, long recoveries) {
  static final Count NOTHING = new Count(0, 0, 0, 0, 0, 0, 0);
}
