package lab.net.tcp.world;

import java.util.ArrayList;
import java.util.List;
import lab.net.tcp.Connection;
import lab.net.tcp.Receiver;
import lab.net.tcp.Segment;
import lab.net.tcp.Sender;
import lab.net.tcp.State;

/**
 * A world in seven {@code long}s, so that a search keeps little and compares fast: a connection in
 * each of the first two, then what else is known of the hosts, the numbers of their SYNs in two,
 * and two segments in each of the last two. {@link Scenario} keeps every field within its bits.
 */
public final class PackedWorld {
  public static final int LONGS = 7;

  private static final List<State> STATES = List.of(State.values());
  private static final List<Sender.Fin> FINS = List.of(Sender.Fin.values());

  private PackedWorld() {}

  /** Writes a world to {@code into[at..at+6]}; equal worlds give equal {@code long}s. */
  public static void pack(World world, long[] into, int at) {
    Bits rest = new Bits(0);
    for (int h = 0; h < 2; h++) {
      Host host = world.host(h);
      into[at + h] = connection(host.tcp());
      rest.put(host.called(), 4).put(host.crashed() ? 1 : 0, 1).put(host.tries(), 3);
      rest.put(host.past().nextIss(), 6).put(host.past().era(), 4).put(host.past().peerEra(), 4);
      into[at + 3 + h] = host.past().isns();
    }
    World.Left left = world.left();
    rest.put(left.losses(), 4).put(left.duplicates(), 4).put(left.crashes(), 1);
    World.Seen seen = world.seen();
    rest.put(seen.ghost() ? 1 : 0, 1).put(seen.stale() ? 1 : 0, 1);
    rest.put(seen.rstForRst() ? 1 : 0, 1).put(seen.otherwise() ? 1 : 0, 1);
    into[at + 2] = rest.value;
    for (int pair = 0; pair < 2; pair++) {
      Bits flights = new Bits(0);
      for (int i = 2 * pair; i < 2 * pair + 2; i++) {
        if (i < world.net().size()) {
          flight(flights, world.net().get(i));
        }
      }
      into[at + 5 + pair] = flights.value;
    }
  }

  private static long connection(Connection c) {
    Sender snd = c.snd();
    return new Bits(0)
        .put(STATES.indexOf(c.state()), 4)
        .put(c.passive() ? 1 : 0, 1)
        .put(snd.iss(), 6)
        .put(snd.una(), 6)
        .put(snd.nxt(), 6)
        .put(snd.syn() ? 1 : 0, 1)
        .put(FINS.indexOf(snd.fin()), 2)
        .put(snd.queued(), 4)
        .put(snd.window().size(), 5)
        .put(snd.window().largest(), 5)
        .put(c.rcv().irs(), 6)
        .put(c.rcv().nxt(), 6)
        .value;
  }

  private static void flight(Bits bits, Flight flight) {
    Segment s = flight.segment();
    bits.put(1, 1).put(flight.to(), 1).put(s.seq(), 6).put(s.hasAck() ? 1 : 0, 1).put(s.ack(), 6);
    bits.put(s.syn() ? 1 : 0, 1).put(s.fin() ? 1 : 0, 1).put(s.rst() ? 1 : 0, 1);
    bits.put(s.data(), 4).put(s.window(), 5).put(flight.era(), 4);
  }

  /** The world that {@link #pack} wrote. */
  public static World unpack(long[] from, int at) {
    Bits rest = new Bits(from[at + 2]);
    List<Host> hosts = new ArrayList<>(2);
    for (int h = 0; h < 2; h++) {
      int called = (int) rest.take(4);
      boolean crashed = rest.flag();
      int tries = (int) rest.take(3);
      long nextIss = rest.take(6);
      int era = (int) rest.take(4);
      int peerEra = (int) rest.take(4);
      Host.Past past = new Host.Past(nextIss, from[at + 3 + h], era, peerEra);
      hosts.add(new Host(connection(new Bits(from[at + h])), called, crashed, tries, past));
    }
    World.Left left = new World.Left((int) rest.take(4), (int) rest.take(4), (int) rest.take(1));
    World.Seen seen = new World.Seen(rest.flag(), rest.flag(), rest.flag(), rest.flag());
    List<Flight> net = new ArrayList<>(TwoHosts.MOST_IN_FLIGHT);
    for (int pair = 0; pair < 2; pair++) {
      Bits bits = new Bits(from[at + 5 + pair]);
      while (bits.flag()) {
        net.add(flight(bits));
      }
    }
    return new World(hosts, net, left, seen);
  }

  private static Connection connection(Bits bits) {
    State state = STATES.get((int) bits.take(4));
    boolean passive = bits.flag();
    long iss = bits.take(6);
    long una = bits.take(6);
    long nxt = bits.take(6);
    boolean syn = bits.flag();
    Sender.Fin fin = FINS.get((int) bits.take(2));
    long queued = bits.take(4);
    Sender.PeerWindow window = new Sender.PeerWindow(bits.take(5), 0, 0, bits.take(5));
    Sender snd = new Sender(iss, una, nxt, syn, fin, queued, window);
    return new Connection(state, passive, snd, new Receiver(bits.take(6), bits.take(6), 0));
  }

  private static Flight flight(Bits bits) {
    int to = (int) bits.take(1);
    long seq = bits.take(6);
    boolean hasAck = bits.flag();
    long ack = bits.take(6);
    boolean syn = bits.flag();
    boolean fin = bits.flag();
    boolean rst = bits.flag();
    Segment segment = new Segment(seq, hasAck, ack, syn, fin, rst, bits.take(4), bits.take(5));
    return new Flight(to, segment, (int) bits.take(4));
  }

  /** Fields in one {@code long}, the first one lowest; written and taken in the same order. */
  private static final class Bits {
    long value;
    private int used;

    Bits(long value) {
      this.value = value;
    }

    Bits put(long field, int bits) {
      if (field >> bits != 0) {
        throw new IllegalStateException(field + " does not fit into " + bits + " bits");
      }
      value |= field << used;
      used += bits;
      return this;
    }

    /** The next field; beyond the last one everything is 0. */
    long take(int bits) {
      long field = used < Long.SIZE ? (value >>> used) & ((1L << bits) - 1) : 0;
      used += bits;
      return field;
    }

    boolean flag() {
      return take(1) == 1;
    }
  }
}
