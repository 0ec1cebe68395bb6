package lab.experiments.memory.mpmc;

import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.le;
import static lab.memorymodel.Expr.plus;

import lab.experiments.memory.mpmc.MpmcProgram.Shape;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Modes;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Shared;

/** What producers and the consumer have in common: how they look at a slot and reserve an index. */
abstract class MpmcThread {
  final MpmcProgram ring;
  final Shape shape;
  final Modes modes;
  final Registers all;

  /** The index that the thread has read, and would reserve. */
  final Reg index;

  final Reg seen;
  final Reg found;

  MpmcThread(MpmcProgram ring, int thread, String actor, String index) {
    this.ring = ring;
    this.shape = ring.shape;
    this.modes = shape.modes();
    all = new Registers(thread, actor);
    this.index = all.reg(index);
    seen = all.reg("s");
    found = all.reg("found");
  }

  /** As its actions name it. */
  String actor() {
    return all.actor();
  }

  /** What comes of a slot that is not ready: a look at the other index, if that is wanted. */
  void refused(Script code, String label, Shared other, Expr bound) {
    if (shape.definite()) {
      code.load(label, "other", found, other, modes.load(AccessMode.OPAQUE));
      code.branch(le(found, bound), "refuse");
    }
    code.jump("begin again");
  }

  void reserve(Script code, String label, String verb, Shared from) {
    if (shape.compare()) {
      AccessMode asked = modes.readModifyWrite(AccessMode.PLAIN);
      code.compareAndExchange(label, verb, found, from, index, plus(index, 1), asked);
    } else {
      code.store(label, verb, from, plus(index, 1), modes.store(AccessMode.OPAQUE));
    }
  }

  /** After a reservation: on at {@code mine}, or from the start. */
  void lostTheRace(Script code, String mine) {
    if (shape.compare()) {
      code.branch(eq(found, index), mine).jump("begin again");
    } else {
      code.jump(mine);
    }
  }
}
