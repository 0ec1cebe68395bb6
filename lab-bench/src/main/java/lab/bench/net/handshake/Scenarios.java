package lab.bench.net.handshake;

import static lab.bench.net.handshake.Twins.CLIENT;
import static lab.bench.net.handshake.Twins.SERVER;

import java.io.IOException;
import java.util.List;

/** What is done to a connection, call by call; a gate holds it where it would not stay. */
final class Scenarios {
  /** Calls, in order. */
  interface Script {
    void play(Twins twins) throws IOException;
  }

  /**
   * A scenario.
   *
   * @param ends two, or one that connects to itself
   */
  record Scenario(String name, int ends, Script script) {}

  static final List<Scenario> ALL =
      List.of(
          new Scenario("connect", 2, Scenarios::connect),
          new Scenario("self-connect", 1, Scenarios::selfConnect),
          new Scenario("self-connect, close", 1, Scenarios::selfClose),
          new Scenario("lost ACK", 2, Scenarios::lostAck),
          new Scenario("close", 2, Scenarios::close),
          new Scenario("close, FIN with ACK", 2, Scenarios::finWithAck),
          new Scenario("half-close", 2, Scenarios::halfClose),
          new Scenario("reset", 2, Scenarios::reset),
          new Scenario("abort", 2, Scenarios::abort),
          new Scenario("refused", 2, Scenarios::refused),
          new Scenario("given up", 2, Scenarios::givenUp),
          new Scenario("backlog 0", 2, Scenarios::backlog),
          new Scenario("no more listening", 2, Scenarios::noMoreListening));

  private Scenarios() {}

  private static void connect(Twins t) throws IOException {
    t.listen(1);
    t.gate(CLIENT, Gate.SHUT);
    t.connect();
    t.gate(CLIENT, Gate.OPEN);
  }

  /** A socket that connects to itself opens simultaneously. */
  private static void selfConnect(Twins t) throws IOException {
    t.gate(CLIENT, Gate.SHUT);
    t.connect();
    t.gate(CLIENT, Gate.NO_ACKS);
    t.gate(CLIENT, Gate.OPEN);
  }

  /** It closes simultaneously too. */
  private static void selfClose(Twins t) throws IOException {
    t.connect();
    // A round trip to measure: without one, what is lost is sent again after 3 s.
    t.send(CLIENT);
    t.receive(CLIENT, 1);
    t.gate(CLIENT, Gate.SHUT);
    t.close(CLIENT);
    t.gateWhileACopyWaits(CLIENT, Gate.FINS);
    // Shut, for Linux takes the ACK of a FIN that came before and lies just left of the window.
    t.gate(CLIENT, Gate.SHUT);
    t.receive(CLIENT, 0);
    t.gate(CLIENT, Gate.OPEN);
  }

  /** The client believes in a connection that the server has not. */
  private static void lostAck(Twins t) throws IOException {
    t.listen(1);
    t.gate(SERVER, Gate.NO_ACKS);
    t.connect();
    t.gate(SERVER, Gate.OPEN);
  }

  private static void close(Twins t) throws IOException {
    t.established();
    t.gate(SERVER, Gate.SHUT);
    t.close(CLIENT);
    t.gate(SERVER, Gate.OPEN);
    t.gate(SERVER, Gate.SHUT);
    t.close(SERVER);
    t.gate(SERVER, Gate.OPEN);
  }

  /** The ACK of a FIN is lost, and comes with the peer's own FIN. */
  private static void finWithAck(Twins t) throws IOException {
    t.established();
    t.gate(CLIENT, Gate.SHUT);
    t.close(CLIENT);
    t.close(SERVER);
    t.gate(CLIENT, Gate.FINS);
  }

  /** One direction is closed, the other still carries data. */
  private static void halfClose(Twins t) throws IOException {
    t.established();
    t.close(CLIENT);
    t.send(SERVER);
    t.receive(CLIENT, 1);
    t.close(SERVER);
  }

  /** A socket is closed with data unread: its peer is to know that it was lost. */
  private static void reset(Twins t) throws IOException {
    t.established();
    t.send(CLIENT);
    t.drop(SERVER);
  }

  private static void abort(Twins t) throws IOException {
    t.established();
    t.abort(SERVER);
  }

  /** Nobody listens. */
  private static void refused(Twins t) throws IOException {
    t.gate(CLIENT, Gate.SHUT);
    t.connect();
    t.gate(CLIENT, Gate.OPEN);
  }

  /** The client is gone when the SYN-ACK comes again: a reset, and the server listens on. */
  private static void givenUp(Twins t) throws IOException {
    t.listen(1);
    t.gate(CLIENT, Gate.SHUT);
    t.connect();
    t.drop(CLIENT);
  }

  private static void noMoreListening(Twins t) throws IOException {
    t.listen(1);
    t.listenNoMore();
  }

  /** With a backlog of 0 one connection waits for accept, and SYNs after it are lost. */
  private static void backlog(Twins t) throws IOException {
    t.listen(0);
    t.queueFull();
    t.connect();
    t.queueEmpty();
  }
}
