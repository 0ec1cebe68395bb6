package lab.memorymodel;

import java.util.List;
import java.util.Optional;

/**
 * A few threads of labelled instructions over shared cells: what every room is in which threads
 * meet in memory. Says nothing of the memory model it runs under.
 *
 * @param name such as {@code MP}
 * @param cells the shared cells with their values at the start
 * @param threads the threads, in the order in which their steps are offered
 */
public record Program(String name, List<SharedCell> cells, List<ThreadCode> threads) {
  public Program {
    cells = List.copyOf(cells);
    threads = List.copyOf(threads);
  }

  /** A shared cell. */
  public record SharedCell(String name, int initial) {}

  /**
   * The code of one thread.
   *
   * @param name the actor of its actions, such as {@code p} or {@code t1}
   * @param registers names of its registers, all 0 at the start
   * @param lines its instructions; it ends by running off the end
   */
  public record ThreadCode(String name, List<String> registers, List<Line> lines) {
    public ThreadCode {
      registers = List.copyOf(registers);
      lines = List.copyOf(lines);
    }
  }

  /**
   * An instruction and how it is called.
   *
   * @param verb the verb of its action, such as {@code data}; local instructions need none
   * @param text as it is shown, such as {@code data = 42}
   * @param label the step label it shares with the real class, such as {@code P2}
   * @param operation whether an operation begins here: with {@code grain=operations} a thread runs
   *     from one such line to the next in a single step
   */
  public record Line(
      Instruction instruction,
      String verb,
      String text,
      Optional<String> label,
      boolean operation) {
    public static Line of(Instruction instruction, String verb, String text) {
      return new Line(instruction, verb, text, Optional.empty(), false);
    }
  }

  /** Number of the cell of that name. */
  public int cell(String cellName) {
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).name().equals(cellName)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no cell " + cellName + " in " + name);
  }
}
