package lab.experiments.net.handshake;

import java.util.Optional;
import lab.input.BadInput;
import lab.net.tcp.Fault;
import lab.net.tcp.Segment;
import lab.net.tcp.Stack;
import lab.net.tcp.SynRetries;
import lab.net.tcp.world.Flight;
import lab.net.tcp.world.Host;
import lab.net.tcp.world.Scenario;
import lab.net.tcp.world.TwoHosts;
import lab.room.Choice;
import lab.room.Range;
import lab.room.Settings;

/**
 * How the room is set.
 *
 * @param play what the users want
 * @param fault what this TCP gets wrong, if anything
 * @param scenario the world that it comes to
 */
record Setup(Play play, Fault fault, Scenario scenario) {
  private static final int SERVER = 1;
  private static final int NO_LIMIT = -1;

  static final Choice<Fault> VARIANT =
      Choice.of(
              "variant",
              "the handshake, or the one thing that this TCP gets wrong",
              "two-way",
              Fault.TWO_WAY_HANDSHAKE)
          .or("three-way", Fault.NONE)
          .or("ack-x", Fault.ACK_IS_X)
          .or("no-reset", Fault.NO_RST_TO_BAD_SYN_ACK)
          .or("loose-reset", Fault.RST_ANYWHERE_IN_WINDOW)
          .or("same-isn", Fault.ISN_REUSE)
          .or("syn-once", Fault.NO_SYN_RETRANSMISSION)
          .primary();
  static final Choice<Play> SCENARIO =
      Choice.of("scenario", "what the two users want of each other", Play.class).primary();
  static final Choice<Old> OLD_SYN =
      Choice.of("oldSyn", "a SYN of an earlier connection is still in flight", Old.class)
          .byDefault("on")
          .primary();
  static final Range LOSSES = Range.of("losses", "segments that the net may lose", 0, 2, 1);
  static final Range DUPLICATES =
      Range.of("duplicates", "segments that the net may repeat", 0, 1, 1);
  static final Choice<Integer> RETRIES =
      Choice.of(
              "retries",
              "how often a SYN is sent again before its host gives up",
              "endless",
              NO_LIMIT)
          .or("0", 0)
          .or("1", 1)
          .or("2", 2);
  static final Choice<Stack> STACK =
      Choice.of(
              "stack", "by the letter of RFC 9293, or in the ways of Linux", "rfc", Stack.RFC_9293)
          .or("linux", Stack.LINUX);
  static final Choice<Boolean> TIME_WAIT =
      Choice.of(
              "timeWait", "how long TIME-WAIT lasts: as long as any segment, or less", "2msl", true)
          .or("short", false);
  static final Choice<Boolean> BACKLOG =
      Choice.of("backlog", "room for a connection that nobody has accepted", "free", false)
          .or("full", true);

  /** Which number the old SYN has. */
  enum Old {
    OFF,
    /** One far from those of now. */
    ON,
    /** The one before the client's, so that the client's SYN lies in the window behind it. */
    ADJACENT
  }

  /**
   * What the controls say.
   *
   * @throws BadInput if the world begins connected and nobody could connect, or a backlog is full
   *     and nobody listens with it
   */
  static Setup of(Settings settings) {
    Play play = settings.get(SCENARIO);
    Fault fault = settings.get(VARIANT);
    Scenario plain = play.scenario();
    if (plain.connected() && fault == Fault.ACK_IS_X) {
      throw new BadInput(
          "with variant=ack-x nobody ever connects, and scenario="
              + SCENARIO.word(play)
              + " begins connected; try scenario=open");
    }
    if (settings.get(BACKLOG) && play != Play.OPEN) {
      throw new BadInput(
          "backlog=full needs a server that listens and nothing else: scenario=open (got "
              + SCENARIO.word(play)
              + ")");
    }
    Stack stack = settings.get(STACK);
    Scenario scenario =
        plain
            .with(plain.tcp().with(stack).with(fault))
            .withNetwork(settings.get(LOSSES), settings.get(DUPLICATES));
    scenario = old(settings, plain).map(scenario::andOld).orElse(scenario);
    int retries = settings.get(RETRIES);
    scenario = retries == NO_LIMIT ? scenario : scenario.withRetries(retries(stack, retries));
    scenario = settings.get(TIME_WAIT) ? scenario : scenario.withShortTimeWait();
    scenario = settings.get(BACKLOG) ? scenario.withFullBacklog(SERVER) : scenario;
    return new Setup(play, fault, scenario);
  }

  private static Optional<Flight> old(Settings settings, Scenario plain) {
    Old old = settings.get(OLD_SYN);
    if (old == Old.OFF) {
      return Optional.empty();
    }
    long seq = old == Old.ON ? 0 : plain.tcp().space().add(plain.iss().getFirst(), -1);
    return Optional.of(new Flight(SERVER, Segment.syn(seq, plain.tcp().window()), 0));
  }

  /** Linux waits 1 s at first before each of four; RFC 6298 doubles from the first on. */
  private static SynRetries retries(Stack stack, int retries) {
    int linear = stack == Stack.LINUX ? SynRetries.LINUX.linear() : 0;
    return new SynRetries(Math.min(linear, retries), retries);
  }

  /** What a host is called in a picture. */
  String title(int h) {
    String name = scenario.names().get(h);
    return name.length() == 1 ? "host " + name : "the " + name;
  }

  /** Seconds from a SYN until it was sent again the last time; a SYN,ACK's waits always double. */
  long waited(Host host) {
    return scenario
        .timing()
        .retries()
        .map(r -> host.tcp().passive() ? new SynRetries(0, r.retries()) : r)
        .map(r -> r.secondsUntil(host.tries()))
        .orElse(0L);
  }

  /** The bounds of this world in words. */
  String world() {
    long modulus = scenario.tcp().space().modulus();
    int old = scenario.beginning().old().size();
    return "two hosts, sequence numbers modulo "
        + modulus
        + ", windows of "
        + scenario.tcp().window()
        + " octets, at most "
        + TwoHosts.MOST_IN_FLIGHT
        + " segments in flight, "
        + (old == 0 ? "none" : old == 1 ? "one" : "two")
        + " of them old, "
        + counted(scenario.left().losses(), "loss", "losses")
        + " and "
        + counted(scenario.left().duplicates(), "repetition", "repetitions");
  }

  private static String counted(int n, String one, String more) {
    return n == 0 ? "no " + one : n == 1 ? "one " + one : n + " " + more;
  }
}
