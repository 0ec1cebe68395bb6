package lab.experiments.nic.descriptorring;

import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.le;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.plus;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Shared;

/**
 * Sending, with every access as a step, for frames so few that no slot is used twice. The memory
 * model is in the bus's place.
 *
 * <p>The NIC is in order: what it reads after the doorbell is no older than that, and its writes
 * become visible one after the other, as posted writes on PCI Express do. What may be missing is
 * the driver's order alone.
 */
final class TxAccesses extends RingProgram {
  private static final Registers DRIVER = new Registers(0, "driver");
  private static final Reg REAPED = DRIVER.reg("reaped");
  private static final Reg SEEN = DRIVER.reg("seen");

  private static final Registers NIC = new Registers(1, "nic");
  private static final Reg UNWRITTEN = NIC.reg("unwritten");
  private static final Reg WRONG = NIC.reg("wrong");

  /** Bit i: slot i was found empty, so that nothing left. */
  private static final Reg EMPTY = NIC.reg("empty");

  private static final Reg FOUND = NIC.reg("found");
  private static final Reg READ = NIC.reg("read");

  private final Shared tail;

  TxAccesses(Setup setup) {
    super(setup, setup.frames());
    tail = cells.cell("tail", 0);
  }

  @Override
  Program program() {
    return new Program("tx", cells.all(), List.of(driver(), nic()));
  }

  private ThreadCode driver() {
    Modes modes = setup.asked().modes();
    Script code = new Script(DRIVER);
    AccessMode flag = modes.store(AccessMode.RELEASE);
    for (int i = 0; i < setup.frames(); i++) {
      Expr frame = constant(i + 1);
      code.store("P1." + i, "payload", payload.at(i), frame, modes.data());
      code.store("P2." + i, "address", address.at(i), frame, modes.data());
      if (!setup.own()) {
        code.store("P3." + i, "length", length.at(i), frame, modes.data());
      }
      if (setup.barrier()) {
        code.fence(Script.NONE, "barrier", FenceKind.RELEASE);
      }
      if (setup.own()) {
        code.store("P4." + i, "own", length.at(i), frame, flag);
      } else {
        code.store("P4." + i, "doorbell", tail, frame, flag);
      }
    }
    for (int i = 0; i < setup.frames(); i++) {
      String again = "reap slot " + i;
      code.place(again).load("C1." + i, "reap", SEEN, done.at(i), modes.load(AccessMode.ACQUIRE));
      code.branch(eq(SEEN, 0), again).assign(REAPED, constant(i + 1));
    }
    return code.thread();
  }

  private ThreadCode nic() {
    Script code = new Script(NIC);
    AccessMode inOrder = AccessMode.ACQUIRE;
    for (int i = 0; i < setup.frames(); i++) {
      Expr frame = constant(i + 1);
      String again = "look at slot " + i;
      String filled = "send slot " + i;
      String moved = "move past slot " + i;
      String sent = "slot " + i + " is sent";
      code.place(again);
      if (setup.own()) {
        code.load("N1." + i, "own", FOUND, length.at(i), inOrder).branch(eq(FOUND, 0), again);
      } else {
        code.load("N1." + i, "doorbell", FOUND, tail, inOrder).branch(le(FOUND, i), again);
        code.load("N2." + i, "fetch", FOUND, length.at(i), inOrder);
      }
      code.note(UNWRITTEN, or(UNWRITTEN, ne(FOUND, frame)));
      code.load("N3." + i, "address", READ, address.at(i), inOrder);
      code.note(UNWRITTEN, or(UNWRITTEN, ne(READ, frame)));
      code.branch(ne(FOUND, 0), filled).note(EMPTY, plus(EMPTY, 1 << i)).jump(moved);
      code.place(filled).branch(eq(READ, 0), sent);
      code.load("N4." + i, "dma", READ, payload.at(minus(READ, 1)), inOrder);
      code.place(sent).note(WRONG, or(WRONG, ne(READ, frame)));
      code.store("N5." + i, "done", done.at(i), constant(1), AccessMode.RELEASE);
      code.place(moved);
    }
    return code.thread();
  }

  @Override
  RingPlaces places(Program program, RingTokens tokens) {
    return new TxAccessPlaces(setup, this, program, tokens);
  }

  @Override
  Indices indices(ProgramState s) {
    int written = firstUnset(length, s);
    int told = setup.own() ? written : told(s);
    return new Indices(REAPED.in(s), written, told, head(s));
  }

  @Override
  String blame(ProgramState before, ProgramState after) {
    if (!isUnwritten(after) || isUnwritten(before)) {
      return "";
    }
    // A length of 0 is skipped, and its slot never marked.
    String skipped =
        FOUND.in(after) != 0
            ? ""
            : " It sends nothing and moves on: the driver waits for this slot to be done, for"
                + " ever.";
    return RingWords.STORES + skipped;
  }

  /** What the last doorbell in memory says. */
  int told(ProgramState s) {
    return tail.in(s);
  }

  /** The first word of the descriptor that the NIC is at, once it is read. */
  int found(ProgramState s) {
    return FOUND.in(s);
  }

  /** The address that the NIC has read, then the bytes. */
  int read(ProgramState s) {
    return READ.in(s);
  }

  private int head(ProgramState s) {
    int head = 0;
    while (head < setup.frames() && (done.in(s, head) != 0 || (EMPTY.in(s) & (1 << head)) != 0)) {
      head++;
    }
    return head;
  }

  @Override
  boolean isUnwritten(ProgramState s) {
    return UNWRITTEN.isSet(s);
  }

  @Override
  boolean isWrong(ProgramState s) {
    return WRONG.isSet(s);
  }

  @Override
  boolean isFinished(ProgramState s) {
    return REAPED.in(s) == setup.frames();
  }
}
