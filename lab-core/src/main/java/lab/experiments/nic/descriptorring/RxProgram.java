package lab.experiments.nic.descriptorring;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.le;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
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
final class RxProgram extends SlotProgram {
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

  private RxProgram(Setup setup) {
    super(setup);
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
    Expr early = setup.readBarrier() ? eq(reg(SEEN), 1) : constant(1);
    Expr unread = eq(reg(READ), 0);
    Expr unseen = eq(reg(SEEN), 0);
    Expr refill =
        setup.fault() == Setup.Fault.NO_REFILL ? constant(0) : lt(reg(POSTED), reg(TAKEN));
    Expr held = lt(minus(reg(TAKEN), reg(POSTED)), setup.limit());
    Expr mine = and(held, lt(reg(TAKEN), setup.frames()));
    code.place("choose");
    code.choose(
        "look for DD, read, or post a buffer",
        new Way("reap", "", and(unseen, mine), "reap"),
        new Way("read", "", and(and(unread, early), mine), "read"),
        new Way("post", "", refill, "post"));
    code.place("reap");
    load(code, X, array(0, reg(TAKEN)), "DD");
    code.branch(eq(reg(X), 0), "reap", "wait for DD");
    code.assign(SEEN, constant(1), "");
    code.jump("both", "");
    code.place("read");
    load(code, BYTES, array(1, reg(TAKEN)), "payload");
    code.assign(READ, constant(1), "");
    code.place("both");
    code.branch(ne(reg(SEEN), reg(READ)), "over", "");
    Expr other = ne(reg(BYTES), plus(reg(TAKEN), 1));
    code.assign(WRONG, or(reg(WRONG), other), "");
    code.assign(TAKEN, plus(reg(TAKEN), 1), "");
    code.assign(SEEN, constant(0), "");
    code.assign(READ, constant(0), "");
    code.assign(BYTES, constant(0), "");
    code.jump("over", "");
    code.place("post");
    if (setup.fault() != Setup.Fault.DD_KEPT) {
      Expr freed = plus(reg(POSTED), setup.limit());
      store(code, array(0, freed), constant(0), "DD = 0");
    }
    code.assign(POSTED, plus(reg(POSTED), 1), "");
    store(code, Cell.at(tail()), plus(reg(POSTED), setup.limit()), "tail register");
    code.place("over");
    code.assign(X, constant(0), "");
    code.jump("choose", "");
    return new ThreadCode(
        "d", List.of("taken", "posted", "seen", "read", "bytes", "wrong", "x"), code.lines());
  }

  private ThreadCode w() {
    Listing code = new Listing();
    code.place("again");
    code.branch(ge(reg(COUNT), setup.frames()), "end", "");
    Store frame = new Store(Cell.at(wire()), plus(reg(COUNT), 1), AccessMode.OPAQUE);
    code.operation("W1", "frame", "a frame arrives", frame);
    code.assign(COUNT, plus(reg(COUNT), 1), "");
    code.jump("again", "");
    code.place("end");
    return new ThreadCode("w", List.of("frames"), code.lines());
  }

  private ThreadCode n() {
    Listing code = new Listing();
    code.place("again");
    code.operation("R1", "write", "wire", loads(T, Cell.at(wire())));
    code.branch(le(reg(T), reg(COUNT)), "again", "wait for a frame");
    if (setup.own()) {
      load(code, T, array(0, reg(COUNT)), "owner");
      code.branch(ne(reg(T), 0), "again", "the slot is the driver's");
    } else {
      load(code, T, Cell.at(tail()), "tail");
      Expr none = eq(slot(reg(T)), slot(reg(COUNT)));
      code.branch(none, "again", "if head == tail: there is no buffer");
    }
    code.assign(T, constant(0), "");
    store(code, array(1, reg(COUNT)), plus(reg(COUNT), 1), "payload");
    Store done = new Store(array(0, reg(COUNT)), constant(1), AccessMode.OPAQUE);
    code.operation("R2", "dd", "DD = 1", done);
    code.assign(COUNT, plus(reg(COUNT), 1), "");
    code.jump("again", "");
    return new ThreadCode("n", List.of("head", "x"), code.lines());
  }
}
