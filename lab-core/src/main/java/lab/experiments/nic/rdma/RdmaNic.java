package lab.experiments.nic.rdma;

import static lab.experiments.nic.rdma.RdmaMemory.ERR;
import static lab.experiments.nic.rdma.RdmaMemory.MESSAGE;
import static lab.experiments.nic.rdma.RdmaMemory.ONE_KIND;
import static lab.experiments.nic.rdma.RdmaMemory.RESET;
import static lab.experiments.nic.rdma.RdmaMemory.RESETTING;
import static lab.experiments.nic.rdma.RdmaMemory.SIGNALED;
import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.called;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.le;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.plus;

import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Modes;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;

/** The NIC: reads what is posted, sends what is in the buffer then, and writes completions. */
final class RdmaNic extends RdmaCode {
  private static final Registers ALL = new Registers(1, "nic");
  static final Reg HEAD = ALL.reg("head");
  static final Reg WRITTEN = ALL.reg("written");

  /** What left last, and what was posted: one register, so that no moment lies between them. */
  private static final Reg WIRE = ALL.reg("wire");

  static final Reg OVERRUN = ALL.reg("overrun");
  static final Reg STATUS = ALL.reg("status");
  static final Reg TRIES = ALL.reg("tries");
  private static final Reg POSTED = ALL.reg("posted");
  static final Reg REQUEST = ALL.reg("request");
  private static final Reg SEEN = ALL.reg("seen");
  private static final Reg READ = ALL.reg("read");
  private static final Reg SEEN_CONSUMED = ALL.reg("seenConsumed");

  // Statuses, by their IB_WC numbers.
  private static final int LOC_PROT_ERR = 4;
  private static final int WR_FLUSH_ERR = 5;
  private static final int REM_ACCESS_ERR = 10;
  private static final int RNR_RETRY_EXC_ERR = 13;

  /** How often the NIC asks again for a receive. */
  static final int RNR_RETRY = 2;

  RdmaNic(RdmaMemory memory, boolean whole, Modes modes) {
    super(ALL, memory, whole, modes);
  }

  /** The message that left last; 0: none. */
  static int wire(ProgramState s) {
    return WIRE.in(s) & MESSAGE;
  }

  /** What the buffer held when that message was posted. */
  static int atPost(ProgramState s) {
    return WIRE.in(s) / (MESSAGE + 1);
  }

  static String statusName(int number) {
    return switch (number) {
      case 0 -> "SUCCESS";
      case LOC_PROT_ERR -> "LOC_PROT_ERR";
      case WR_FLUSH_ERR -> "WR_FLUSH_ERR";
      case REM_ACCESS_ERR -> "REM_ACCESS_ERR";
      case RNR_RETRY_EXC_ERR -> "RNR_RETRY_EXC_ERR";
      default -> throw new IllegalArgumentException("no status " + number);
    };
  }

  ThreadCode thread() {
    code.place("again").begin();
    AccessMode acquire = modes.load(AccessMode.ACQUIRE);
    code.load("D1", whole ? "dma" : "doorbell", POSTED, memory.doorbell, acquire);
    if (use.mistakes()) {
      take("state", SEEN, memory.state);
      code.branch(eq(SEEN, RESETTING), "reset");
    }
    // Whole operations are not possible while nothing is posted.
    code.branch(eq(POSTED, HEAD), whole ? "return" : "again");
    take("request", REQUEST, memory.requests.around(HEAD));
    code.forget(STATUS);
    if (use.mistakes()) {
      refuse();
    }
    take("dma", READ, memory.buffer);
    code.assign(WIRE, called("read", plus(READ, times4(and(REQUEST, MESSAGE)))));
    complete();
    code.place("return");
    if (use.early()) {
      put("done", memory.done, HEAD);
    }
    code.forget(POSTED, REQUEST, SEEN, READ).jump("again");
    if (use.mistakes()) {
      reset();
    }
    return code.place("dead").thread();
  }

  private void complete() {
    Expr silent = eq(or(and(REQUEST, SIGNALED), STATUS), 0);
    code.place("complete").branch(called("good and silent", silent), "next");
    // A NIC that remembers what was consumed reads it again only when its queue looks full.
    Expr room = ne(ring(minus(WRITTEN, SEEN_CONSUMED), use.entries()), use.entries());
    code.branch(called("there is room, as far as known", room), "write");
    code.load("D2", "consumed", SEEN_CONSUMED, memory.consumed, modes.load(AccessMode.ACQUIRE));
    code.branch(called("there is room", room), "write");
    code.assign(OVERRUN, constant(1)).jump("dead");

    Expr entry = plus(plus(HEAD, 1), times16(STATUS));
    code.place("write");
    put("entry", memory.entries.around(WRITTEN), called("request, status", entry));
    AccessMode release = modes.store(AccessMode.RELEASE);
    code.store("D3", "owner", memory.owners.around(WRITTEN), lap(WRITTEN), release);
    code.assign(WRITTEN, next(WRITTEN, use.entries()));
    code.place("next");
    forget(memory.requests, HEAD);
    code.assign(HEAD, next(HEAD, use.depth()));
  }

  /** What ends a request before its buffer is read, or puts it off. */
  private void refuse() {
    code.assign(STATUS, constant(WR_FLUSH_ERR)).branch(eq(SEEN, ERR), "failed");
    code.assign(STATUS, constant(LOC_PROT_ERR)).branch(is(1), "failed");
    code.assign(STATUS, constant(REM_ACCESS_ERR)).branch(is(2), "failed");
    code.assign(STATUS, constant(0)).branch(eq(is(3), 0), "good");
    take("receive", SEEN, memory.receives);
    code.branch(eq(SEEN, 1), "ready");
    // Receiver not ready: it asks again, as often as allowed.
    code.assign(TRIES, plus(TRIES, 1)).branch(le(TRIES, RNR_RETRY), "return");
    code.assign(STATUS, constant(RNR_RETRY_EXC_ERR)).jump("failed");
    code.place("ready");
    put("receive", memory.receives, constant(0));
    code.jump("good").place("failed");
    put("state", memory.state, constant(ERR));
    code.forget(TRIES, WIRE).jump("complete");
    code.place("good").forget(TRIES);
  }

  /** Whether the request has the mistake of that number. */
  private static Expr is(int kind) {
    return eq(and(REQUEST, ONE_KIND * 3), ONE_KIND * kind);
  }

  private void reset() {
    code.place("reset").assign(HEAD, POSTED);
    for (int slot = 0; slot < use.depth(); slot++) {
      put("forget", memory.requests.at(slot), constant(0));
    }
    code.forget(WIRE);
    put("state", memory.state, constant(RESET));
    code.forget(STATUS).jump("return");
  }
}
