package lab.experiments.nic.descriptorring;

import static lab.memorymodel.Expr.and;

import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;

/**
 * What sending and receiving have in common where whole operations are steps: cells in arrays of
 * one word a slot, and accesses that need no order of their own.
 */
abstract class SlotProgram {
  final Setup setup;
  final int slots;

  SlotProgram(Setup setup) {
    this.setup = setup;
    this.slots = setup.slots();
  }

  /** The word of array {@code number} in the slot that {@code index} falls on. */
  Cell array(int number, Expr index) {
    return Cell.at(number * slots, slot(index));
  }

  Expr slot(Expr count) {
    return and(count, slots - 1);
  }

  static void load(Listing code, int register, Cell cell, String text) {
    code.unlabelled("access", text, loads(register, cell));
  }

  static Load loads(int register, Cell cell) {
    return new Load(register, cell, AccessMode.OPAQUE);
  }

  static void store(Listing code, Cell cell, Expr value, String text) {
    code.unlabelled("access", text, new Store(cell, value, AccessMode.OPAQUE));
  }
}
