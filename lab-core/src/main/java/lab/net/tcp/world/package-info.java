/**
 * Two hosts, a network that may lose, repeat and reorder, and users that call: everything that may
 * happen is a {@link lab.net.tcp.world.Move}. Start with {@link lab.net.tcp.world.TwoHosts}; it
 * knows no explorer, so that a machine can wrap it in a few lines.
 *
 * <p>Left out: more than {@value lab.net.tcp.world.TwoHosts#MOST_IN_FLIGHT} segments in flight; a
 * retransmission while its original is still in flight (that is the network repeating a segment);
 * users that leave data unread.
 */
package lab.net.tcp.world;
