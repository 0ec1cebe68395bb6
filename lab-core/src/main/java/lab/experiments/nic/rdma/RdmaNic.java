package lab.experiments.nic.rdma;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.le;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.List;
import lab.experiments.nic.rdma.RdmaProgram.Use;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Listing.Way;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;

/**
 * The NIC: reads what is posted, sends what is in the buffer then, and writes completions. Its peer
 * only posts receives.
 */
final class RdmaNic extends RdmaShared {
  // Registers of the NIC.
  static final int HEAD = 0;
  static final int WRITTEN = 1;
  private static final int WIRE = 2;
  static final int OVERRUN = 3;
  static final int STATUS = 4;
  static final int TRIES = 5;
  private static final int POSTED = 6;
  private static final int REQUEST = 7;
  private static final int SEEN = 8;
  private static final int READ = 9;
  private static final int SEEN_CONSUMED = 10;

  // Statuses, by their IB_WC numbers.
  private static final int LOC_PROT_ERR = 4;
  private static final int WR_FLUSH_ERR = 5;
  private static final int REM_ACCESS_ERR = 10;
  private static final int RNR_RETRY_EXC_ERR = 13;

  /** How often the NIC asks again for a receive. */
  static final int RNR_RETRY = 2;

  RdmaNic(Use use, boolean whole, String mode) {
    super(use, whole, mode);
  }

  /** The message that left last; 0: none. */
  static int wire(ProgramState s) {
    return s.register(RdmaProgram.NIC, WIRE) & MESSAGE;
  }

  /** What the buffer held when that message was posted. */
  static int atPost(ProgramState s) {
    return s.register(RdmaProgram.NIC, WIRE) / (MESSAGE + 1);
  }

  ThreadCode code() {
    Listing code = new Listing();
    code.place("again");
    Load bell = new Load(POSTED, Cell.at(DOORBELL), load(AccessMode.ACQUIRE));
    code.operation("D1", whole ? "dma" : "bell", "posted = doorbell", bell);
    lookForReset(code);
    Expr nothing = eq(reg(POSTED), reg(HEAD));
    if (whole) {
      // A second look within the same operation: it is not possible until something is posted.
      code.branch(ne(reg(POSTED), reg(HEAD)), "have", "if something is posted");
      code.place("look");
      code.access("D1", "bell", "posted = doorbell", bell);
      lookForReset(code);
      code.branch(nothing, "look", "if nothing is posted: look again");
      code.place("have");
    } else {
      code.branch(nothing, "again", "if nothing is posted: look again");
    }
    Cell request = at(REQUESTS, reg(HEAD), use.depth());
    take(code, "request", "r = sq[head]", REQUEST, request);
    code.assign(STATUS, constant(0), "");
    if (use.mistakes()) {
      refuse(code);
    }
    take(code, "dma", "wire = buffer", READ, Cell.at(BUFFER));
    // One register for both, so that there is no moment between them.
    Expr leaves = plus(reg(READ), times4(and(reg(REQUEST), MESSAGE)));
    code.assign(WIRE, leaves, "(what leaves, and what was posted)");

    code.place("complete");
    Expr told = or(and(reg(REQUEST), SIGNALED), reg(STATUS));
    code.branch(eq(told, 0), "next", "if it is good and silent: no completion");
    // A NIC that remembers what was consumed reads it again only when its queue looks full.
    code.branch(ne(filled(), use.entries()), "write", "if there is room, as far as known");
    Load consumed = new Load(SEEN_CONSUMED, Cell.at(CONSUMED), load(AccessMode.ACQUIRE));
    code.access("D2", "consumed", "c = consumed", consumed);
    code.branch(ne(filled(), use.entries()), "write", "if there is room");
    code.assign(OVERRUN, constant(1), "the completion queue is overrun");
    code.jump("dead", "and dead");
    code.place("write");
    Expr index = plus(reg(HEAD), 1);
    Expr value = plus(index, times16(reg(STATUS)));
    code.unlabelled(
        "entry",
        "entry[written] = request, status",
        new Store(at(entry(use), reg(WRITTEN), use.entries()), value, weak()));
    Cell owner = at(owner(use), reg(WRITTEN), use.entries());
    code.access(
        "D3",
        "owner",
        "owner of entry[written] = this lap's",
        new Store(owner, lap(reg(WRITTEN)), store(AccessMode.RELEASE)));
    code.assign(WRITTEN, next(WRITTEN, use.entries()), "written = written + 1");
    code.place("next");
    if (whole) {
      code.unlabelled("forget", "(the request is done)", store0(REQUESTS, reg(HEAD), use.depth()));
    }
    code.assign(HEAD, next(HEAD, use.depth()), "head = head + 1");
    code.place("clean");
    if (use.early()) {
      data(code, "done", "done = head", DONE, reg(HEAD));
    }
    code.assign(POSTED, constant(0), "");
    code.assign(REQUEST, constant(0), "");
    code.assign(SEEN, constant(0), "");
    code.assign(READ, constant(0), "");
    code.jump("again", "");
    if (use.mistakes()) {
      code.place("reset");
      code.assign(HEAD, reg(POSTED), "head = posted");
      for (int i = 0; i < use.depth(); i++) {
        data(code, "forget", "(all are dropped)", REQUESTS + i, constant(0));
      }
      code.assign(WIRE, constant(0), "");
      data(code, "state", "the reset is over", STATE, constant(RESET));
      code.assign(STATUS, constant(0), "");
      code.jump("clean", "");
    }
    code.place("dead");
    return new ThreadCode(
        "nic",
        List.of(
            "head", "written", "wire", "overrun", "status", "tries", "posted", "r", "s", "read",
            "c"),
        code.lines());
  }

