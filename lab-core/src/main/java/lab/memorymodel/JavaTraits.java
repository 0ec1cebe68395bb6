package lab.memorymodel;

import java.util.Arrays;
import lab.memorymodel.Instruction.Fence.Kind;

/** What the {@code java} model has to keep for a program: everything else could not matter. */
final class JavaTraits {
  private final boolean graph;
  private final boolean loops;
  private final boolean writesInLoops;
  private final boolean views;
  private final boolean fenceView;
  private final boolean heavy;
  private final boolean[] acquire;
  private final boolean[][] release;

  JavaTraits(Code code) {
    boolean volatiles = false;
    boolean weaker = false;
    boolean fullFences = false;
    boolean acquiring = false;
    boolean loop = false;
    heavy = anyHeavy(code);
    boolean writesInLoop = false;
    acquire = new boolean[code.threads];
    release = new boolean[code.threads][code.cellCount];
    for (int t = 0; t < code.threads; t++) {
      boolean releasing = heavy;
      acquire[t] = heavy;
      for (int i = 0; i < code.ops[t].length; i++) {
        Op op = code.ops[t][i];
        boolean again = Loops.around(code.ops[t], i);
        loop |= again;
        writesInLoop |= again && op.accesses() && op.writes();
        if (op.accesses()) {
          volatiles |= op.mode == AccessMode.VOLATILE;
          weaker |= op.mode != AccessMode.VOLATILE;
          acquiring |= op.reads() && op.mode.acquires();
          releasing |= op.writes() && op.mode.releases();
        } else if (op.kind == Op.Kind.FENCE) {
          fullFences |= op.fence.full();
          acquire[t] |= op.fence != Kind.RELEASE;
          releasing |= op.fence != Kind.ACQUIRE;
        }
      }
      acquiring |= acquire[t];
      for (Op op : code.ops[t]) {
        if (releasing && op.accesses() && op.writes() && !op.mode.releases()) {
          int end = op.index == null ? op.base + 1 : code.cellCount;
          for (int x = op.base; x < end; x++) {
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

  private static boolean anyHeavy(Code code) {
    return Arrays.stream(code.ops)
        .flatMap(Arrays::stream)
        .anyMatch(op -> op.kind == Op.Kind.FENCE && op.fence == Kind.HEAVY);
  }

  /** Whether one thread's fence may be a fence of all. */
  boolean heavy() {
    return heavy;
  }

  /**
   * Whether the graph of the run is kept and checked, as it must be where volatile accesses meet
   * weaker ones. All volatile, or only fences: the view S decides the same.
   */
  boolean graph() {
    return graph;
  }

  /** Whether anything can be executed twice. */
  boolean loops() {
    return loops;
  }

  /** Whether the number of writes of a run has no bound. */
  boolean writesInLoops() {
    return writesInLoops;
  }

  /** Whether messages carry views: not if nobody acquires. */
  boolean views() {
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
