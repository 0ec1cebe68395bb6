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
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Listing;
import lab.memorymodel.Listing.Way;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;

/**
 * Sending, with whole operations as steps: what the processor's write buffer holds back is a thread
 * of its own.
 *
 * <pre>
 *   d    driver  post: payload, descriptor;  doorbell: tail = posted;  reap: wait for DD
 *   bus          desc:len, desc:addr: a word of the oldest descriptor becomes visible
 *                bell: the doorbell arrives at the device
 *   n    device  fetch the descriptor at its head;  complete: read the payload, send it, write DD
 * </pre>
 *
 * <p>Frames are numbered from 1 in cells, and 0 is what a slot holds before its first use. Heads
 * and tails count frames; that the device compares them modulo the ring is in its fetch.
 */
final class TxProgram extends SlotProgram {
  static final int D = 0;
  static final int BUS = 1;
  static final int N = 2;

  // The driver's registers.
  static final int POSTED = 0;
  static final int RUNG = 1;
  static final int REAPED = 2;

  /** Whether a post went to a slot that the device had not finished with. */
  static final int STOLEN = 3;

  private static final int X = 4;

  // The bus's.
  static final int SHOWN = 0;
  static final int HALF = 1;
  static final int BELL = 2;

  // The device's.
  static final int HEAD = 0;
  static final int LEN = 1;
  static final int ADDR = 2;

  /** Whether a descriptor was fetched that was not all written. */
  static final int UNWRITTEN = 3;

  /** Whether other bytes left than the driver wrote. */
  static final int WRONG = 4;

  private static final int BYTES = 5;
  private static final int AWAKE = 6;
  private static final int HEARD = 7;

  private TxProgram(Setup setup) {
    super(setup);
  }

  static Program of(Setup setup) {
    TxProgram p = new TxProgram(setup);
    List<SharedCell> cells = new ArrayList<>();
    for (String name : List.of(setup.own() ? "own" : "len", "addr", "dd", "pay")) {
      for (int i = 0; i < setup.slots(); i++) {
        cells.add(new SharedCell(name + i, 0));
      }
    }
    for (String name : List.of("(posted)", "(shown)", "(rung)", "tail", "(freed)")) {
      cells.add(new SharedCell(name, 0));
    }
    return new Program("tx", cells, List.of(p.d(), p.bus(), p.n()));
  }

  static int lenCell(int slot) {
    return slot;
  }

  static int addrCell(Setup s, int slot) {
    return s.slots() + slot;
  }

  static int ddCell(Setup s, int slot) {
    return 2 * s.slots() + slot;
  }

  private int posted() {
    return 4 * slots;
  }

  private int shown() {
    return 4 * slots + 1;
  }

  private int rung() {
    return 4 * slots + 2;
  }

  private int tail() {
    return 4 * slots + 3;
  }

  /** The device's head, where only the claim about stolen slots looks. */
  private int freed() {
    return 4 * slots + 4;
  }

  private ThreadCode d() {
    Listing code = new Listing();
    Expr outstanding = minus(reg(POSTED), reg(REAPED));
    Expr more = lt(reg(POSTED), setup.frames());
    Expr room = lt(outstanding, setup.limit());
    code.place("choose");
    code.choose(
        "post, ring or reap",
        new Way("post", "", and(more, room), "post"),
        new Way("doorbell", "", lt(reg(RUNG), reg(POSTED)), "doorbell"),
        new Way("reap", "", lt(reg(REAPED), reg(POSTED)), "reap"));
    code.place("post");
    load(code, X, Cell.at(freed()), "(how far the device is)");
    Expr stolen = ge(minus(reg(POSTED), reg(X)), slots);
    code.assign(STOLEN, or(reg(STOLEN), stolen), "");
    store(code, array(3, reg(POSTED)), plus(reg(POSTED), 1), "payload");
    store(code, array(2, reg(POSTED)), constant(0), "DD = 0");
    store(code, Cell.at(posted()), plus(reg(POSTED), 1), "descriptor, into the write buffer");
    code.assign(POSTED, plus(reg(POSTED), 1), "");
    code.jump("over", "");
    code.place("doorbell");
    if (setup.barrier()) {
      load(code, X, Cell.at(shown()), "write barrier");
      code.branch(lt(reg(X), reg(POSTED)), "doorbell", "");
    }
    store(code, Cell.at(rung()), reg(POSTED), "doorbell");
    code.assign(RUNG, reg(POSTED), "");
    code.jump("over", "");
    code.place("reap");
    if (setup.fault() != Setup.Fault.REUSE_EARLY) {
      load(code, X, array(2, reg(REAPED)), "DD");
      code.branch(eq(reg(X), 0), "reap", "wait for DD");
    }
    code.assign(REAPED, plus(reg(REAPED), 1), "");
    code.place("over");
    code.assign(X, constant(0), "");
    code.jump("choose", "");
    return new ThreadCode("d", List.of("posted", "rung", "reaped", "stolen", "x"), code.lines());
  }

