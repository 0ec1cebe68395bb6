package lab.experiments.nic.descriptorring;

import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.le;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.reg;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;

/**
 * Both directions with every access as a step, for at most {@link #FRAMES} frames, so that no slot
 * is used twice. The memory model is in the bus's place.
 *
 * <p>The device is in order: what it reads after the doorbell is no older than that, and its writes
 * become visible one after the other, as posted writes on PCI Express do. What may be missing is
 * the driver's order alone.
 */
final class AccessProgram {
  static final int FRAMES = 2;

  static final int D = 0;
  static final int N = 1;

  static final int LEN = 0;
  static final int ADDR = FRAMES;
  static final int DD = 2 * FRAMES;
  static final int PAY = 3 * FRAMES;
  static final int BELL = 4 * FRAMES;

  /** In both programs, of the thread that reads; see {@link TxProgram}. */
  static final int UNWRITTEN = 0;

  static final int WRONG = 1;
  static final int COUNT = 2;

  private static final int X = 3;
  private static final int Y = 4;
  private static final List<String> REGISTERS = List.of("unwritten", "wrong", "count", "x", "y");

  private final Setup setup;
  private final int frames;

  private AccessProgram(Setup setup) {
    this.setup = setup;
    this.frames = setup.few();
  }

  static Program of(Setup setup) {
    AccessProgram p = new AccessProgram(setup);
    List<SharedCell> cells = new ArrayList<>();
    for (String name : List.of(setup.own() ? "own" : "len", "addr", "dd", "pay")) {
      for (int i = 0; i < FRAMES; i++) {
        cells.add(new SharedCell(name + i, 0));
      }
    }
    cells.add(new SharedCell("tail", 0));
    return setup.transmit()
        ? new Program("tx", cells, List.of(p.sends(), p.transmits()))
        : new Program("rx", cells, List.of(p.reads(), p.receives()));
  }

  private ThreadCode sends() {
    Listing code = new Listing();
    AccessMode flag = AccessMode.ofStore(setup.mode());
    for (int i = 0; i < frames; i++) {
      Expr frame = constant(i + 1);
      weak(code, "P1", i, "pay", "pay[%d] = frame".formatted(i), PAY + i, frame);
      weak(code, "P2", i, "addr", "addr[%d] = buffer".formatted(i), ADDR + i, frame);
      if (setup.own()) {
        barrier(code);
        step(code, "P4", i, "own", "own[%d] = device".formatted(i), store(LEN + i, frame, flag));
      } else {
        weak(code, "P3", i, "len", "len[%d] = bytes".formatted(i), LEN + i, frame);
        barrier(code);
        step(code, "P4", i, "doorbell", "tail = %d".formatted(i + 1), store(BELL, frame, flag));
      }
    }
    for (int i = 0; i < frames; i++) {
      code.place("reap" + i);
      Load done = new Load(X, Cell.at(DD + i), AccessMode.ofLoad(setup.mode()));
      step(code, "C1", i, "reap", "done = dd[%d]".formatted(i), done);
      code.branch(eq(reg(X), 0), "reap" + i, "if it is not done: look again");
      code.assign(COUNT, constant(i + 1), "");
    }
    return new ThreadCode("d", REGISTERS, code.lines());
  }

  private void barrier(Listing code) {
    if (setup.barrier()) {
      code.unlabelled("barrier", "write barrier", new Fence(Fence.Kind.RELEASE));
    }
  }

  private ThreadCode transmits() {
    Listing code = new Listing();
    for (int i = 0; i < frames; i++) {
      Expr frame = constant(i + 1);
      code.place("wait" + i);
      if (setup.own()) {
        step(code, "N1", i, "own", "l = own[%d]".formatted(i), in(X, LEN + i));
        code.branch(eq(reg(X), 0), "wait" + i, "if it is the driver's: look again");
      } else {
        step(code, "N1", i, "bell", "t = tail", in(X, BELL));
        Expr none = le(reg(X), i);
        code.branch(none, "wait" + i, "if head == tail: look again");
        step(code, "N2", i, "fetch", "l = len[%d]".formatted(i), in(X, LEN + i));
      }
      note(code, UNWRITTEN, X, frame, "(all written?)");
      step(code, "N3", i, "addr", "a = addr[%d]".formatted(i), in(Y, ADDR + i));
      note(code, UNWRITTEN, Y, frame, "(all written?)");
      code.branch(eq(reg(X), 0), "next" + i, "if it is empty: nothing leaves");
      code.branch(eq(reg(Y), 0), "sent" + i, "(address 0 holds no frame)");
      Cell buffer = Cell.at(PAY - 1, reg(Y));
      step(code, "N4", i, "dma", "bytes = pay[a]", new Load(Y, buffer, AccessMode.ACQUIRE));
      code.place("sent" + i);
      note(code, WRONG, Y, frame, "(the right bytes?)");
      Store done = store(DD + i, constant(1), AccessMode.RELEASE);
      step(code, "N5", i, "dd", "dd[%d] = 1".formatted(i), done);
      code.place("next" + i);
      code.assign(COUNT, frame, "");
    }
    return new ThreadCode("n", REGISTERS, code.lines());
  }

  private ThreadCode receives() {
    Listing code = new Listing();
    for (int i = 0; i < frames; i++) {
      Store bytes = store(PAY + i, constant(i + 1), AccessMode.RELEASE);
      step(code, "N1", i, "write", "pay[%d] = frame".formatted(i), bytes);
      Store done = store(DD + i, constant(1), AccessMode.RELEASE);
      step(code, "N2", i, "dd", "dd[%d] = 1".formatted(i), done);
    }
    return new ThreadCode("n", REGISTERS, code.lines());
  }

  private ThreadCode reads() {
    Listing code = new Listing();
    for (int i = 0; i < frames; i++) {
      Expr frame = constant(i + 1);
      code.place("reap" + i);
      Load done = new Load(X, Cell.at(DD + i), AccessMode.ofLoad(setup.mode()));
      step(code, "C1", i, "reap", "done = dd[%d]".formatted(i), done);
      code.branch(eq(reg(X), 0), "reap" + i, "if there is nothing: poll again");
      if (setup.readBarrier()) {
        code.unlabelled("barrier", "read barrier", new Fence(Fence.Kind.ACQUIRE));
      }
      Load bytes = new Load(Y, Cell.at(PAY + i), setup.weak());
      step(code, "C2", i, "read", "bytes = pay[%d]".formatted(i), bytes);
      note(code, WRONG, Y, frame, "(the right bytes?)");
      code.assign(COUNT, frame, "");
    }
    return new ThreadCode("d", REGISTERS, code.lines());
  }

  /** Remembers in {@code flag} that the register is not what the driver wrote. */
  private static void note(Listing code, int flag, int register, Expr written, String text) {
    Expr other = ne(reg(register), written);
    code.assign(flag, or(reg(flag), other), text);
  }

  private void weak(
      Listing code, String label, int i, String verb, String text, int cell, Expr value) {
    step(code, label, i, verb, text, store(cell, value, setup.weak()));
  }

  private static void step(
      Listing code,
      String label,
      int i,
      String verb,
      String text,
      lab.memorymodel.Instruction instruction) {
    code.access(label + "." + i, verb, text, instruction);
  }

  private static Store store(int cell, Expr value, AccessMode mode) {
    return new Store(Cell.at(cell), value, mode);
  }

  private static Load in(int register, int cell) {
    return new Load(register, Cell.at(cell), AccessMode.ACQUIRE);
  }
}
