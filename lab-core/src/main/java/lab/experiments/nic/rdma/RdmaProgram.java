package lab.experiments.nic.rdma;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.gt;
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
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Listing.Way;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;

/**
 * An application that posts its one buffer, changes it and reaps completions, in any order, and the
 * NIC that reads the buffer. The code between them is that of {@code
 * lab.concurrent.nic.rdma.WorkQueue}, under the same labels.
 *
 * <p>Indices count modulo twice the depth of their ring, which is enough to tell full from empty.
 * The buffer holds one of two messages; a request carries, as a note of the model's, which one it
 * held when it was posted. Where the grain is accesses the application makes at most {@link
 * #OPERATIONS} operations.
 */
final class RdmaProgram {
  /**
   * How the queue pair is used.
   *
   * @param waits whether the buffer is left alone until everything posted is completed
   * @param depth of the send queue: 1, 2 or 4
   * @param entries of the completion queue: 1, 2 or 4
   * @param signalEvery each so-manieth request is signaled; 0: none
   * @param early whether a slot is free when its request is done (rxe), not when that is polled
   * @param mistakes whether requests may be wrong, and the queue pair be reset
   */
  record Use(
      boolean waits, int depth, int entries, int signalEvery, boolean early, boolean mistakes) {}

  static final int OPERATIONS = 4;

  static final int APP = 0;
  static final int NIC = 1;

  // Cells.
  static final int BUFFER = 0;
  static final int DOORBELL = 1;
  static final int CONSUMED = 2;
  static final int STATE = 3;
  static final int RECEIVES = 4;
  static final int DONE = 5;
  static final int REQUESTS = 6;

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

  /** States of the queue pair, as the cell and the application's register have them. */
  static final List<String> STATES = List.of("RTS", "ERR", "RESET", "INIT", "RTR", "resetting");

  static final int RTS = 0;
  static final int ERR = 1;
  private static final int RESET = 2;
  private static final int INIT = 3;
  private static final int RTR = 4;
  static final int RESETTING = 5;

  // A request: the message at post, whether it is signaled, what is wrong with it.
  static final int MESSAGE = 3;
  static final int SIGNALED = 4;
  private static final int ONE_KIND = 8;
  static final List<String> KINDS = List.of("", "lkey", "rkey", "rnr");

  // An entry: the number of the request plus one, and the status (IB_WC numbers).
  static final int INDEX = 15;
  static final int ONE_STATUS = 16;
  private static final int LOC_PROT_ERR = 4;
  private static final int WR_FLUSH_ERR = 5;
  private static final int REM_ACCESS_ERR = 10;
  private static final int RNR_RETRY_EXC_ERR = 13;

  /** The message that left last; 0: none. */
  static int wire(ProgramState s) {
    return s.register(NIC, WIRE) & MESSAGE;
  }

  /** What the buffer held when that message was posted. */
  static int atPost(ProgramState s) {
    return s.register(NIC, WIRE) / (MESSAGE + 1);
  }

  /** How often the NIC asks again for a receive. */
  static final int RNR_RETRY = 2;

  private final Use use;
  private final boolean whole;
  private final String mode;

  private RdmaProgram(Use use, boolean whole, String mode) {
    this.use = use;
    this.whole = whole;
    this.mode = mode;
  }

  /**
   * The program.
   *
   * @param whole whether operations are steps, so that nothing bounds their number
   * @param mode one of {@link AccessMode#WORDS}; {@code acquire-release} is as the class ships
   */
  static Program of(Use use, boolean whole, String mode) {
    RdmaProgram p = new RdmaProgram(use, whole, mode);
    List<ThreadCode> threads = new ArrayList<>(List.of(p.app(), p.nic()));
    if (use.mistakes()) {
      threads.add(p.peer());
    }
    return new Program("rdma", p.cells(), threads);
  }

  /** Where the owner word of entry {@code i} is; the entry itself follows all owner words. */
  static int owner(Use use) {
    return REQUESTS + use.depth();
  }

  static int entry(Use use) {
    return owner(use) + use.entries();
  }

  private List<SharedCell> cells() {
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

  private ThreadCode app() {
    Listing code = new Listing();
    code.assign(HELD, constant(1), "(message 1 is in the buffer)");
    if (!whole) {
      code.assign(LEFT, constant(OPERATIONS), "(operations left)");
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

  private ThreadCode nic() {
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
    Expr value = plus(index, sixteenTimes(reg(STATUS)));
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

  private ThreadCode peer() {
    Listing code = new Listing();
    code.place("choose");
    code.choose("post a receive", new Way("receive", "", constant(1), "receive"));
    code.place("receive");
    data(code, "receive", "receives = 1", RECEIVES, constant(1));
    code.jump("choose", "");
    return new ThreadCode("peer", List.of(), code.lines());
  }

  private Store store0(int base, Expr index, int size) {
    return new Store(at(base, index, size), constant(0), weak());
  }

  private static Expr kind(int which) {
    Expr bits = and(reg(REQUEST), ONE_KIND * 3);
    return eq(bits, ONE_KIND * which);
  }

  private Expr filled() {
    return ring(minus(reg(WRITTEN), reg(SEEN_CONSUMED)), use.entries());
  }

  private Load loadOwner(Expr index) {
    return new Load(TEMP, at(owner(use), index, use.entries()), load(AccessMode.ACQUIRE));
  }

  private Store release(int cell, Expr value) {
    return new Store(Cell.at(cell), value, store(AccessMode.RELEASE));
  }

  /** Plain data in the class: the accesses around it order it, or nothing does. */
  private void data(Listing code, String verb, String text, int cell, Expr value) {
    code.unlabelled(verb, text, new Store(Cell.at(cell), value, weak()));
  }

  private void take(Listing code, String verb, String text, int register, Cell cell) {
    code.unlabelled(verb, text, new Load(register, cell, weak()));
  }

  private AccessMode weak() {
    return mode.equals("plain") ? AccessMode.PLAIN : AccessMode.OPAQUE;
  }

  private AccessMode load(AccessMode shipped) {
    return mode.equals("acquire-release") ? shipped : AccessMode.ofLoad(mode);
  }

  private AccessMode store(AccessMode shipped) {
    return mode.equals("acquire-release") ? shipped : AccessMode.ofStore(mode);
  }

  private static Cell at(int base, Expr index, int size) {
    return Cell.at(base, and(index, size - 1));
  }

  /** What the owner word is in that lap: 1 in the first, 0 in the second. */
  private Expr lap(Expr index) {
    return lt(index, use.entries());
  }

  private static Expr next(int register, int size) {
    return ring(plus(reg(register), 1), size);
  }

  /** Counts modulo twice the size, so that full differs from empty. */
  private static Expr ring(Expr count, int size) {
    return and(count, 2 * size - 1);
  }

  private static Expr times4(Expr e) {
    Expr twice = plus(e, e);
    return plus(twice, twice);
  }

  private static Expr times8(Expr e) {
    return plus(times4(e), times4(e));
  }

  private static Expr sixteenTimes(Expr e) {
    Expr eightTimes = times8(e);
    return plus(eightTimes, eightTimes);
  }
}
