package lab.net.tcp.world;

import java.util.List;

/**
 * Two hosts and what is in flight between them.
 *
 * @param hosts both hosts
 * @param net the segments in flight, sorted: a network keeps no order
 * @param left what the network and fate may still do
 * @param seen what happened on the way here that never should; see {@link Invariant}
 */
public record World(List<Host> hosts, List<Flight> net, Left left, Seen seen) {
  public World {
    hosts = List.copyOf(hosts);
    net = List.copyOf(net);
  }

  /**
   * How often something bad may still happen.
   *
   * @param losses segments that may be lost
   * @param duplicates segments that may be repeated
   * @param crashes hosts that may crash
   */
  public record Left(int losses, int duplicates, int crashes) {}

  /**
   * Things that show in a step and not in a state.
   *
   * @param ghost a host became ESTABLISHED with a SYN that its peer never sent in this world
   * @param stale a host took data, a FIN or a RST of an earlier incarnation of its peer
   * @param rstForRst a RST was answered by a RST
   * @param otherwise a host did what a TCP without its fault would not have done
   */
  public record Seen(boolean ghost, boolean stale, boolean rstForRst, boolean otherwise) {
    static final Seen NOTHING = new Seen(false, false, false, false);

    Seen withOtherwise() {
      return new Seen(ghost, stale, rstForRst, true);
    }
  }

  public Host host(int which) {
    return hosts.get(which);
  }

  World with(int which, Host host) {
    return new World(
        which == 0 ? List.of(host, hosts.get(1)) : List.of(hosts.get(0), host), net, left, seen);
  }

  World withNet(List<Flight> flights) {
    return new World(hosts, flights, left, seen);
  }

  World withLeft(Left other) {
    return new World(hosts, net, other, seen);
  }

  World withSeen(Seen other) {
    return new World(hosts, net, left, other);
  }
}
