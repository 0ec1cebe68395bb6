package lab.net.tcp;

import java.util.List;

/**
 * What one event came to.
 *
 * @param after the connection afterwards
 * @param sent segments to the peer, in order
 * @param told what the user is told, in order
 * @param rules what was decided, in order: arrows and answers, each with its section
 */
public record Reaction(Connection after, List<Segment> sent, List<Notice> told, List<Rule> rules) {
  public Reaction {
    sent = List.copyOf(sent);
    told = List.copyOf(told);
    rules = List.copyOf(rules);
  }
}
