package lab.memorymodel.messages;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.FenceKind;

/** What memory has to keep for those who use it: everything else could not matter. */
public final class Traits {
  private final boolean graph;
  private final boolean loops;
  private final boolean writesInLoops;
  private final boolean views;
  private final boolean fenceView;
  private final boolean heavy;
  private final boolean[] acquire;
  private final boolean[][] release;

  /**
   * @param uses everything that the threads may do
   */
  public Traits(MemoryShape shape, List<Use> uses) {
    boolean volatiles = false;
    boolean weaker = false;
    boolean fullFences = false;
    boolean acquiring = false;
    boolean loop = false;
    boolean writesInLoop = false;
    heavy = uses.stream().anyMatch(u -> u instanceof Use.Fence f && f.kind() == FenceKind.HEAVY);
    acquire = new boolean[shape.threads()];
    release = new boolean[shape.threads()][shape.cells()];
    for (int t = 0; t < shape.threads(); t++) {
      boolean releasing = heavy;
      acquire[t] = heavy;
      for (Use use : of(t, uses)) {
        loop |= use.again();
        switch (use) {
          case Use.Access a -> {
            writesInLoop |= a.again() && a.writes();
            volatiles |= a.mode() == AccessMode.VOLATILE;
            weaker |= a.mode() != AccessMode.VOLATILE;
            acquiring |= a.reads() && a.mode().acquires();
            releasing |= a.writes() && a.mode().releases();
          }
          case Use.Fence f -> {
            fullFences |= f.kind().full();
            acquire[t] |= f.kind() != FenceKind.RELEASE;
            releasing |= f.kind() != FenceKind.ACQUIRE;
          }
        }
      }
      acquiring |= acquire[t];
      for (Use use : of(t, uses)) {
        if (releasing && use instanceof Use.Access a && a.writes() && !a.mode().releases()) {
          for (int x = a.first(); x < a.end(); x++) {
            release[t][x] = true;
          }
        }
      }
    }
    graph = volatiles && weaker;
    loops = loop;
    writesInLoops = writesInLoop;
    views = acquiring;
    fenceView = !graph && (fullFences || volatiles);
  }

  private static List<Use> of(int thread, List<Use> uses) {
    return uses.stream().filter(u -> u.thread() == thread).toList();
  }

  /** Whether one thread's fence may be a fence of all. */
  boolean heavy() {
    return heavy;
  }

  /**
   * Whether the graph of the run is kept and checked, as it must be where volatile accesses meet
   * weaker ones. All volatile, or only fences: the view S decides the same.
   */
  public boolean graph() {
    return graph;
  }

  /** Whether anything can be executed twice. */
  boolean loops() {
    return loops;
  }

  /** Whether the number of writes of a run has no bound. */
  public boolean writesInLoops() {
    return writesInLoops;
  }

  /** Whether messages carry views: not if nobody acquires. */
  public boolean views() {
    return views;
  }

  boolean keepsFenceView() {
    return fenceView;
  }

  boolean keepsAcquire(int thread) {
    return acquire[thread];
  }

  /** Whether a write of the cell may carry what an earlier release of the thread has released. */
  boolean keepsRelease(int thread, int cell) {
    return views && release[thread][cell];
  }
}
