package lab.experiments.cpu.cache;

import java.util.List;
import java.util.stream.IntStream;
import lab.input.BadInput;

/** In which order a walk loads the lines. */
enum Order {
  /** One after the other, each once. */
  TURN,
  /**
   * The string of Belady, Nelson and Shedler (CACM 1969): under FIFO it misses 9 times where three
   * lines have room, and 10 times where four have.
   */
  BELADY;

  private static final List<Integer> STRING = List.of(0, 1, 2, 3, 0, 1, 4, 0, 1, 2, 3, 4);
  private static final int STRING_LINES = 5;

  /** The lines of a walk over so many. */
  List<Integer> of(int lines) {
    if (this == TURN) {
      return IntStream.range(0, lines).boxed().toList();
    }
    if (lines != STRING_LINES) {
      throw new BadInput("lines is " + STRING_LINES + " under order=belady (got " + lines + ")");
    }
    return STRING;
  }
}
