package lab.experiments.cpu.numa;

import java.util.OptionalInt;
import lab.input.BadInput;
import lab.room.Choice;
import lab.room.Range;
import lab.room.Settings;

/**
 * How the room is set.
 *
 * @param frames pages that the RAM of one node has room for
 * @param local nanoseconds of an access within a node
 * @param hop nanoseconds that each link on the way adds
 * @param threshold nanoseconds that an access may take on average
 * @param from accesses behind which the average is judged
 */
record Setup(
    Initialiser initialiser,
    Policy policy,
    boolean migrates,
    boolean moves,
    int nodes,
    Links links,
    int pages,
    int frames,
    int local,
    int hop,
    int threshold,
    int from) {
  /** The main thread's. */
  static final int MAIN = 0;

  static final Choice<Initialiser> INITIALISER =
      Choice.of("initialiser", "who writes to the pages first", Initialiser.class).primary();
  static final Choice<Policy> POLICY =
      Choice.of("policy", "which node a page gets when it is first touched", Policy.class)
          .primary();
  static final Choice<Boolean> MIGRATE =
      Choice.toggle("migrate", "a page follows who accesses it twice in a row from another node")
          .primary();
  static final Choice<Boolean> MOVES =
      Choice.toggle("moves", "the scheduler may move the worker to another node");
  static final Range NODES = Range.of("nodes", "nodes, each with a CPU and its RAM", 1, 4, 2);
  static final Choice<Links> LINKS =
      Choice.of("links", "a link between any two nodes, or a ring of them", Links.class);
  static final Range PAGES = Range.of("pages", "pages that are used", 1, 6, 4);
  static final Range FRAMES =
      Range.of("frames", "pages that the RAM of one node has room for", 1, 6, 6);
  static final Range LOCAL =
      Range.of("local", "an access within a node", 50, 200, 80).step(10).unit("ns");
  static final Range HOP =
      Range.of("hop", "what each link on the way adds", 0, 200, 60).step(10).unit("ns");
  static final Range THRESHOLD =
      Range.of("threshold", "what an access may take on average", 80, 140, 100)
          .primary()
          .unit("ns");
  static final Range FROM =
      Range.of("from", "the access from which on the average counts", 1, NumaMachine.RUN, 4);

  enum Initialiser {
    /** The main thread on node 0, before or while the worker works. */
    MAIN,
    /** Who uses a page. */
    WORKER
  }

  /** As of Linux, for the whole process. */
  enum Policy {
    FIRST_TOUCH,
    INTERLEAVE,
    BIND,
    PREFERRED
  }

  enum Links {
    ALL,
    RING
  }

  /** Links between two nodes. */
  int hops(int a, int b) {
    int apart = Math.abs(a - b);
    return links == Links.RING ? Math.min(apart, nodes - apart) : Math.min(apart, 1);
  }

  /** Nanoseconds of an access over so many links. */
  int nanos(int hops) {
    return local + hops * hop;
  }

  /** The most links between any two nodes. */
  int farthest() {
    return hops(0, nodes / 2);
  }

  /** The node on which the worker begins, as far from the main thread's as can be. */
  int workerStarts() {
    return nodes / 2;
  }

  /** The node that the policy wants for the next page; it may have no room. */
  int wanted(Pages pages, int toucher) {
    return switch (policy) {
      case FIRST_TOUCH -> toucher;
      case INTERLEAVE -> pages.placed() % nodes;
      case BIND, PREFERRED -> workerStarts();
    };
  }

  /** The node that the next page gets; empty if the policy leaves none with room. */
  OptionalInt place(Pages pages, int toucher) {
    int wanted = wanted(pages, toucher);
    int best = -1;
    for (int node = 0; node < nodes; node++) {
      boolean may = node == wanted || policy != Policy.BIND;
      boolean nearer = best < 0 || hops(wanted, node) < hops(wanted, best);
      if (may && nearer && hasRoom(pages, node)) {
        best = node;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  boolean hasRoom(Pages pages, int node) {
    return pages.on(node) < frames;
  }

  /** The same, but for who writes first. */
  Setup by(Initialiser who) {
    return new Setup(
        who, policy, migrates, moves, nodes, links, pages, frames, local, hop, threshold, from);
  }

  /** The bounds of this world in words. */
  String world() {
    return (nodes == 1
            ? "one node"
            : nodes + " nodes" + (links == Links.RING ? " in a ring" : ", a link between any two"))
        + ", "
        + (pages == 1 ? "one page" : pages + " pages")
        + ", a worker that makes "
        + NumaMachine.RUN
        + " accesses"
        + (moves ? " and may be moved" : " and stays on its node")
        + ", "
        + local
        + " ns within a node and "
        + hop
        + " more for each link";
  }

  /**
   * What the controls say.
   *
   * @throws BadInput if the pages do not fit into the nodes
   */
  static Setup of(Settings settings) {
    int nodes = settings.get(NODES);
    int pages = settings.get(PAGES);
    int frames = settings.get(FRAMES);
    if (nodes * frames < pages) {
      throw new BadInput(
          "pages must fit into nodes * frames = "
              + nodes * frames
              + " (got "
              + pages
              + "; add --set frames="
              + (pages + nodes - 1) / nodes
              + ")");
    }
    return new Setup(
        settings.get(INITIALISER),
        settings.get(POLICY),
        settings.get(MIGRATE),
        settings.get(MOVES),
        nodes,
        settings.get(LINKS),
        pages,
        frames,
        settings.get(LOCAL),
        settings.get(HOP),
        settings.get(THRESHOLD),
        settings.get(FROM));
  }
}
