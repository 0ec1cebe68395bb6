package lab.experiments.cpu.numa;

import lab.input.BadInput;
import lab.room.Choice;
import lab.room.Range;
import lab.room.Settings;

/**
 * Nodes, how many links lie between two of them, and what that costs.
 *
 * @param local nanoseconds of an access within a node
 * @param hop nanoseconds that each link on the way adds under {@link Cost#LINKS}
 * @param near the distance of a node one link away, {@link #SELF} being that of a node to itself
 * @param far that of a node two links away
 */
record Topology(Links links, int nodes, Cost cost, int local, int hop, int near, int far) {
  /** The distance of a node to itself in every SLIT: ACPI fixes it, and the others follow. */
  static final int SELF = 10;

  static final Range NODES = Range.of("nodes", "nodes, each with a CPU and its RAM", 1, 4, 2);
  static final Choice<Links> LINKS =
      Choice.of(
          "links",
          "between any two nodes, around a ring, along a line, or sockets of two nodes each",
          Links.class);
  static final Choice<Cost> COST =
      Choice.of("cost", "what an access over links follows: their number, or the SLIT", Cost.class)
          .primary();
  static final Range LOCAL =
      Range.of("local", "an access within a node", 50, 200, 80).step(10).unit("ns");
  static final Range HOP =
      Range.of("hop", "what each link on the way adds, with cost=links", 0, 200, 60)
          .step(10)
          .unit("ns");
  static final Range NEAR =
      Range.of("near", "the SLIT's distance of a node one link away; 10 is local", 11, 100, 21);
  static final Range FAR =
      Range.of("far", "the SLIT's distance of a node two links away", 11, 100, 31);

  enum Links {
    ALL,
    RING,
    LINE,
    /** Two nodes to a socket are one link apart, those of different sockets two. */
    SOCKETS
  }

  enum Cost {
    LINKS,
    /** As the firmware's table has it, taken by its word: latency relative to 10. */
    SLIT
  }

  Topology {
    if (far < near) {
      throw new BadInput(
          "far is at least near=" + near + " (got " + far + "; add --set far=" + near + ")");
    }
    if (cost == Cost.SLIT && local % SELF != 0) {
      throw new BadInput(
          "local must be a multiple of 10 with cost=slit, so that nanoseconds are whole (got "
              + local
              + ")");
    }
  }

  static Topology of(Settings settings) {
    return new Topology(
        settings.get(LINKS),
        settings.get(NODES),
        settings.get(COST),
        settings.get(LOCAL),
        settings.get(HOP),
        settings.get(NEAR),
        settings.get(FAR));
  }

  /** Links between two nodes. */
  int hops(int a, int b) {
    int apart = Math.abs(a - b);
    return switch (links) {
      case ALL -> Math.min(apart, 1);
      case RING -> Math.min(apart, nodes - apart);
      case LINE -> apart;
      case SOCKETS -> apart == 0 ? 0 : a / 2 == b / 2 ? 1 : 2;
    };
  }

  /** The SLIT's entry for so many links; a third adds as much as the second. */
  int distance(int hops) {
    return hops == 0 ? SELF : near + (hops - 1) * (far - near);
  }

  /** What the cost follows, for so many links. */
  int measure(int hops) {
    return cost == Cost.SLIT ? distance(hops) : hops;
  }

  /** Nanoseconds of an access over so many links. */
  int nanos(int hops) {
    return cost == Cost.SLIT ? local * distance(hops) / SELF : local + hops * hop;
  }

  /** The most links between any two nodes. */
  int farthest() {
    return hops(0, farthestFrom(0));
  }

  /** The node that is the most links away; of several the lowest. */
  int farthestFrom(int from) {
    int best = from;
    for (int node = 0; node < nodes; node++) {
      best = hops(from, node) > hops(from, best) ? node : best;
    }
    return best;
  }

  /** In words. */
  String words() {
    String shape =
        switch (links) {
          case ALL -> ", a link between any two";
          case RING -> " in a ring";
          case LINE -> " in a line";
          case SOCKETS -> ", two to a socket";
        };
    return nodes == 1 ? "one node" : nodes + " nodes" + shape;
  }

  /** What an access costs, in words. */
  String costs() {
    String within = local + " ns within a node";
    if (cost == Cost.LINKS) {
      return within + " and " + hop + " more for each link";
    }
    String slit = "";
    for (int hops = 0; hops <= farthest(); hops++) {
      slit += (hops == 0 ? "" : ", ") + distance(hops);
    }
    return within + ", and elsewhere as the SLIT has it: " + slit;
  }
}
