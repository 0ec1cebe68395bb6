package lab.experiments.cpu.numa;

import lab.experiments.cpu.numa.NumaMachine.State;

/** What is told of a step. */
final class NumaStory {
  private NumaStory() {}

  static String touch(Setup setup, State before, int page, int node) {
    return "The main thread on node 0 is the first to touch page "
        + page
        + ": "
        + placed(setup, before.pages(), Setup.MAIN, node)
        + ".";
  }

  static String access(Setup setup, State before, int page, State after) {
    int served = after.latest();
    int hops = setup.hops(before.worker(), served);
    String takes = setup.nanos(hops) + " ns";
    String worker = "The worker on node " + before.worker();
    if (!before.pages().touched(page)) {
      String placed = placed(setup, before.pages(), before.worker(), served);
      return worker + " is the first to touch page " + page + ": " + placed + "; " + takes + ".";
    }
    String where =
        hops == 0
            ? " in its own node"
            : (hops == 1 ? ", one hop" : ", " + hops + " hops") + " away on node " + served;
    boolean moved = !after.pages().home(page).equals(before.pages().home(page));
    return worker
        + " accesses page "
        + page
        + where
        + ": "
        + takes
        + (moved ? "; the second time in a row, so the page moves to node " + before.worker() : "")
        + ".";
  }

  static String move(State before, int to) {
    return "The scheduler moves the worker from node "
        + before.worker()
        + " to node "
        + to
        + "; its pages stay where they are.";
  }

  /** Why a page that is touched first gets that node. */
  private static String placed(Setup setup, Pages pages, int toucher, int node) {
    int wanted = setup.wanted(pages, toucher);
    if (node != wanted) {
      return "node " + wanted + " is full, so it gets memory of node " + node;
    }
    String gets = "it gets memory of node " + node;
    return switch (setup.policy()) {
      case FIRST_TOUCH -> gets + ", where the thread runs";
      case INTERLEAVE -> gets + ", whose turn it is";
      case BIND -> gets + ", to which it is bound";
      case PREFERRED -> gets + ", which is preferred";
    };
  }
}
