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
          "%s has cells %d..%d (got %d)".formatted(name, first, first + length - 1, index));
    }
    return new Shared(number + index - first, name + index);
  }

  /** The cell at an index that the thread computes; shown as {@code slot[i]}. */
  public Target at(Expr index) {
    return at(index, index.words());
  }

  /** The same, shown by other words than the index's own, as in {@code slot[i & mask]}. */
  public Target at(Expr index, String words) {
    Expr fromFirst = first == 0 ? index : Expr.minus(index, first);
    return new At(Instruction.Cell.at(number, fromFirst.plain()), name + "[" + words + "]");
  }

  /**
   * The cell of a ring at an index that counts on, lap after lap; shown as {@code slot[i]}. A ring
   * has a power of two for its length and begins at 0.
   */
  public Target around(Expr index) {
    return at(Expr.and(index, length - 1), index.words());
  }

  /** The value at an index in a state. */
  public int in(ProgramState state, int index) {
    return at(index).in(state);
  }

  private record At(Instruction.Cell cell, String words) implements Target {}
}
