package lab.memorymodel.engine;

import java.util.Arrays;

/** What a run left behind: the registers of every thread, and the last value of every cell. */
public final class FinalState implements Comparable<FinalState> {
  private final int[][] registers;
  private final int[] cells;

  private FinalState(int[][] registers, int[] cells) {
    this.registers = registers;
    this.cells = cells;
  }

  static FinalState of(FlatState state) {
    Code code = state.code;
    int[][] registers = new int[code.threads][];
    for (int t = 0; t < code.threads; t++) {
      int from = code.registers[t];
      int to = from + code.program.threads().get(t).registers().size();
      registers[t] = Arrays.copyOfRange(state.words, from, to);
    }
    return new FinalState(
        registers, Arrays.copyOfRange(state.words, code.cells, code.cells + code.cellCount));
  }

  public int register(int thread, int register) {
    return registers[thread][register];
  }

  public int cell(int cell) {
    return cells[cell];
  }

  @Override
  public int compareTo(FinalState other) {
    for (int t = 0; t < registers.length; t++) {
      int order = Arrays.compare(registers[t], other.registers[t]);
      if (order != 0) {
        return order;
      }
    }
    return Arrays.compare(cells, other.cells);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FinalState that
        && Arrays.deepEquals(registers, that.registers)
        && Arrays.equals(cells, that.cells);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(registers) + Arrays.hashCode(cells);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(registers) + Arrays.toString(cells);
  }
}
