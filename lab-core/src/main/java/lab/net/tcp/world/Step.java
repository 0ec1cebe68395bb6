package lab.net.tcp.world;

import java.util.List;
import java.util.Optional;
import lab.net.tcp.Notice;
import lab.net.tcp.Rule;
import lab.net.tcp.Segment;

/**
 * What one move comes to.
 *
 * @param host which host acted or was acted upon; for a segment the one that it goes to
 * @param flight the segment that was delivered, lost or repeated
 * @param next the world afterwards
 * @param rules what TCP decided; empty where only the network or a user acted
 * @param sent what the host sent
 * @param told what its user was told
 */
public record Step(
    Move move,
    int host,
    Optional<Flight> flight,
    World next,
    List<Rule> rules,
    List<Segment> sent,
    List<Notice> told) {
  public Step {
    rules = List.copyOf(rules);
    sent = List.copyOf(sent);
    told = List.copyOf(told);
  }

  /** Without a TCP that decides anything. */
  static Step silent(Move move, int host, Optional<Flight> flight, World next) {
    return new Step(move, host, flight, next, List.of(), List.of(), List.of());
  }
}
