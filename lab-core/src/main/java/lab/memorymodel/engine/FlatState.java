package lab.memorymodel.engine;

import java.util.Arrays;
import java.util.Optional;
import lab.memorymodel.ProgramState;

/**
 * A state as one array of words; {@link Layout} says what stands where. The states of two machines
 * are never equal: each has numbers of its own for what its threads are in.
 */
final class FlatState implements ProgramState {
  final Layout layout;
  final int[] words;
  private int hash;

  /** Keeps {@code words}, which nobody may change any more. */
  FlatState(Layout layout, int[] words) {
    this.layout = layout;
    this.words = words;
  }

  @Override
  public int pc(int thread) {
    return layout.threads.line(thread, words[Layout.THREAD + thread]);
  }

  @Override
  public int register(int thread, int register) {
    return layout.threads.register(thread, words[Layout.THREAD + thread], register);
  }

  @Override
  public boolean settled(int thread, int register) {
    return layout.threads.settled(thread, words[Layout.THREAD + thread], register);
  }

  @Override
  public int cell(int cell) {
    return words[layout.cells + cell];
  }

  @Override
  public boolean drained(int thread) {
    return layout.waiting.length == 0 || words[layout.waiting[thread]] == 0;
  }

  @Override
  public boolean done(int thread) {
    return layout.ended(words, thread) && drained(thread);
  }

  @Override
  public boolean allDone() {
    for (int t = 0; t < layout.count; t++) {
      if (!done(t)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Optional<String> failedAssertion() {
    int failed = words[Layout.FAILED];
    return failed == 0 ? Optional.empty() : Optional.of(layout.threads.claims().get(failed - 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlatState that
        && hashCode() == that.hashCode()
        && layout.engine.equals(that.layout.engine)
        && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Arrays.hashCode(words);
    }
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(words);
  }
}
