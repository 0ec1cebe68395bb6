package lab.memorymodel;

/**
 * Shared cells side by side, such as the slots of a ring.
 *
 * @param number that of the first cell
 * @param length how many there are
 * @param first the index of the first, usually 0
 */
public record SharedArray(int number, int length, int first, String name) {

  /** The cell at a fixed index. */
  public Shared at(int index) {
    if (index < first || index >= first + length) {
      throw new IndexOutOfBoundsException(
          name + " has cells " + first + ".." + (first + length - 1) + " (got " + index + ")");
    }
    return new Shared(number + index - first, name + index);
  }

  /** The cell at an index that the thread computes; shown as {@code slot[i]}. */
  public Target at(Expr index) {
    return at(first == 0 ? index : Expr.minus(index, first), index.words());
  }

  /**
   * The cell of a ring at an index that counts on, lap after lap; shown as {@code slot[i]}. The
   * length of a ring is a power of two.
   */
  public Target around(Expr index) {
    if (Integer.bitCount(length) != 1) {
      throw new IllegalStateException(name + " is no ring: it has " + length + " cells");
    }
    return at(Expr.and(index, length - 1), index.words());
  }

  /** The value at an index in a state. */
  public int in(ProgramState state, int index) {
    return at(index).in(state);
  }

  private At at(Expr fromFirst, String words) {
    return new At(Instruction.Cell.at(number, fromFirst.plain()), name + "[" + words + "]");
  }

  private record At(Instruction.Cell cell, String words) implements Target {}
}
