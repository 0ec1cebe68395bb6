package lab.experiments.net.handshake;

import java.util.List;
import lab.room.Evidence;
import lab.room.NoEvidence;

/** How the host is asked: its kernel speaks TCP too, and three-way. */
final class HandshakeEvidence {
  private HandshakeEvidence() {}

  static List<Evidence> all() {
    return List.of(new NoEvidence(HandshakeClaims.NO_GHOST, "not yet"));
  }
}
