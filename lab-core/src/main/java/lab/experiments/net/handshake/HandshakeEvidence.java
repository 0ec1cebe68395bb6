package lab.experiments.net.handshake;

import java.util.List;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Live;
import lab.room.Outcome;

/** How the host is asked: its kernel speaks TCP as well, and three-way. */
final class HandshakeEvidence {
  /** The settings that an unmodified Linux stands for. */
  static final String LINUX = "variant=three-way stack=linux";

  /** What {@code KernelStates} says of the arrows that its scenarios followed. */
  static final String ARROWS = "arrows of figure 5";

  /** The sides of {@code TunRoundTrips}. */
  static final String STANDING = "open connection";

  static final String OPENED = "new connection";

  /** The sides of {@code ConnectBench}. */
  static final String OPEN = "open";

  static final String NEW = "new";

  private HandshakeEvidence() {}

  static List<Evidence> all() {
    return List.of(
        Live.of(HandshakeClaims.AS_SPECIFIED, "TunKernel")
            .about("the TCP of this room as the peer of this kernel, over a TUN device")
            .settings(LINUX)
            .outcomes(
                Outcome.fine("as-specified", "the kernel answered as the RFCs say"),
                Outcome.fine("linux-way", "the kernel answered otherwise, as Linux is known to"),
                Outcome.bad("other-answer", "the kernel answered as neither says"))
            .timed()
            .unseen("only what its scripts do to the kernel was looked at"),
        Live.of(HandshakeClaims.AS_SPECIFIED, "KernelStates")
            .about("states of connections of this kernel, beside those of the model")
            .settings(LINUX)
            .outcomes(
                Outcome.fine("as-specified", "the kernel was in the state that follows"),
                Outcome.bad("other-state", "the kernel was in another state"))
            .timed()
            .unseen("only connections of this machine with itself were looked at"),
        Live.of(HandshakeClaims.OPEN_ANSWERS_FIRST, "TunRoundTrips")
            .about("a byte and its answer over a TUN device that keeps every packet for 10 ms")
            .settings(LINUX)
            .compares(STANDING, OPENED)
            .timed(),
        Bench.of(HandshakeClaims.OPEN_ANSWERS_FIRST, OPEN, NEW)
            .about("a byte and its answer on an open connection, and on one that is opened for it")
            .score(OPEN, "ConnectBench.open")
            .score(NEW, "ConnectBench.fresh")
            .analogue("on the loopback a round trip is work of the kernel, and no distance"));
  }
}
