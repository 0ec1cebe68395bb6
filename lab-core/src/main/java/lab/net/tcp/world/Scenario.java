package lab.net.tcp.world;

import java.util.List;
import lab.input.BadInput;
import lab.net.tcp.Fault;
import lab.net.tcp.Segment;
import lab.net.tcp.SequenceSpace;
import lab.net.tcp.Stack;
import lab.net.tcp.Tcp;

/**
 * How a world begins and what may happen in it. The ready ones are small enough to be searched
 * whole: sequence numbers modulo 16, windows of 2 to 4 octets.
 *
 * @param names what the two hosts are called, such as {@code client} and {@code server}
 * @param iss the first initial sequence number of each
 * @param scripts what their users call
 * @param connected whether the handshake is done when the world begins
 * @param old what is in flight from before
 * @param left what the network and fate may do
 * @param crasher which host may crash
 */
public record Scenario(
    Tcp tcp,
    List<String> names,
    List<Long> iss,
    List<Script> scripts,
    boolean connected,
    List<Flight> old,
    World.Left left,
    int crasher) {
  private static final List<String> ASYMMETRIC = List.of("client", "server");
  private static final List<String> SYMMETRIC = List.of("a", "b");
  private static final int CLIENT = 0;
  private static final int SERVER = 1;
  private static final int MOST_CALLS = 12;
  private static final Tcp SMALL =
      new Tcp(new SequenceSpace(16), 2, 1, true, 4, Stack.RFC_9293, Fault.NONE);

  /**
   * Checks the sizes.
   *
   * @throws BadInput if the sequence space is above 64 or more is in flight than the network takes
   */
  public Scenario {
    if (tcp.space().modulus() > 64) {
      throw new BadInput(
          "a world has at most 64 sequence numbers (got " + tcp.space().modulus() + ")");
    }
    for (Script script : scripts) {
      int calls = script.before().size() + script.calls().size() + script.afterCrash().size();
      if (calls > MOST_CALLS) {
        throw new BadInput("a user calls at most " + MOST_CALLS + " times (got " + calls + ")");
      }
    }
    if (!within(left.losses(), 15)
        || !within(left.duplicates(), 15)
        || !within(left.crashes(), 1)) {
      throw new BadInput(
          "losses and duplicates are 0..15, crashes 0..1 (got "
              + left.losses()
              + ", "
              + left.duplicates()
              + " and "
              + left.crashes()
              + ")");
    }
    if (!tcp.reading()) {
      throw new BadInput("the users of a world read at once (got reading false)");
    }
    for (Flight flight : old) {
      if (flight.era() != 0 || !within(flight.to(), 1) || flight.segment().data() > MOST_CALLS) {
        throw new BadInput(
            "what is old goes to host 0 or 1, is of era 0 and has at most "
                + MOST_CALLS
                + " octets (got "
                + flight
                + ")");
      }
      if (!flight.segment().rst() && flight.segment().window() != tcp.window()) {
        throw new BadInput(
            "every segment of a world offers the window "
                + tcp.window()
                + " (got "
                + flight.segment().window()
                + ")");
      }
    }
    if (old.size() > TwoHosts.MOST_IN_FLIGHT) {
      throw new BadInput(
          "at most "
              + TwoHosts.MOST_IN_FLIGHT
              + " segments are in flight (got "
              + old.size()
              + " old ones)");
    }
    if (names.size() != 2 || iss.size() != 2 || scripts.size() != 2 || (crasher & ~1) != 0) {
      throw new BadInput(
          "a world has two hosts, 0 and 1 (got "
              + names.size()
              + " names, "
              + iss.size()
              + " numbers, "
              + scripts.size()
              + " scripts, crasher "
              + crasher
              + ")");
    }
    names = List.copyOf(names);
    iss = List.copyOf(iss);
    scripts = List.copyOf(scripts);
    old = List.copyOf(old);
  }

  private static boolean within(int number, int most) {
    return number >= 0 && number <= most;
  }

  private static Scenario of(
      List<String> names, Script a, Script b, boolean connected, int losses, int duplicates) {
    return new Scenario(
        SMALL,
        names,
        List.of(4L, 8L),
        List.of(a, b),
        connected,
        List.of(),
        new World.Left(losses, duplicates, 0),
        CLIENT);
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

  /** The same with other first initial sequence numbers. */
  public Scenario withIss(List<Long> first) {
    return new Scenario(tcp, names, first, scripts, connected, old, left, crasher);
  }

  public Scenario with(Tcp other) {
    return new Scenario(other, names, iss, scripts, connected, old, left, crasher);
  }

  public Scenario with(Fault fault) {
    return with(tcp.with(fault));
  }

  public Scenario withOld(Flight... flights) {
    return new Scenario(tcp, names, iss, scripts, connected, List.of(flights), left, crasher);
  }

  /** That host, 0 or 1, may crash once. */
  public Scenario withCrash(int host) {
    return new Scenario(
        tcp,
        names,
        iss,
        scripts,
        connected,
        old,
        new World.Left(left.losses(), left.duplicates(), 1),
        host);
  }

  public Scenario withNetwork(int losses, int duplicates) {
    return new Scenario(
        tcp,
        names,
        iss,
        scripts,
        connected,
        old,
        new World.Left(losses, duplicates, left.crashes()),
        crasher);
  }
}
