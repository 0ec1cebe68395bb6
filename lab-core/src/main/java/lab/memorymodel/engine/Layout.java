package lab.memorymodel.engine;

import java.util.List;
import lab.memorymodel.Program.SharedCell;

/**
 * What stands where in the words of a state, as far as every memory model has it: word 0 is the
 * number of the broken claim (0 for none), then come the state of each thread and the value of each
 * cell. What a model adds follows at {@link #tail}.
 */
final class Layout {
  static final int FAILED = 0;
  static final int THREAD = 1;

  /** What steps these states. */
  final Engine engine;

  final Threads threads;
  final int count;
  final int cells;
  final int cellCount;
  final int tail;
  private final List<SharedCell> shared;

  /** Where each thread's count of stores not yet in memory stands, if the model has such. */
  int[] waiting = {};

  Layout(Engine engine, Threads threads, List<SharedCell> shared) {
    this.engine = engine;
    this.threads = threads;
    this.shared = shared;
    count = threads.count();
    cells = THREAD + count;
    cellCount = shared.size();
    tail = cells + cellCount;
  }

  /** Every thread about to do its first access; {@code length} words in all. */
  int[] initial(int length) {
    int[] words = new int[length];
    for (int c = 0; c < cellCount; c++) {
      words[cells + c] = shared.get(c).initial();
    }
    for (int t = 0; t < count && words[FAILED] == 0; t++) {
      enter(words, t, threads.start(t));
    }
    return words;
  }

  private void enter(int[] words, int thread, int state) {
    words[THREAD + thread] = state;
    words[FAILED] = threads.failed(thread, state);
  }

  /** What the thread is about to do; null once it has ended. */
  Access next(int[] words, int thread) {
    return threads.next(thread, words[THREAD + thread]);
  }

  /** Lets the thread go on after an access that brings nothing back from memory. */
  void advance(int[] words, int thread) {
    advance(words, thread, 0, true);
  }

  /** Lets the thread go on after its access; parameters as of {@link Threads#after}. */
  void advance(int[] words, int thread, int value, boolean succeeded) {
    enter(words, thread, threads.after(thread, words[THREAD + thread], value, succeeded));
  }

  boolean ended(int[] words, int thread) {
    return next(words, thread) == null;
  }

  String name(int thread) {
    return threads.name(thread);
  }

  String cellName(int cell) {
    return shared.get(cell).name();
  }
}
