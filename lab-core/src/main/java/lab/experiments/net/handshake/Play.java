package lab.experiments.net.handshake;

import lab.net.tcp.world.Scenario;
import lab.net.tcp.world.Scenarios;

/** What the two users want of each other. */
enum Play {
  /** A client connects to a server that listens, and sends an octet. */
  OPEN,
  /** Both connect, to each other. */
  SIMULTANEOUS,
  /** The client sends an octet and closes; the server closes when it likes. */
  CLOSE,
  /** Both close. */
  SIMULTANEOUS_CLOSE,
  /** Either may close, or give the connection up. */
  RESET,
  /** The client crashes and connects again; the server does not know. */
  HALF_OPEN,
  /** Closed and opened again, by the same two. */
  REOPEN,
  /** A RST of an earlier connection is in flight, its number within the window. */
  OLD_RESET,
  /** Both change their minds while the handshake is under way. */
  EARLY_CLOSE,
  /** Both listen, and one of them sends. */
  SEND_IN_LISTEN;

  Scenario scenario() {
    return switch (this) {
      case OPEN -> Scenarios.open();
      case SIMULTANEOUS -> Scenarios.simultaneousOpen();
      case CLOSE -> Scenarios.close();
      case SIMULTANEOUS_CLOSE -> Scenarios.simultaneousClose();
      case RESET -> Scenarios.reset();
      case HALF_OPEN -> Scenarios.halfOpen();
      case REOPEN -> Scenarios.reopen();
      case OLD_RESET -> Scenarios.oldRst();
      case EARLY_CLOSE -> Scenarios.earlyClose();
      case SEND_IN_LISTEN -> Scenarios.sendInListen();
    };
  }
}
