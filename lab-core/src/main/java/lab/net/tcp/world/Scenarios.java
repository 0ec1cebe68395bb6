package lab.net.tcp.world;

import java.util.List;
import lab.net.tcp.Fault;
import lab.net.tcp.Segment;
import lab.net.tcp.SequenceSpace;
import lab.net.tcp.Stack;
import lab.net.tcp.Tcp;

/**
 * Worlds that are small enough to be searched whole: sequence numbers modulo 16, windows of 2 to 4
 * octets.
 */
public final class Scenarios {
  private static final List<String> ASYMMETRIC = List.of("client", "server");
  private static final List<String> SYMMETRIC = List.of("a", "b");
  private static final int CLIENT = 0;
  private static final int SERVER = 1;
  private static final Tcp SMALL =
      new Tcp(new SequenceSpace(16), 2, 1, true, 4, Stack.RFC_9293, Fault.NONE);

  private Scenarios() {}

  private static Scenario of(
      List<String> names, Script a, Script b, boolean connected, int losses, int duplicates) {
    return new Scenario(
        SMALL,
        names,
        List.of(4L, 8L),
        List.of(a, b),
        new Beginning(connected, List.of()),
        new World.Left(losses, duplicates, 0),
        CLIENT,
        Timing.PATIENT);
  }

  /** A client connects to a server that listens, and sends an octet. */
  public static Scenario open() {
    return of(ASYMMETRIC, Script.of(Call.CONNECT, Call.SEND), Script.of().listening(), false, 2, 1);
  }

  /** Both connect to each other. */
  public static Scenario simultaneousOpen() {
    return of(SYMMETRIC, Script.of(Call.CONNECT), Script.of(Call.CONNECT), false, 2, 1);
  }

  /** As {@link #open}, while a SYN of an earlier incarnation of the client is still in flight. */
  public static Scenario oldSyn() {
    return of(ASYMMETRIC, Script.of(Call.CONNECT), Script.of().listening(), false, 1, 1)
        .withOld(new Flight(SERVER, Segment.syn(0, 2), 0));
  }

  /** The client sends an octet and closes; the server closes when it likes. */
  public static Scenario close() {
    return of(ASYMMETRIC, Script.of(Call.SEND, Call.CLOSE), Script.of(Call.CLOSE), true, 1, 0);
  }

  /** Both close, and nothing else happens. */
  public static Scenario simultaneousClose() {
    return of(SYMMETRIC, Script.of(Call.CLOSE), Script.of(Call.CLOSE), true, 2, 1);
  }

  /** Either side may give the connection up, whatever the other does. */
  public static Scenario reset() {
    return of(
        ASYMMETRIC,
        Script.of(Call.CLOSE, Call.ABORT),
        Script.of(Call.CLOSE, Call.ABORT),
        true,
        1,
        1);
  }

  /** The client crashes and connects again, while the server believes that it is connected. */
  public static Scenario halfOpen() {
    return of(
            ASYMMETRIC,
            Script.of().afterCrash(Call.CONNECT),
            Script.of(Call.SEND, Call.LISTEN),
            true,
            1,
            1)
        .withCrash(CLIENT);
  }

  /** The connection is closed and opened again, while the network repeats something. */
  public static Scenario reopen() {
    return of(
        ASYMMETRIC,
        Script.of(Call.CLOSE, Call.CONNECT),
        Script.of(Call.CLOSE, Call.LISTEN),
        true,
        0,
        1);
  }

  /** A RST of an earlier incarnation is in flight: within the window, and not where it begins. */
  public static Scenario oldRst() {
    Tcp wide = new Tcp(new SequenceSpace(16), 4, 1, true, 4, Stack.RFC_9293, Fault.NONE);
    return of(ASYMMETRIC, Script.of(Call.SEND), Script.of(), true, 1, 1)
        .with(wide)
        .withOld(new Flight(SERVER, Segment.rst(8), 0));
  }

  /** Users change their minds while the handshake is under way. */
  public static Scenario earlyClose() {
    return of(
        ASYMMETRIC,
        Script.of(Call.CONNECT, Call.CLOSE),
        Script.of(Call.CLOSE).listening(),
        false,
        1,
        0);
  }

  /** Both listen, and one sends: its passive open becomes an active one. */
  public static Scenario sendInListen() {
    return of(SYMMETRIC, Script.of(Call.LISTEN, Call.SEND), Script.of(Call.LISTEN), false, 1, 0);
  }
}
