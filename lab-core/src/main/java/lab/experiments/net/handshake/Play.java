package lab.experiments.net.handshake;

import java.util.function.Supplier;
import lab.net.tcp.world.Scenario;
import lab.net.tcp.world.Scenarios;

/** What the two users want of each other. */
enum Play {
  /** A client connects to a server that listens, and sends an octet. */
  OPEN(Scenarios::open),
  /** Both connect, to each other. */
  SIMULTANEOUS(Scenarios::simultaneousOpen),
  /** The client sends an octet and closes; the server closes when it likes. */
  CLOSE(Scenarios::close),
  /** Both close. */
  SIMULTANEOUS_CLOSE(Scenarios::simultaneousClose),
  /** Either may close, or give the connection up. */
  RESET(Scenarios::reset),
  /** The client crashes and connects again; the server does not know. */
  HALF_OPEN(Scenarios::halfOpen),
  /** Closed and opened again, by the same two. */
  REOPEN(Scenarios::reopen),
  /** A RST of an earlier connection is in flight, its number within the window. */
  OLD_RESET(Scenarios::oldRst),
  /** Both change their minds while the handshake is under way. */
  EARLY_CLOSE(Scenarios::earlyClose),
  /** Both listen, and one of them sends. */
  SEND_IN_LISTEN(Scenarios::sendInListen);

  private final Supplier<Scenario> scenario;

  Play(Supplier<Scenario> scenario) {
    this.scenario = scenario;
  }

  Scenario scenario() {
    return scenario.get();
  }
}
