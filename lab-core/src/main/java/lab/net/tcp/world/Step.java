package lab.net.tcp.world;

import java.util.List;
import lab.net.tcp.Notice;
import lab.net.tcp.Rule;
import lab.net.tcp.Segment;

/**
 * What one move comes to.
 *
 * @param next the world afterwards
 * @param rules what TCP decided; empty where only the network acted
 * @param sent what the host sent
 * @param told what its user was told
 */
public record Step(Move move, World next, List<Rule> rules, List<Segment> sent, List<Notice> told) {
  public Step {
    rules = List.copyOf(rules);
    sent = List.copyOf(sent);
    told = List.copyOf(told);
  }

  static Step ofNet(Move move, World next) {
    return new Step(move, next, List.of(), List.of(), List.of());
  }
}
