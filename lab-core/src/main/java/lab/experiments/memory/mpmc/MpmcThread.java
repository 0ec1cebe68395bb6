package lab.experiments.memory.mpmc;

import static lab.experiments.memory.mpmc.MpmcProgram.CONSUMER_INDEX;
import static lab.experiments.memory.mpmc.MpmcProgram.SEQUENCES;
import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.le;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.Optional;
import lab.experiments.memory.mpmc.MpmcProgram.Shape;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;

/** What producers and the consumer have in common: how they look at a slot and reserve an index. */
abstract class MpmcThread {
  // Registers of all threads.
  static final int INDEX = 0;
  static final int SEEN = 1;
  static final int FOUND = 2;

  final Shape shape;

  MpmcThread(Shape shape) {
    this.shape = shape;
  }

  /** What comes of a slot that is not ready: a look at the other index, if that is wanted. */
  void refused(Listing code, String label, int index, Expr bound, String refusal) {
    if (shape.definite()) {
      String name = index == CONSUMER_INDEX ? "consumerIndex" : "producerIndex";
      code.access(
          label, "other", "o = " + name, new Load(FOUND, Cell.at(index), load(AccessMode.OPAQUE)));
      Expr refuses = le(reg(FOUND), bound);
      code.branch(refuses, "again", "if it is %s: the caller tries again".formatted(refusal));
    }
    code.jump("again", "else begin again");
  }

  /** After a reservation: on at {@code mine}, or from the start. */
  void lostTheRace(Listing code, String mine) {
    if (shape.compare()) {
      code.branch(eq(reg(FOUND), reg(INDEX)), mine, "if it succeeded: the slot is mine");
      code.jump("again", "else begin again");
    } else {
      code.jump(mine, "");
    }
  }

  Instruction reserve(int index) {
    if (!shape.compare()) {
      AccessMode asked = shape.shipped() ? AccessMode.OPAQUE : AccessMode.ofStore(shape.mode());
      return new Store(Cell.at(index), plus(reg(INDEX), 1), asked);
    }
    AccessMode asked =
        shape.shipped() ? AccessMode.PLAIN : AccessMode.ofReadModifyWrite(shape.mode());
    return new CompareAndExchange(
        FOUND, Optional.empty(), Cell.at(index), reg(INDEX), plus(reg(INDEX), 1), asked, false);
  }

  String reserveText(String index) {
    return shape.compare() ? "CAS(%s, i, i + 1)".formatted(index) : index + " = i + 1";
  }

  static void forget(Listing code) {
    for (int register : new int[] {INDEX, SEEN, FOUND}) {
      code.assign(register, constant(0), "");
    }
  }

  AccessMode load(AccessMode shipped) {
    return shape.shipped() ? shipped : AccessMode.ofLoad(shape.mode());
  }

  AccessMode store(AccessMode shipped) {
    return shape.shipped() ? shipped : AccessMode.ofStore(shape.mode());
  }

  Cell sequence() {
    return Cell.at(SEQUENCES, wrapped());
  }

  Cell slot() {
    return Cell.at(SEQUENCES + shape.capacity(), wrapped());
  }

  private Expr wrapped() {
    return and(reg(INDEX), shape.capacity() - 1);
  }
}
