package lab.experiments.nic.descriptorring;

import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.reg;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Expr.Operator;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Listing.Way;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;

/**
 * Receiving, with whole operations as steps. At the start the driver has posted a buffer in every
 * slot but one (every slot of a ring with OWN bits).
 *
 * <pre>
 *   w  wire    frame: a frame arrives
 *   n  device  write: the payload, into the buffer at its head;  dd: the status, with DD
 *   d  driver  reap: wait for DD;  read: the payload;  post: a buffer again, and the doorbell
 * </pre>
 *
 * <p>Without a read barrier the processor, or the compiler, may do {@code read} before {@code
 * reap}.
 */
final class RxProgram {
  static final int D = 0;
  static final int W = 1;
  static final int N = 2;

  // The driver's registers.
  static final int TAKEN = 0;
  static final int POSTED = 1;
  static final int SEEN = 2;
  static final int READ = 3;
  static final int BYTES = 4;

  /** Whether other bytes were handed up than came. */
  static final int WRONG = 5;

  private static final int X = 6;

  /** The wire's: frames so far. The device's: its head. */
  static final int COUNT = 0;

  private static final int T = 1;

  private final Setup setup;
  private final int slots;

  private RxProgram(Setup setup) {
    this.setup = setup;
    this.slots = setup.slots();
  }

  static Program of(Setup setup) {
    RxProgram p = new RxProgram(setup);
    List<SharedCell> cells = new ArrayList<>();
    for (String name : List.of("dd", "pay")) {
      for (int i = 0; i < setup.slots(); i++) {
        cells.add(new SharedCell(name + i, 0));
      }
    }
    cells.add(new SharedCell("wire", 0));
    cells.add(new SharedCell("tail", setup.limit()));
    return new Program("rx", cells, List.of(p.d(), p.w(), p.n()));
  }

  static int ddCell(int slot) {
    return slot;
  }

  static int payCell(Setup s, int slot) {
    return s.slots() + slot;
  }

  private int wire() {
    return 2 * slots;
  }

  private int tail() {
    return 2 * slots + 1;
  }

  private ThreadCode d() {
    Listing code = new Listing();
    Expr early = setup.readBarrier() ? op(reg(SEEN), Operator.EQ, constant(1)) : constant(1);
    Expr unread = op(reg(READ), Operator.EQ, constant(0));
    Expr unseen = op(reg(SEEN), Operator.EQ, constant(0));
    Expr refill =
        setup.fault() == Setup.Fault.NO_REFILL
            ? constant(0)
            : op(reg(POSTED), Operator.LT, reg(TAKEN));
    Expr held = op(op(reg(TAKEN), Operator.SUB, reg(POSTED)), Operator.LT, constant(setup.limit()));
    Expr mine = op(held, Operator.AND, op(reg(TAKEN), Operator.LT, constant(setup.frames())));
    code.place("choose");
    code.choose(
        "look for DD, read, or post a buffer",
        new Way("reap", "", op(unseen, Operator.AND, mine), "reap"),
        new Way("read", "", op(op(unread, Operator.AND, early), Operator.AND, mine), "read"),
        new Way("post", "", refill, "post"));
    code.place("reap");
    load(code, X, array(0, reg(TAKEN)), "DD");
    code.branch(op(reg(X), Operator.EQ, constant(0)), "reap", "wait for DD");
    code.assign(SEEN, constant(1), "");
    code.jump("both", "");
    code.place("read");
    load(code, BYTES, array(1, reg(TAKEN)), "payload");
    code.assign(READ, constant(1), "");
    code.place("both");
    code.branch(op(reg(SEEN), Operator.NE, reg(READ)), "over", "");
    Expr other = op(reg(BYTES), Operator.NE, next(TAKEN));
    code.assign(WRONG, op(reg(WRONG), Operator.OR, other), "");
    code.assign(TAKEN, next(TAKEN), "");
    code.assign(SEEN, constant(0), "");
    code.assign(READ, constant(0), "");
    code.assign(BYTES, constant(0), "");
    code.jump("over", "");
    code.place("post");
    if (setup.fault() != Setup.Fault.DD_KEPT) {
      Expr freed = op(reg(POSTED), Operator.ADD, constant(setup.limit()));
      store(code, array(0, freed), constant(0), "DD = 0");
    }
    code.assign(POSTED, next(POSTED), "");
    store(
        code,
        Cell.at(tail()),
        op(reg(POSTED), Operator.ADD, constant(setup.limit())),
        "tail register");
    code.place("over");
    code.assign(X, constant(0), "");
    code.jump("choose", "");
    return new ThreadCode(
        "d", List.of("taken", "posted", "seen", "read", "bytes", "wrong", "x"), code.lines());
  }

  private ThreadCode w() {
    Listing code = new Listing();
    code.place("again");
    code.branch(op(reg(COUNT), Operator.GE, constant(setup.frames())), "end", "");
    Store frame = new Store(Cell.at(wire()), next(COUNT), AccessMode.OPAQUE);
    code.operation("W1", "frame", "a frame arrives", frame);
    code.assign(COUNT, next(COUNT), "");
    code.jump("again", "");
    code.place("end");
    return new ThreadCode("w", List.of("frames"), code.lines());
  }

  private ThreadCode n() {
    Listing code = new Listing();
    code.place("again");
    code.operation("R1", "write", "wire", loads(T, Cell.at(wire())));
    code.branch(op(reg(T), Operator.LE, reg(COUNT)), "again", "wait for a frame");
    if (setup.own()) {
      load(code, T, array(0, reg(COUNT)), "owner");
      code.branch(op(reg(T), Operator.NE, constant(0)), "again", "the slot is the driver's");
    } else {
      load(code, T, Cell.at(tail()), "tail");
      Expr none = op(slot(reg(T)), Operator.EQ, slot(reg(COUNT)));
      code.branch(none, "again", "if head == tail: there is no buffer");
    }
    code.assign(T, constant(0), "");
    store(code, array(1, reg(COUNT)), next(COUNT), "payload");
    Store done = new Store(array(0, reg(COUNT)), constant(1), AccessMode.OPAQUE);
    code.operation("R2", "dd", "DD = 1", done);
    code.assign(COUNT, next(COUNT), "");
    code.jump("again", "");
    return new ThreadCode("n", List.of("head", "x"), code.lines());
  }

  private Cell array(int number, Expr index) {
    return Cell.at(number * slots, slot(index));
  }

  private Expr slot(Expr count) {
    return op(count, Operator.AND, constant(slots - 1));
  }

  private static void load(Listing code, int register, Cell cell, String text) {
    code.unlabelled("access", text, loads(register, cell));
  }

  private static Load loads(int register, Cell cell) {
    return new Load(register, cell, AccessMode.OPAQUE);
  }

  private static void store(Listing code, Cell cell, Expr value, String text) {
    code.unlabelled("access", text, new Store(cell, value, AccessMode.OPAQUE));
  }

  private static Expr next(int register) {
    return op(reg(register), Operator.ADD, constant(1));
  }

  private static Expr op(Expr left, Operator operator, Expr right) {
    return Expr.of(left, operator, right);
  }
}
