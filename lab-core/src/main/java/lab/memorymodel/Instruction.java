package lab.memorymodel;

import java.util.List;
import java.util.Optional;

/**
 * One instruction of a thread. Registers and program counters are numbers local to the thread;
 * cells are numbers of the program's shared {@linkplain Program#cells() cells}.
 */
public sealed interface Instruction {

  /**
   * Which cell is accessed: {@code base}, or {@code base} plus the value of {@code index}, so that
   * arrays and the fields of nodes are ranges of cells.
   */
  record Cell(int base, Optional<Expr> index) {
    public static Cell at(int cell) {
      return new Cell(cell, Optional.empty());
    }

    public static Cell at(int base, Expr index) {
      return new Cell(base, Optional.of(index));
    }

    public int resolve(int[] registers) {
      return index.map(i -> base + i.eval(registers)).orElse(base);
    }
  }

  /** What reads or writes a shared cell, or does both in one step. */
  sealed interface Access extends Instruction {
    Cell cell();

    AccessMode mode();

    default boolean reads() {
      return !(this instanceof Store);
    }

    default boolean writes() {
      return !(this instanceof Load);
    }
  }

  /** What no other thread can notice: it happens together with the step before it. */
  sealed interface Local extends Instruction {}

  /** {@code register = cell}. */
  record Load(int register, Cell cell, AccessMode mode) implements Access {}

  /** {@code cell = value}. */
  record Store(Cell cell, Expr value, AccessMode mode) implements Access {}

  /**
   * {@code register = cell; if (register == expected) cell = update}, in one step. A weak one may
   * also leave the cell alone although the value was the expected one; {@code succeeded} then
   * tells, for the old value cannot.
   *
   * @param register receives the value that was there before
   * @param succeeded receives 1 or 0, if given
   */
  record CompareAndExchange(
      int register,
      Optional<Integer> succeeded,
      Cell cell,
      Expr expected,
      Expr update,
      AccessMode mode,
      boolean weak)
      implements Access {}

  /** {@code register = cell; cell = value}, in one step. */
  record Exchange(int register, Cell cell, Expr value, AccessMode mode) implements Access {}

  /** {@code register = cell; cell = register + delta}, in one step. */
  record FetchAdd(int register, Cell cell, Expr delta, AccessMode mode) implements Access {}

  /** A fence. */
  record Fence(FenceKind kind) implements Instruction {}

  /** {@code register = value}. */
  record Assign(int register, Expr value) implements Local {}

  /** Goes on at {@code target} if the condition is not 0. */
  record Branch(Expr condition, int target) implements Local {}

  /** Goes on at {@code target}. */
  record Jump(int target) implements Local {}

  /** The claim of that name is broken if the condition is 0 here. */
  record Assert(Expr condition, String claim) implements Local {}

  /** Goes on with one of several ways, as a person might: each is an action of its own. */
  record Choose(List<Way> ways) implements Instruction {
    public Choose {
      ways = List.copyOf(ways);
    }

    /**
     * @param verb the action's verb
     * @param arg the action's argument, may be empty
     * @param guard the way is open while this is not 0
     * @param target where it goes on
     * @param otherwise why the way is not open while the guard is 0; empty: nobody expects it
     */
    public record Way(String verb, String arg, Expr guard, int target, String otherwise) {}
  }
}
