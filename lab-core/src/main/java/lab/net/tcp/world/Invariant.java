package lab.net.tcp.world;

import lab.net.tcp.Connection;
import lab.net.tcp.SequenceSpace;
import lab.net.tcp.State;
import lab.net.tcp.Tcp;

/** What is to hold in every world that can be reached. */
public enum Invariant {
  /** Nobody is connected on the strength of a SYN from before this world. */
  NO_GHOST("no-ghost", "who is ESTABLISHED took a SYN that the peer sent, and no older one") {
    @Override
    boolean isBroken(Scenario scenario, World world) {
      return world.seen().ghost();
    }
  },
  AGREEMENT("agreement", "two that are ESTABLISHED, with nothing under way, agree on the numbers") {
    @Override
    boolean isBroken(Scenario scenario, World world) {
      Connection a = world.host(0).tcp();
      Connection b = world.host(1).tcp();
      return a.is(State.ESTABLISHED)
          && b.is(State.ESTABLISHED)
          && quiet(scenario.tcp(), world)
          && !agree(a, b);
    }
  },
  NO_STALE("no-stale", "no data, FIN or RST of an earlier incarnation is believed") {
    @Override
    boolean isBroken(Scenario scenario, World world) {
      return world.seen().stale();
    }
  },
  SENT_ORDER("sent-order", "SND.UNA is at most SND.NXT") {
    @Override
    boolean isBroken(Scenario scenario, World world) {
      SequenceSpace space = scenario.tcp().space();
      return unordered(space, world.host(0)) || unordered(space, world.host(1));
    }
  },
  ONLY_SENT("only-sent", "nothing is acknowledged that the peer did not send") {
    @Override
    boolean isBroken(Scenario scenario, World world) {
      SequenceSpace space = scenario.tcp().space();
      return beyond(space, world, 0) || beyond(space, world, 1);
    }
  },
  NO_DEADLOCK("no-deadlock", "who waits for the peer has a timer, or something is in flight") {
    @Override
    boolean isBroken(Scenario scenario, World world) {
      return world.net().isEmpty()
          && (hangs(scenario, world.host(0)) || hangs(scenario, world.host(1)));
    }
  },
  NO_RST_FOR_RST("no-rst-for-rst", "no RST is answered by a RST") {
    @Override
    boolean isBroken(Scenario scenario, World world) {
      return world.seen().rstForRst();
    }
  },
  AS_SPECIFIED("as-specified", "whatever happens, a host does what RFC 9293 and RFC 5961 say") {
    @Override
    boolean isBroken(Scenario scenario, World world) {
      return world.seen().otherwise();
    }
  };

  private final String id;
  private final String text;

  Invariant(String id, String text) {
    this.id = id;
    this.text = text;
  }

  /** A short name of letters and hyphens. */
  public String id() {
    return id;
  }

  /** One sentence. */
  public String text() {
    return text;
  }

  /** Whether it does not hold. */
  abstract boolean isBroken(Scenario scenario, World world);

  /** Whether it does not hold in that world. */
  public boolean broken(TwoHosts hosts, World world) {
    return isBroken(hosts.scenario(), world);
  }

  /**
   * Whether nothing is under way and both sides see it alike: connected with the same numbers, or
   * not at all. From everywhere such a world is to be reached; where it is not, two hosts talk past
   * each other for ever.
   */
  public static boolean settled(TwoHosts hosts, World world) {
    Connection a = world.host(0).tcp();
    Connection b = world.host(1).tcp();
    boolean alike = (over(a) && over(b)) || (open(a) && open(b) && agree(a, b));
    return alike && quiet(hosts.scenario().tcp(), world);
  }

  private static boolean quiet(Tcp tcp, World world) {
    return world.net().isEmpty()
        && !hasTimer(tcp, world.host(0).tcp())
        && !hasTimer(tcp, world.host(1).tcp());
  }

  /** A timer of the protocol's own: patience is the user's. */
  private static boolean hasTimer(Tcp tcp, Connection c) {
    return c.is(State.TIME_WAIT) || tcp.retransmits(c);
  }

  /** A host whose patience is limited gives its SYN up. */
  private static boolean hangs(Scenario scenario, Host host) {
    Connection c = host.tcp();
    boolean givesUp = scenario.timing().retries().isPresent() && c.snd().syn();
    return waits(c) && !givesUp && !hasTimer(scenario.tcp(), c);
  }

  private static boolean unordered(SequenceSpace space, Host host) {
    return !space.atMost(host.tcp().snd().una(), host.tcp().snd().nxt());
  }

  private static boolean agree(Connection a, Connection b) {
    return a.rcv().nxt() == b.snd().nxt() && b.rcv().nxt() == a.snd().nxt();
  }

  private static boolean over(Connection c) {
    return c.is(State.CLOSED) || c.is(State.LISTEN);
  }

  private static boolean open(Connection c) {
    return c.is(State.ESTABLISHED) || c.is(State.CLOSE_WAIT) || c.is(State.FIN_WAIT_2);
  }

  /** Whether the peer, or time, is to make the next step; not the user. */
  private static boolean waits(Connection c) {
    return switch (c.state()) {
      case SYN_SENT, SYN_RECEIVED, FIN_WAIT_1, CLOSING, LAST_ACK, TIME_WAIT -> true;
      case CLOSED, LISTEN, ESTABLISHED, FIN_WAIT_2, CLOSE_WAIT -> false;
    };
  }

  /** Whether a host expects more than this incarnation of its peer has sent. */
  private static boolean beyond(SequenceSpace space, World world, int h) {
    Host host = world.host(h);
    Host peer = world.host(1 - h);
    boolean sameConnection =
        !over(host.tcp())
            && !over(peer.tcp())
            && host.past().peerEra() == peer.past().era()
            && host.tcp().rcv().irs() == peer.tcp().snd().iss();
    return sameConnection
        && !host.tcp().is(State.SYN_SENT)
        && space.less(peer.tcp().snd().nxt(), host.tcp().rcv().nxt());
  }
}
