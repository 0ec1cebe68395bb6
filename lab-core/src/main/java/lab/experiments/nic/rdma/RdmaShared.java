package lab.experiments.nic.rdma;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.rdma.RdmaProgram.Use;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Program.SharedCell;

/**
 * What application and NIC share: the cells, the numbers in them, and how both count and access.
 * Each of the two is a class of its own with its registers and its code.
 */
abstract class RdmaShared {
  // Cells.
  static final int BUFFER = 0;
  static final int DOORBELL = 1;
  static final int CONSUMED = 2;
  static final int STATE = 3;
  static final int RECEIVES = 4;
  static final int DONE = 5;
  static final int REQUESTS = 6;

  /** States of the queue pair, as the cell and the application's register have them. */
  static final List<String> STATES = List.of("RTS", "ERR", "RESET", "INIT", "RTR", "resetting");

  static final int RTS = 0;
  static final int ERR = 1;
  static final int RESET = 2;
  static final int INIT = 3;
  static final int RTR = 4;
  static final int RESETTING = 5;

  // A request: the message at post, whether it is signaled, what is wrong with it.
  static final int MESSAGE = 3;
  static final int SIGNALED = 4;
  static final int ONE_KIND = 8;
  static final List<String> KINDS = List.of("", "lkey", "rkey", "rnr");

  // An entry: the number of the request plus one, and the status.
  static final int INDEX = 15;
  static final int ONE_STATUS = 16;

  final Use use;
  final boolean whole;
  private final String mode;

  RdmaShared(Use use, boolean whole, String mode) {
    this.use = use;
    this.whole = whole;
    this.mode = mode;
  }

  /** Where the owner word of entry {@code i} is; the entry itself follows all owner words. */
  static int owner(Use use) {
    return REQUESTS + use.depth();
  }

  static int entry(Use use) {
    return owner(use) + use.entries();
  }

  static List<SharedCell> cells(Use use) {
    List<SharedCell> cells = new ArrayList<>();
    cells.add(new SharedCell("buffer", 1));
    for (String name : List.of("bell", "consumed", "state", "receives", "done")) {
      cells.add(new SharedCell(name, 0));
    }
    for (int i = 0; i < use.depth(); i++) {
      cells.add(new SharedCell("sq" + i, 0));
    }
    for (String name : List.of("own", "cqe")) {
      for (int i = 0; i < use.entries(); i++) {
        cells.add(new SharedCell(name + i, 0));
      }
    }
    return cells;
  }

  Store store0(int base, Expr index, int size) {
    return new Store(at(base, index, size), constant(0), weak());
  }

  Store release(int cell, Expr value) {
    return new Store(Cell.at(cell), value, store(AccessMode.RELEASE));
  }

  /** Plain data in the class: the accesses around it order it, or nothing does. */
  void data(Listing code, String verb, String text, int cell, Expr value) {
    code.unlabelled(verb, text, new Store(Cell.at(cell), value, weak()));
  }

  void take(Listing code, String verb, String text, int register, Cell cell) {
    code.unlabelled(verb, text, new Load(register, cell, weak()));
  }

  AccessMode weak() {
    return mode.equals("plain") ? AccessMode.PLAIN : AccessMode.OPAQUE;
  }

  AccessMode load(AccessMode shipped) {
    return mode.equals("acquire-release") ? shipped : AccessMode.ofLoad(mode);
  }

  AccessMode store(AccessMode shipped) {
    return mode.equals("acquire-release") ? shipped : AccessMode.ofStore(mode);
  }

  static Cell at(int base, Expr index, int size) {
    return Cell.at(base, and(index, size - 1));
  }

  /** What the owner word is in that lap: 1 in the first, 0 in the second. */
  Expr lap(Expr index) {
    return lt(index, use.entries());
  }

  static Expr next(int register, int size) {
    return ring(plus(reg(register), 1), size);
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
