package lab.experiments.nic.rdma;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.gt;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.or;
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
import lab.memorymodel.Listing.Way;
import lab.memorymodel.Program.ThreadCode;

/**
 * The application: posts its one buffer, changes it and reaps completions, in any order, and takes
 * a failed queue pair through its states.
 */
final class RdmaApp extends RdmaShared {
  // Registers of the application.
  static final int TAIL = 0;
  static final int FREED = 1;
  static final int REAPED = 2;
  static final int POLLED = 3;
  static final int HELD = 4;
  static final int ENTRY = 5;
  static final int KNOWN = 6;
  static final int STALE = 7;
  private static final int TEMP = 8;
  private static final int SINCE = 9;
  private static final int KIND = 10;
  static final int LEFT = 11;

  RdmaApp(Use use, boolean whole, String mode) {
    super(use, whole, mode);
  }

  ThreadCode code() {
    Listing code = new Listing();
    code.assign(HELD, constant(1), "(message 1 is in the buffer)");
    if (!whole) {
      code.assign(LEFT, constant(RdmaProgram.OPERATIONS), "(operations left)");
    }
    code.place("choose");
    code.choose("post, write, or reap a completion", ways());
    post(code);

    code.place("write");
    code.assign(HELD, minus(constant(MESSAGE), reg(HELD)), "(the other message)");
    data(code, "bytes", "buffer = the other message", BUFFER, reg(HELD));
    code.jump("over", "");

    code.place("reap");
    Expr index = reg(POLLED);
    code.access("A2", "owner", "own = owner of entry[polled]", loadOwner(index));
    code.branch(ne(reg(TEMP), lap(index)), "reap", "if it is not this lap's: look again");
    take(code, "entry", "e = entry[polled]", ENTRY, at(entry(use), index, use.entries()));
    if (whole) {
      // What nobody reads any more would only multiply the states.
      code.unlabelled(
          "forget", "(the entry is read)", store0(entry(use), reg(POLLED), use.entries()));
    }
    code.assign(POLLED, next(POLLED, use.entries()), "polled = polled + 1");
    code.access("A3", "consumed", "consumed = polled", release(CONSUMED, reg(POLLED)));
    // Done requests are counted as their number plus one, so the same count again is no news.
    Expr count = and(reg(ENTRY), 2 * use.depth() - 1);
    code.assign(STALE, or(eq(reg(ENTRY), 0), eq(count, reg(REAPED))), "(whether that is old)");
    code.assign(REAPED, count, "everything up to request e is done");
    if (!use.early()) {
      code.assign(FREED, reg(REAPED), "and its slots are free");
    }
    code.branch(lt(reg(ENTRY), ONE_STATUS), "over", "if it is good");
    code.assign(KNOWN, constant(ERR), "the queue pair has failed");
    code.jump("over", "");
    if (use.mistakes()) {
      reset(code);
    }

    code.place("over");
    code.assign(TEMP, constant(0), "");
    code.assign(KIND, constant(0), "");
    if (whole) {
      code.assign(ENTRY, and(reg(ENTRY), ~INDEX), "(the last status)");
    } else {
      code.assign(LEFT, minus(reg(LEFT), 1), "(one operation less)");
    }
    code.jump("choose", "");
    return new ThreadCode(
        "app",
        List.of(
            "tail", "freed", "reaped", "polled", "held", "e", "known", "stale", "own", "since",
            "kind", "left"),
        code.lines());
  }

  private Way[] ways() {
    Expr open = whole ? constant(1) : gt(reg(LEFT), 0);
    Expr room = ne(ring(minus(reg(TAIL), reg(FREED)), use.depth()), use.depth());
    Expr ready = and(open, eq(reg(KNOWN), RTS));
    // Where slots come back early the operation itself looks for room.
    Expr mayPost = use.early() ? ready : and(ready, room);
    Expr done = eq(reg(TAIL), reg(REAPED));
    List<Way> ways = new ArrayList<>();
    ways.add(new Way("post", "", mayPost, "post"));
    ways.add(new Way("write", "", use.waits() ? and(open, done) : open, "write"));
    ways.add(new Way("reap", "", and(open, ne(reg(TAIL), reg(REAPED))), "reap"));
    if (use.mistakes()) {
      for (int kind = 1; kind < KINDS.size(); kind++) {
        ways.add(new Way("post", KINDS.get(kind), mayPost, "post." + KINDS.get(kind)));
      }
      ways.add(new Way("modify", "RESET", eq(reg(KNOWN), ERR), "RESET"));
      ways.add(new Way("modify", "INIT", eq(reg(KNOWN), RESET), "INIT"));
      ways.add(new Way("modify", "RTR", eq(reg(KNOWN), INIT), "RTR"));
      ways.add(new Way("modify", "RTS", eq(reg(KNOWN), RTR), "RTS"));
    }
    return ways.toArray(Way[]::new);
  }

