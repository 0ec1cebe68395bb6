package lab.experiments.memory.rcu;

import static lab.memorymodel.Expr.called;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Script.NONE;

import lab.experiments.memory.rcu.RcuProgram.Pin;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Shared;

/** A reader: what it knows, and its one section. */
final class RcuReader {
  private final Registers all;

  /** The node it holds; 0 for none. */
  final Reg found;

  final Reg pinned;

  /** The content it read last. */
  final Reg value;

  /** Odd while it is pinned. */
  final Shared epoch;

  RcuReader(int thread, Shared epoch) {
    all = new Registers(thread, "reader" + (thread + 1));
    found = all.reg("p");
    pinned = all.reg("pinned");
    value = all.reg("v");
    this.epoch = epoch;
  }

  String actor() {
    return all.actor();
  }

  int thread() {
    return all.thread();
  }

  /** As it is called in a sentence. */
  String name() {
    return "reader " + (thread() + 1);
  }

  ThreadCode code(RcuProgram rcu) {
    boolean last = this == rcu.readers.getLast();
    Pin pin = rcu.setup.pin();
    Expr next = plus(pinned, 1);
    Script code = new Script(all);
    // As it ships the pin's store is opaque, for the fence is what orders it.
    AccessMode pins =
        rcu.modes.store(pin == Pin.ACQUIRE_RELEASE ? AccessMode.RELEASE : AccessMode.OPAQUE);
    code.begin().store(rcu.label("R1"), "enter", epoch, called("1 (odd: pinned)", next), pins);
    code.note(pinned, constant(1));
    if (pin == Pin.FULL) {
      code.fence(rcu.label("R2"), "fence", FenceKind.FULL);
    }
    code.load(NONE, "follow", found, rcu.pointer, rcu.modes.load(AccessMode.ACQUIRE));
    code.branch(eq(found, 0), "leave");
    for (int i = 0; i < (last ? rcu.setup.reads() : 1); i++) {
      AccessMode reads = rcu.modes.load(AccessMode.OPAQUE);
      code.begin().load(NONE, "read", value, rcu.node(found), reads);
      code.check(ne(value, RcuProgram.POISON), RcuProgram.READS_FREED);
    }
    code.place("leave");
    if (!last || !rcu.setup.stall()) {
      AccessMode unpins = rcu.modes.store(AccessMode.RELEASE);
      code.begin().store(rcu.label("R4"), "exit", epoch, called("2 (even)", next), unpins);
      code.forget(pinned, found);
    }
    return code.thread();
  }
}
