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

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Script.Way;
import lab.memorymodel.Shared;

/**
 * Receiving, with whole operations as steps. At the start the driver has posted a buffer in every
 * slot but one (every slot of a ring with OWN words).
 *
 * <pre>
 *   wire    frame: a frame arrives
 *   nic     write: the payload, into the buffer at HEAD;  done: the slot's status
 *   driver  reap: wait until the slot is done;  read: the payload;  post: a buffer again, and TAIL
 * </pre>
 *
 * <p>Without a read barrier the processor, or the compiler, may do {@code read} before {@code
 * reap}.
 */
final class RxProgram extends RingProgram {
  private static final Registers DRIVER = new Registers(0, "driver");

  /** Frames that were handed up. */
  static final Reg TAKEN = DRIVER.reg("taken");

  /** Buffers that were posted again. */
  static final Reg POSTED = DRIVER.reg("posted");

  /** Of the frame after those taken: whether done was seen, and its payload read. */
  static final Reg SEEN = DRIVER.reg("seen");

  static final Reg READ = DRIVER.reg("read");
  static final Reg BYTES = DRIVER.reg("bytes");
  private static final Reg WRONG = DRIVER.reg("wrong");
  private static final Reg STATUS = DRIVER.reg("status");

  private static final Registers WIRE = new Registers(1, "wire");
  static final Reg CAME = WIRE.reg("came");

  private static final Registers NIC = new Registers(2, "nic");
  static final Reg HEAD = NIC.reg("head");
  private static final Reg FOUND = NIC.reg("found");

  private final Shared arrived = cells.cell("arrived", 0);
  private final Shared tail;

  RxProgram(Setup setup) {
    super(setup, setup.slots());
    tail = cells.cell("tail", setup.limit());
  }

  @Override
  Program program() {
    return new Program("rx", cells.all(), List.of(driver(), wire(), nic()));
  }

  private ThreadCode driver() {
    Script code = new Script(DRIVER);
    boolean refills = setup.fault() != Setup.Fault.NO_REFILL;
    Expr refill = refills ? lt(POSTED, TAKEN) : constant(0);
    Expr mayRead = setup.readBarrier() ? and(eq(READ, 0), SEEN) : eq(READ, 0);
    Expr mine = and(lt(minus(TAKEN, POSTED), setup.limit()), lt(TAKEN, setup.frames()));
    code.place("choose");
    code.choose(
        new Way("reap", "", and(eq(SEEN, 0), mine), "reap", "the slot was seen to be done"),
        new Way("read", "", and(mayRead, mine), "read", "the payload was read"),
        new Way(
            "post",
            "",
            refill,
            "post",
            refills ? "no buffer is free" : "this driver posts no buffer again"));

    code.place("reap");
    load(code, STATUS, done.at(slot(TAKEN)));
    code.branch(eq(STATUS, 0), "reap");
    code.assign(SEEN, constant(1)).jump("both");

    code.place("read");
    load(code, BYTES, payload.at(slot(TAKEN)));
    code.assign(READ, constant(1));

    code.place("both").branch(ne(SEEN, READ), "over");
    code.note(WRONG, or(WRONG, ne(BYTES, plus(TAKEN, 1))));
    code.assign(TAKEN, plus(TAKEN, 1)).forget(SEEN, READ, BYTES).jump("over");

    code.place("post");
    if (setup.fault() != Setup.Fault.DD_KEPT) {
      store(code, done.at(slot(plus(POSTED, setup.limit()))), constant(0));
    }
    code.assign(POSTED, plus(POSTED, 1));
    store(code, tail, plus(POSTED, setup.limit()));
    code.place("over").forget(STATUS).jump("choose");
    return code.thread();
  }

  private ThreadCode wire() {
    Script code = new Script(WIRE);
    code.place("again").branch(ge(CAME, setup.frames()), "end");
    code.begin().store("W1", "frame", arrived, plus(CAME, 1), AccessMode.OPAQUE);
    code.assign(CAME, plus(CAME, 1)).jump("again").place("end");
    return code.thread();
  }

  private ThreadCode nic() {
    Script code = new Script(NIC);
    // What was read is forgotten if there is nothing to write, or the look were a step.
    code.place("again").forget(FOUND);
    code.begin().load("R1", "write", FOUND, arrived, AccessMode.OPAQUE);
    code.branch(le(FOUND, HEAD), "again");
    if (setup.own()) {
      load(code, FOUND, done.at(slot(HEAD)));
      code.branch(FOUND, "again");
    } else {
      load(code, FOUND, tail);
      code.branch(eq(slot(FOUND), slot(HEAD)), "again");
    }
    code.forget(FOUND);
    store(code, payload.at(slot(HEAD)), plus(HEAD, 1));
    code.begin().store("R2", "done", done.at(slot(HEAD)), constant(1), AccessMode.OPAQUE);
    code.assign(HEAD, plus(HEAD, 1)).jump("again");
    return code.thread();
  }

  /** Next of the driver to post; the NIC knows at once. */
  int tail(ProgramState s) {
    return POSTED.in(s) + setup.limit();
  }

  @Override
  RingPlaces places(Program program, RingTokens tokens) {
    return new RxPlaces(setup, this, tokens);
  }

  @Override
  Indices indices(ProgramState s) {
    return new Indices(TAKEN.in(s), tail(s), tail(s), HEAD.in(s));
  }

  @Override
  boolean isWrong(ProgramState s) {
    return WRONG.isSet(s);
  }

  @Override
  boolean isReaped(ProgramState s) {
    return TAKEN.in(s) == CAME.in(s);
  }

  @Override
  boolean isFinished(ProgramState s) {
    return TAKEN.in(s) == setup.frames();
  }
}
