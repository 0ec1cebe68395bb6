package lab.net.tcp.congestion;

import java.util.List;

/**
 * What a sender does about an event.
 *
 * @param after the sender after it
 * @param sent the segments that it sends, in this order
 */
public record Reaction(Sender after, List<Long> sent) {
  public Reaction {
    sent = List.copyOf(sent);
  }
}
