package lab.experiments.cpu.locality;

import lab.input.BadInput;
import lab.room.Choice;
import lab.room.Range;
import lab.room.Settings;

/**
 * How the room is set.
 *
 * @param rows of the matrix, which lies in memory row by row
 * @param lines that the cache has room for
 * @param seed of the random order
 * @param block side of the squares of {@link Order#BLOCKED}
 */
record Setup(
    Order order,
    int rows,
    int columns,
    int lines,
    int seed,
    int stride,
    int block,
    int hitCycles,
    int missCycles) {
  /** Elements of eight bytes in a line of 64. */
  static final int A_LINE = 8;

  static final int ELEMENT_BYTES = 8;

  /** So many are still told apart in a picture. */
  private static final int MOST_ELEMENTS = 1024;

  /** In which order the elements are read, each once. */
  enum Order {
    RANDOM("random", "in a random order"),
    SEQUENTIAL("sequential", "as they lie in memory"),
    COLUMNS("columns", "column by column"),
    STRIDE("stride", "in strides"),
    BLOCKED("blocked", "in squares, each column by column"),
    Z_ORDER("z-order", "in Z-order"),
    FREE("free", "in any order");

    final String word;
    final String words;

    Order(String word, String words) {
      this.word = word;
      this.words = words;
    }
  }

  static final Choice<Order> ORDER =
      Choice.of("order", "in which order the elements are read, each once", Order.class).primary();
  static final Range LINES =
      Range.of("lines", "lines that the cache has room for", 1, 32, 2).primary().unit("lines");
  static final Range ROWS =
      Range.of("rows", "rows of the matrix, one behind the other in memory", 1, 64, 8)
          .group("the matrix");
  static final Range COLUMNS =
      Range.of("columns", "elements of a row, of eight bytes each", 1, 64, 8).group("the matrix");
  static final Range SEED = Range.of("seed", "which random order", 1, 999, 1).group("the order");
  static final Range STRIDE =
      Range.of("stride", "elements from one read to the next, in order=stride", 1, 64, 16)
          .group("the order")
          .unit("elements");
  static final Range BLOCK =
      Range.of("block", "side of a square, in order=blocked", 1, 32, 2)
          .group("the order")
          .unit("elements");
  static final Range HIT =
      Range.of("hitCycles", "the whole time of a read that hits", 1, 20, 1)
          .group("costs")
          .unit("cycles");
  static final Range MISS =
      Range.of("missCycles", "the whole time of a read that misses", 2, 600, 100)
          .group("costs")
          .unit("cycles");

  static Setup of(Settings s) {
    Setup setup =
        new Setup(
            s.get(ORDER),
            s.get(ROWS),
            s.get(COLUMNS),
            s.get(LINES),
            s.get(SEED),
            s.get(STRIDE),
            s.get(BLOCK),
            s.get(HIT),
            s.get(MISS));
    if (setup.elements() > MOST_ELEMENTS) {
      throw new BadInput(
          "rows x columns is at most "
              + MOST_ELEMENTS
              + " (got "
              + setup.rows
              + " x "
              + setup.columns
              + " = "
              + setup.elements()
              + ")");
    }
    if (setup.hitCycles >= setup.missCycles) {
      throw new BadInput(
          "hitCycles is less than missCycles (got "
              + setup.hitCycles
              + " and "
              + setup.missCycles
              + ")");
    }
    return setup;
  }

  Setup in(Order other) {
    return new Setup(other, rows, columns, lines, seed, stride, block, hitCycles, missCycles);
  }

  /** The same through a cache with room for so many lines. */
  Setup through(int room) {
    return new Setup(order, rows, columns, room, seed, stride, block, hitCycles, missCycles);
  }

  int elements() {
    return rows * columns;
  }

  /** Lines on which the matrix lies: what any order must fetch. */
  int linesOfAll() {
    return (elements() + A_LINE - 1) / A_LINE;
  }

  /** The order that this one is held against: the sequential one, or itself against the random. */
  Setup other() {
    return in(order == Order.SEQUENTIAL ? Order.RANDOM : Order.SEQUENTIAL);
  }

  int cycles(int hits, int misses) {
    return hits * hitCycles + misses * missCycles;
  }
}