  private void post(Listing code) {
    for (int kind = 1; use.mistakes() && kind < KINDS.size(); kind++) {
      code.place("post." + KINDS.get(kind));
      code.assign(KIND, constant(kind), "(with a mistake: " + KINDS.get(kind) + ")");
      code.jump("post", "");
    }
    code.place("post");
    if (use.early()) {
      take(code, "done", "freed = done", FREED, Cell.at(DONE));
      Expr full = eq(ring(minus(reg(TAIL), reg(FREED)), use.depth()), use.depth());
      code.branch(full, "post", "if the queue is full: look again");
    }
    Expr signaled = constant(0);
    if (use.signalEvery() > 0) {
      code.assign(SINCE, plus(reg(SINCE), 1), "(since the last signaled one)");
      Expr now = eq(reg(SINCE), use.signalEvery());
      code.assign(TEMP, now, "signaled, every " + use.signalEvery());
      code.branch(eq(reg(TEMP), 0), "silent", "");
      code.assign(SINCE, constant(0), "");
      code.assign(TEMP, constant(SIGNALED), "");
      code.place("silent");
      signaled = reg(TEMP);
    }
    Expr request = plus(plus(reg(HELD), signaled), times8(reg(KIND)));
    code.unlabelled(
        "request",
        "sq[tail] = buffer, signaled",
        new Store(at(REQUESTS, reg(TAIL), use.depth()), request, weak()));
    code.assign(TAIL, next(TAIL, use.depth()), "tail = tail + 1");
    code.access("A1", "bell", "doorbell = tail", release(DOORBELL, reg(TAIL)));
    code.jump("over", "");
  }

  /** The way back from ERR; the NIC drops what is posted when it has seen the reset. */
  private void reset(Listing code) {
    code.place("RESET");
    data(code, "state", "state = RESET", STATE, constant(RESETTING));
    code.assign(REAPED, reg(TAIL), "(everything is forgotten)");
    code.assign(FREED, reg(TAIL), "");
    code.assign(SINCE, constant(0), "");
    code.assign(KNOWN, constant(RESET), "");
    code.jump("over", "");
    code.place("INIT");
    take(code, "state", "is the reset over?", TEMP, Cell.at(STATE));
    code.branch(ne(reg(TEMP), RESET), "INIT", "if not: wait");
    code.place("drop");
    code.unlabelled("drop", "own = owner of entry[polled]", loadOwner(reg(POLLED)));
    code.branch(ne(reg(TEMP), lap(reg(POLLED))), "clean", "if it is old: all are dropped");
    code.unlabelled("drop", "(dropped)", store0(entry(use), reg(POLLED), use.entries()));
    code.assign(POLLED, next(POLLED, use.entries()), "");
    code.jump("drop", "");
    code.place("clean");
    data(code, "drop", "consumed = polled", CONSUMED, reg(POLLED));
    if (use.early()) {
      // Slots are counted by the NIC, which is at the tail now.
      take(code, "drop", "freed = done", FREED, Cell.at(DONE));
    }
    go(code, INIT);
    for (int to : new int[] {RTR, RTS}) {
      code.place(STATES.get(to));
      go(code, to);
    }
  }

  private void go(Listing code, int to) {
    data(code, "state", "state = " + STATES.get(to), STATE, constant(to));
    code.assign(KNOWN, constant(to), "");
    code.assign(ENTRY, constant(0), "");
    code.jump("over", "");
  }

  private Load loadOwner(Expr index) {
    return new Load(TEMP, at(owner(use), index, use.entries()), load(AccessMode.ACQUIRE));
  }
}
