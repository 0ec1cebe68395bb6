package lab.memorymodel.engine;

import java.util.Arrays;
import java.util.Optional;
import lab.memorymodel.ProgramState;

/** A state as one array of words; {@link Code} says what stands where. */
final class FlatState implements ProgramState {
  final Code code;
  final int[] words;
  private int hash;

  /** Keeps {@code words}, which nobody may change any more. */
  FlatState(Code code, int[] words) {
    this.code = code;
    this.words = words;
  }

  @Override
  public int pc(int thread) {
    return words[Code.PC + thread];
  }

  @Override
  public int register(int thread, int register) {
    return words[code.registers[thread] + register];
  }

  @Override
  public int cell(int cell) {
    return words[code.cells + cell];
  }

  @Override
  public boolean done(int thread) {
    return code.ended(words, thread)
        && (code.waiting.length == 0 || words[code.waiting[thread]] == 0);
  }

  @Override
  public boolean allDone() {
    for (int t = 0; t < code.threads; t++) {
      if (!done(t)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Optional<String> failedAssertion() {
    int failed = words[Code.FAILED];
    return failed == 0 ? Optional.empty() : Optional.of(code.claims.get(failed - 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlatState that
        && hashCode() == that.hashCode()
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
    return code.program.name() + Arrays.toString(words);
  }
}
