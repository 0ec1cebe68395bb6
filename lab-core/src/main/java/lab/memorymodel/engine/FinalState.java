package lab.memorymodel.engine;

import java.util.Arrays;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;

/** What a run left behind: the registers of every thread, and the last value of every cell. */
public final class FinalState implements Comparable<FinalState> {
  private final int[][] registers;
  private final int[] cells;

  private FinalState(int[][] registers, int[] cells) {
    this.registers = registers;
    this.cells = cells;
  }

  static FinalState of(Program program, ProgramState state) {
    int[][] registers = new int[program.threads().size()][];
    for (int t = 0; t < registers.length; t++) {
      registers[t] = new int[program.threads().get(t).registers().size()];
      for (int r = 0; r < registers[t].length; r++) {
        registers[t][r] = state.register(t, r);
      }
    }
    int[] cells = new int[program.cells().size()];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = state.cell(c);
    }
    return new FinalState(registers, cells);
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