  private ThreadCode bus() {
    Listing code = new Listing();
    int x = 3;
    code.place("choose");
    code.choose(
        "what becomes visible next",
        new Way("desc", setup.own() ? "own" : "len", lengthMayGo(), "len"),
        new Way("desc", "addr", half(2), "addr"),
        new Way("bell", "", constant(1), "bell"));
    word(code, "len", 0, 1, x);
    word(code, "addr", 1, 2, x);
    code.place("bell");
    load(code, x, Cell.at(rung()), "the doorbell on its way");
    code.branch(le(reg(x), reg(BELL)), "bell", "");
    code.assign(BELL, reg(x), "");
    store(code, Cell.at(tail()), reg(BELL), "tail register");
    code.place("over");
    code.assign(x, constant(0), "");
    code.jump("choose", "");
    return new ThreadCode("bus", List.of("shown", "half", "bell", "x"), code.lines());
  }

  /** The OWN word of a ring of such words stays behind the barrier. */
  private Expr lengthMayGo() {
    return setup.own() && setup.barrier() ? eq(reg(HALF), 2) : half(1);
  }

  /** This word of the oldest descriptor has not gone yet. */
  private static Expr half(int word) {
    return ne(reg(HALF), word);
  }

  private void word(Listing code, String name, int array, int bit, int x) {
    code.place(name);
    load(code, x, Cell.at(posted()), "the write buffer");
    code.branch(le(reg(x), reg(SHOWN)), name, "");
    store(code, array(array, reg(SHOWN)), plus(reg(SHOWN), 1), name);
    code.assign(HALF, plus(reg(HALF), bit), "");
    code.branch(ne(reg(HALF), 3), "over", "");
    code.assign(HALF, constant(0), "");
    code.assign(SHOWN, plus(reg(SHOWN), 1), "");
    store(code, Cell.at(shown()), reg(SHOWN), "(all of it is visible)");
    code.jump("over", "");
  }

  private ThreadCode n() {
    Listing code = new Listing();
    code.place("again");
    code.operation("F1", "fetch", "tail", loads(BYTES, Cell.at(tail())));
    if (setup.own()) {
      code.branch(eq(reg(AWAKE), 1), "look", "");
      code.branch(eq(reg(BYTES), reg(HEARD)), "again", "sleep until the doorbell");
      code.assign(HEARD, reg(BYTES), "");
      code.assign(AWAKE, constant(1), "");
      code.place("look");
    } else {
      Expr none = eq(slot(reg(HEAD)), slot(reg(BYTES)));
      code.branch(none, "again", "if head == tail: nothing is the device's");
    }
    code.assign(BYTES, constant(0), "");
    load(code, LEN, array(0, reg(HEAD)), "length");
    load(code, ADDR, array(1, reg(HEAD)), "address");
    if (setup.own()) {
      code.branch(ne(reg(LEN), 0), "owned", "");
      code.assign(AWAKE, constant(0), "(not owned: sleep)");
      code.assign(ADDR, constant(0), "");
      code.jump("again", "");
      code.place("owned");
    }
    Expr length = ne(reg(LEN), plus(reg(HEAD), 1));
    Expr address = ne(reg(ADDR), plus(reg(HEAD), 1));
    Expr bad = or(length, address);
    code.assign(UNWRITTEN, or(reg(UNWRITTEN), bad), "");
    code.operation("F2", "complete", "head", new Load(BYTES, Cell.at(tail()), AccessMode.OPAQUE));
    code.assign(BYTES, constant(0), "");
    code.branch(eq(reg(LEN), 0), "moved", "an empty slot: nothing leaves");
    code.branch(eq(reg(ADDR), 0), "read", "address 0");
    Expr buffer = minus(reg(ADDR), 1);
    load(code, BYTES, array(3, buffer), "payload");
    code.place("read");
    Expr other = ne(reg(BYTES), plus(reg(HEAD), 1));
    code.assign(WRONG, or(reg(WRONG), or(other, length)), "");
    if (setup.own()) {
      store(code, array(0, reg(HEAD)), constant(0), "OWN = 0");
    }
    if (setup.fault() != Setup.Fault.NO_RS) {
      store(code, array(2, reg(HEAD)), constant(1), "DD = 1");
    }
    code.place("moved");
    code.assign(HEAD, plus(reg(HEAD), 1), "");
    store(code, Cell.at(freed()), reg(HEAD), "head");
    for (int register : new int[] {LEN, ADDR, BYTES}) {
      code.assign(register, constant(0), "");
    }
    code.jump("again", "");
    return new ThreadCode(
        "n",
        List.of("head", "len", "addr", "unwritten", "wrong", "bytes", "awake", "heard"),
        code.lines());
  }
}