  private void lookForReset(Listing code) {
    if (use.mistakes()) {
      take(code, "state", "s = state", SEEN, Cell.at(STATE));
      code.branch(eq(reg(SEEN), RESETTING), "reset", "if it is being reset: drop all");
    }
  }

  /** What ends a request before its buffer is read, or puts it off. */
  private void refuse(Listing code) {
    code.assign(STATUS, constant(WR_FLUSH_ERR), "(in ERR: flushed)");
    code.branch(eq(reg(SEEN), ERR), "failed", "if the queue pair has failed: flush");
    code.assign(STATUS, constant(LOC_PROT_ERR), "");
    code.branch(kind(1), "failed", "if the local key is wrong");
    code.assign(STATUS, constant(REM_ACCESS_ERR), "");
    code.branch(kind(2), "failed", "if the remote key is wrong");
    code.assign(STATUS, constant(0), "");
    code.branch(eq(kind(3), 0), "good", "if the peer need not have a receive");
    take(code, "receive", "a = receives of the peer", SEEN, Cell.at(RECEIVES));
    code.branch(eq(reg(SEEN), 1), "ready", "if it has one");
    code.assign(TRIES, plus(reg(TRIES), 1), "receiver not ready: wait, ask again");
    code.branch(le(reg(TRIES), RNR_RETRY), "wait", "as often as allowed");
    code.assign(STATUS, constant(RNR_RETRY_EXC_ERR), "");
    code.jump("failed", "");
    code.place("wait");
    code.jump("clean", "");
    code.place("ready");
    data(code, "receive", "it is used up", RECEIVES, constant(0));
    code.jump("good", "");
    code.place("failed");
    data(code, "state", "state = ERR", STATE, constant(ERR));
    code.assign(TRIES, constant(0), "");
    code.assign(WIRE, constant(0), "(nothing leaves)");
    code.jump("complete", "");
    code.place("good");
    code.assign(TRIES, constant(0), "");
  }

  private static Expr kind(int which) {
    Expr bits = and(reg(REQUEST), ONE_KIND * 3);
    return eq(bits, ONE_KIND * which);
  }

  private Expr filled() {
    return ring(minus(reg(WRITTEN), reg(SEEN_CONSUMED)), use.entries());
  }

  ThreadCode peer() {
    Listing code = new Listing();
    code.place("choose");
    code.choose("post a receive", new Way("receive", "", constant(1), "receive"));
    code.place("receive");
    data(code, "receive", "receives = 1", RECEIVES, constant(1));
    code.jump("choose", "");
    return new ThreadCode("peer", List.of(), code.lines());
  }
}
