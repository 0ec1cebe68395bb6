package lab.memorymodel.engine;

/** Accesses that meet memory directly, in one indivisible step. */
final class ScMemory {
  private ScMemory() {}

  /** Does the access, and lets the thread go on with what came of it. */
  static void execute(Layout layout, int[] words, int thread, Access a) {
    if (!a.accesses()) {
      layout.advance(words, thread); // A fence orders nothing that was not in order.
      return;
    }
    int at = layout.cells + a.cell();
    int old = words[at];
    boolean matches = a.matches(old);
    if (a.writes() && matches) {
      words[at] = a.written(old);
    }
    if (a.reads()) {
      layout.advance(words, thread, old, matches);
    } else {
      layout.advance(words, thread);
    }
  }

  /** Whether a compare-and-exchange would succeed. */
  static boolean matches(Layout layout, int[] words, Access a) {
    return a.matches(words[layout.cells + a.cell()]);
  }

  /** What the access does in this state. */
  static String clause(Layout layout, Story story, int[] words, Access a) {
    if (a.kind() == Access.Kind.FENCE) {
      return Story.fence(a);
    }
    int old = words[layout.cells + a.cell()];
    return switch (a.kind()) {
      case LOAD -> story.reads(a.cell(), old);
      case STORE -> story.writes(a.cell(), a.operand());
      default -> {
        boolean succeeds = a.matches(old);
        yield story.modifies(a, old, succeeds, succeeds ? a.written(old) : old);
      }
    };
  }
}
