package lab.explore;

import java.util.Arrays;

/**
 * One breadth-first search, level by level. States are numbered in the order in which a single
 * thread would meet them, however many threads search, so nothing depends on their timing.
 *
 * <p>A narrow level is searched by the calling thread alone, without a word to the others: it steps
 * a batch of states, then looks up where all the steps lead. A wide one is cut into {@link Round}s.
 */
final class Search<S> {
  /** States expanded together by one thread: where they lead fits the first-level cache. */
  static final int BATCH = 64;

  private final Machine<S> machine;
  private final Limits limits;
  private final Crew crew;
  private final Reached<S> reached;
  private final Watch<S> watch;
  private final Batch<S> batch;
  private final Round<S> round;
  private final int worthwhile;
  private int expanded;
  private int level;
  private int levelEnd;

  Search(
      Machine<S> machine,
      Reached<S> reached,
      Watch<S> watch,
      Limits limits,
      Crew crew,
      RoundSize size) {
    this.machine = machine;
    this.reached = reached;
    this.limits = limits;
    this.crew = crew;
    this.watch = watch;
    this.batch = new Batch<>(machine, reached, watch);
    this.round = new Round<>(reached, watch, limits, crew, size.batch());
    this.worthwhile = size.worthwhile();
  }

  /** Searches until everything is visited or a limit is reached. */
  void run(S from, Explorer.Until until) {
    try {
      reached.begin(from);
      searchLevels(until);
    } catch (OutOfMemoryError e) {
      // The budget keeps the tables within the heap; a machine's own garbage may still be too much.
      // States that are counted are whole, so what is known so far is sound.
      limits.end(Exploration.End.MEMORY);
    }
    if (limits.end().orElse(null) != Exploration.End.INTERRUPTED) {
      lookAtUnexpanded();
    }
  }

  private void searchLevels(Explorer.Until until) {
    while (expanded < reached.count()) {
      levelEnd = reached.count();
      while (expanded < levelEnd) {
        int left = levelEnd - expanded;
        boolean wide = crew.threads() > 1 && left >= crew.threads() * worthwhile;
        int to = expanded + Math.min(left, wide ? round.most() : BATCH);
        if (!(wide ? round.expand(machine, expanded, to) : expand(to))) {
          return;
        }
        expanded = to;
        limits.count(reached.count());
        if (until == Explorer.Until.DECIDED && to < reached.count() && watch.allDecided()) {
          limits.end(Exploration.End.DECIDED);
          return;
        }
      }
      if (reached.count() > levelEnd) {
        level++;
      }
    }
  }

  private boolean expand(int to) {
    batch.expand(expanded, to, limits);
    if (limits.end().isPresent()) {
      return false;
    }
    watch.accept(batch.found());
    int most = reached.maxStates() - reached.count();
    if (!reached.reserveEdges(batch.size() + batch.parents())
        || !reached.reserveStates(reached.count() + Math.min(batch.size(), most))) {
      return false;
    }
    for (int step = 0; step < batch.size(); step++) {
      reached.index(batch.hash(step)).touch(batch.hash(step));
    }
    EdgeLog edges = reached.edges();
    int step = 0;
    for (int place = 0; place < batch.parents(); place++) {
      int end = batch.end(place);
      if (step == end && reached.keepsEdges()) {
        edges.add(EdgeLog.NO_STEPS);
      }
      for (; step < end; step++) {
        int target = reached.add(batch, step, batch.parent(place));
        if (target < 0) {
          return false;
        }
        if (reached.keepsEdges()) {
          edges.add(step == end - 1 ? ~target : target);
        }
      }
    }
    return true;
  }

  /** States that were reached but not stepped when a limit ended the search may decide claims. */
  private void lookAtUnexpanded() {
    int[] found = new int[watch.size()];
    Arrays.fill(found, Watch.NONE);
    for (int state = expanded; state < reached.count(); state++) {
      if ((state & 1023) == 0 && limits.isLate()) {
        break;
      }
      watch.look(state, reached.read(state), found);
    }
    watch.accept(found);
  }

  /** Length of the longest shortest schedule so far. */
  int depth() {
    return reached.count() > levelEnd ? level + 1 : level;
  }
}
