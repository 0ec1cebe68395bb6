package lab.experiments.nic.rdma;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.called;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.plus;

import lab.experiments.nic.rdma.RdmaProgram.Use;
import lab.memorymodel.Expr;
import lab.memorymodel.Modes;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.SharedArray;
import lab.memorymodel.Target;

/** How application and NIC count and access; each of the two is a class of its own. */
abstract class RdmaCode {
  final Script code;
  final RdmaMemory memory;
  final Use use;
  final boolean whole;
  final Modes modes;

  RdmaCode(Registers registers, RdmaMemory memory, boolean whole, Modes modes) {
    this.code = new Script(registers);
    this.memory = memory;
    this.use = memory.use;
    this.whole = whole;
    this.modes = modes;
  }

  /** Data, which nothing orders but the accesses around it. */
  void put(String verb, Target to, Expr value) {
    code.store(Script.NONE, verb, to, value, modes.data());
  }

  void take(String verb, Reg into, Target from) {
    code.load(Script.NONE, verb, into, from, modes.data());
  }

  /** Whole operations: what nobody reads any more would only multiply the states. */
  void forget(SharedArray array, Reg index) {
    if (whole) {
      put("forget", array.around(index), constant(0));
    }
  }

  /** What the owner word is in that lap: 1 in the first, 0 in the second. */
  Expr lap(Reg index) {
    return called("this lap's", lt(index, use.entries()));
  }

  static Expr next(Reg index, int size) {
    return called(index.name() + " + 1", ring(plus(index, 1), size));
  }

  /** Counts modulo twice the size, so that full differs from empty. */
  static Expr ring(Expr count, int size) {
    return and(count, 2 * size - 1);
  }

  static Expr times4(Expr e) {
    Expr twice = plus(e, e);
    return plus(twice, twice);
  }

  static Expr times8(Expr e) {
    return plus(times4(e), times4(e));
  }

  static Expr times16(Expr e) {
    Expr eightTimes = times8(e);
    return plus(eightTimes, eightTimes);
  }
}
