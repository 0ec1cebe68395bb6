package lab.net.wire;

import java.util.Optional;
import lab.net.tcp.Segment;

/**
 * What a packet is to one end of a connection.
 *
 * @param segment that arrives there, if one does
 * @param reason why none does; empty if one does
 */
public record Reading(Optional<Segment> segment, String reason) {
  static Reading of(Segment segment) {
    return new Reading(Optional.of(segment), "");
  }

  static Reading none(String reason) {
    return new Reading(Optional.empty(), reason);
  }
}
