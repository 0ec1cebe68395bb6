package lab.memorymodel.engine;

import java.util.List;
import lab.explore.Action;
import lab.explore.Refusal;
import lab.memorymodel.AccessMode;
import lab.memorymodel.FenceKind;

/**
 * What a thread is about to do, all its operands computed.
 *
 * @param cell the cell accessed; -1 if it accesses none
 * @param mode of an access to a cell, of a read-modify-write that of both halves
 * @param fence what a fence orders
 * @param operand the value stored, exchanged or added
 * @param expected what a compare-and-exchange expects
 * @param weak whether it may fail for no reason
 * @param begins whether an operation begins here
 * @param action its action; of a choice none
 * @param spurious the action of its failing for no reason, if it is weak
 * @param ways those of a choice that are open
 * @param closed those that are not, where the thread says why
 */
record Access(
    Kind kind,
    int cell,
    AccessMode mode,
    FenceKind fence,
    int operand,
    int expected,
    boolean weak,
    boolean begins,
    Action action,
    Action spurious,
    List<Way> ways,
    List<Refusal> closed) {

  /** What it does; the first five access a cell. */
  enum Kind {
    LOAD,
    STORE,
    CAS,
    EXCHANGE,
    ADD,
    FENCE,
    CHOICE,
    /** An operation begins here with something that no other thread can notice. */
    NOTHING
  }

  /** One way of a choice; {@code number} is what {@link Threads#after} is told. */
  record Way(Action action, int number) {}

  static Access fence(FenceKind fence, boolean begins, Action action) {
    return without(Kind.FENCE, fence, begins, action, List.of(), List.of());
  }

  static Access choice(List<Way> ways, List<Refusal> closed) {
    return without(Kind.CHOICE, FenceKind.FULL, true, null, ways, closed);
  }

  static Access nothing(Action action) {
    return without(Kind.NOTHING, FenceKind.FULL, true, action, List.of(), List.of());
  }

  private static Access without(
      Kind kind,
      FenceKind fence,
      boolean begins,
      Action action,
      List<Way> ways,
      List<Refusal> closed) {
    return new Access(
        kind, -1, AccessMode.PLAIN, fence, 0, 0, false, begins, action, null, ways, closed);
  }

  boolean readModifyWrite() {
    return kind == Kind.CAS || kind == Kind.EXCHANGE || kind == Kind.ADD;
  }

  boolean accesses() {
    return cell >= 0;
  }

  boolean reads() {
    return kind == Kind.LOAD || readModifyWrite();
  }

  boolean writes() {
    return kind == Kind.STORE || readModifyWrite();
  }

  /** Whether it does what it is there for where it reads {@code old}. */
  boolean matches(int old) {
    return kind != Kind.CAS || old == expected;
  }

  /** What it writes where it reads {@code old}, if it {@link #matches}. */
  int written(int old) {
    return kind == Kind.ADD ? old + operand : operand;
  }
}
