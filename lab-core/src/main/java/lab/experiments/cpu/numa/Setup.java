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
 */
record Setup(
    Initialiser initialiser,
    Policy policy,
    boolean migrates,
    boolean moves,
    Topology topology,
    int pages,
    int frames,
    Limit limit) {

  /**
   * What the accesses may take.
   *
   * @param threshold nanoseconds on average
   * @param from the access from which on that is judged
   */
  record Limit(int threshold, int from) {}

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
  static final Range PAGES = Range.of("pages", "pages that are used", 1, Pages.MOST, 4);
  static final Range FRAMES =
      Range.of("frames", "pages that the RAM of one node has room for", 1, 6, 6);
  static final Range THRESHOLD =
      Range.of("threshold", "what an access may take on average", 80, 330, 100)
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

  int nodes() {
    return topology.nodes();
  }

  int hops(int a, int b) {
    return topology.hops(a, b);
  }

  int nanos(int hops) {
    return topology.nanos(hops);
  }

  /** The node on which the worker begins, as far from the main thread's as can be. */
  int workerStarts() {
    return topology.farthestFrom(MAIN);
  }

  /** The node that the policy wants for the next page; it may have no room. */
  int wanted(Pages pages, int toucher) {
    return switch (policy) {
      case FIRST_TOUCH -> toucher;
      case INTERLEAVE -> pages.placed() % nodes();
      case BIND, PREFERRED -> workerStarts();
    };
  }

  /** The node that the next page gets; empty if the policy leaves none with room. */
  OptionalInt place(Pages pages, int toucher) {
    int wanted = wanted(pages, toucher);
    int best = -1;
    for (int node = 0; node < nodes(); node++) {
      boolean may = node == wanted || policy != Policy.BIND;
      boolean nearer = best < 0 || measure(wanted, node) < measure(wanted, best);
      if (may && nearer && hasRoom(pages, node)) {
        best = node;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  private int measure(int from, int to) {
    return topology.measure(hops(from, to));
  }

  boolean hasRoom(Pages pages, int node) {
    return pages.on(node) < frames;
  }

  /** The same, but for who writes first. */
  Setup by(Initialiser who) {
    return new Setup(who, policy, migrates, moves, topology, pages, frames, limit);
  }

  /** The bounds of this world in words. */
  String world() {
    return topology.words()
        + ", "
        + (pages == 1 ? "one page" : pages + " pages")
        + ", a worker that makes "
        + NumaMachine.RUN
        + " accesses"
        + (moves ? " and may be moved" : " and stays on its node")
        + ", "
        + topology.costs();
  }

  /**
   * What the controls say.
   *
   * @throws BadInput if the pages do not fit into the nodes
   */
  static Setup of(Settings settings) {
    Topology topology = Topology.of(settings);
    int nodes = topology.nodes();
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
        topology,
        pages,
        frames,
        new Limit(settings.get(THRESHOLD), settings.get(FROM)));
  }
}
