package lab.experiments.nic.rdma;

import static lab.experiments.nic.rdma.RdmaMemory.ERR;
import static lab.experiments.nic.rdma.RdmaMemory.INIT;
import static lab.experiments.nic.rdma.RdmaMemory.KINDS;
import static lab.experiments.nic.rdma.RdmaMemory.RESET;
import static lab.experiments.nic.rdma.RdmaMemory.RTR;
import static lab.experiments.nic.rdma.RdmaMemory.RTS;
import static lab.experiments.nic.rdma.RdmaMemory.STATES;
import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.called;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.gt;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.plus;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Modes;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Script.Way;

/**
 * The application: posts its one buffer, changes it and reaps completions, in any order, and takes
 * a failed queue pair through its states.
 */
final class RdmaApp extends RdmaCode {
  private static final Registers ALL = new Registers(0, "app");
  static final Reg TAIL = ALL.reg("tail");
  static final Reg FREED = ALL.reg("freed");
  static final Reg REAPED = ALL.reg("reaped");
  static final Reg POLLED = ALL.reg("polled");

  /** The message in the buffer: 1 or 2. */
  private static final Reg HELD = ALL.reg("held");

  static final Reg COMPLETION = ALL.reg("completion");

  /** The state of the queue pair, as far as the application knows. */
  static final Reg KNOWN = ALL.reg("known");

  /** Of the model's own: whether the last entry that was reaped is an old one. */
  static final Reg STALE = ALL.reg("stale");

  private static final Reg FOUND = ALL.reg("found");
  private static final Reg SIGNAL = ALL.reg("signal");
  private static final Reg SINCE = ALL.reg("since");
  private static final Reg KIND = ALL.reg("kind");

  /** Operations left, where single accesses are steps. */
  static final Reg LEFT = ALL.reg("left");

  RdmaApp(RdmaMemory memory, boolean whole, Modes modes) {
    super(ALL, memory, whole, modes);
  }

  ThreadCode thread() {
    code.note(HELD, constant(1));
    if (!whole) {
      code.note(LEFT, constant(RdmaProgram.OPERATIONS));
    }
    code.place("choose").choose(ways());
    post();
    code.place("write")
        .assign(HELD, called("the other message", minus(constant(RdmaMemory.MESSAGE), HELD)));
    put("bytes", memory.buffer, HELD);
    code.jump("return");
    reap();
    if (use.mistakes()) {
      reset();
    }
    code.place("return").forget(FOUND, SIGNAL, KIND);
    if (whole) {
      code.note(COMPLETION, and(COMPLETION, ~RdmaMemory.INDEX));
    } else {
      code.note(LEFT, minus(LEFT, 1));
    }
    return code.jump("choose").thread();
  }

  private Way[] ways() {
    Expr open = whole ? constant(1) : gt(LEFT, 0);
    Expr ready = and(open, eq(KNOWN, RTS));
    boolean looks = whole || use.early(); // The operation itself looks for room.
    Expr mayPost = looks ? ready : and(ready, eq(full(), 0));
    Expr idle = eq(TAIL, REAPED);
    String noPost = use.mistakes() ? "the queue pair is not in RTS" : "the send queue is full";
    String noWrite = "what was posted is not reaped yet";
    List<Way> ways = new ArrayList<>();
    ways.add(new Way("post", "", mayPost, "post", closed(noPost)));
    ways.add(new Way("write", "", use.waits() ? and(open, idle) : open, "write", closed(noWrite)));
    ways.add(new Way("reap", "", and(open, eq(idle, 0)), "reap", closed("nothing is outstanding")));
    if (use.mistakes()) {
      for (String kind : KINDS.subList(1, KINDS.size())) {
        ways.add(new Way("post", kind, mayPost, "post " + kind, closed(noPost)));
      }
      ways.add(modify(RESET, ERR, "this application resets after an error only"));
      ways.add(modify(INIT, RESET, "INIT follows RESET"));
      ways.add(modify(RTR, INIT, "RTR follows INIT"));
      ways.add(modify(RTS, RTR, "RTS follows RTR"));
    }
    return ways.toArray(Way[]::new);
  }

  /** Whether all that it posted is reaped: then the buffer is its own. */
  static boolean isDone(ProgramState s) {
    return TAIL.in(s) == REAPED.in(s);
  }

  private String closed(String reason) {
    return whole ? reason : reason + ", or no operation is left";
  }

  private static Way modify(int to, int from, String otherwise) {
    return new Way("modify", STATES.get(to), eq(KNOWN, from), STATES.get(to), otherwise);
  }

  private Expr full() {
    int depth = use.depth();
    return called("the queue is full", eq(ring(minus(TAIL, FREED), depth), depth));
  }

  /** Where to go on if there is nothing to do yet: whole operations are not possible then. */
  private String notYet(String again) {
    return whole ? "return" : again;
  }

  private void post() {
    for (int kind = 1; use.mistakes() && kind < KINDS.size(); kind++) {
      code.place("post " + KINDS.get(kind)).note(KIND, constant(kind)).jump("post");
    }
    code.place("post");
    if (use.early()) {
      take("done", FREED, memory.done);
    }
    if (use.early() || whole) {
      code.branch(full(), notYet("post"));
    }
    int every = use.signalEvery();
    if (every > 0) {
      code.assign(SINCE, plus(SINCE, 1));
      code.assign(SIGNAL, called("signaled, every " + every, times4(eq(SINCE, every))));
      code.branch(eq(SIGNAL, 0), "silent").assign(SINCE, constant(0)).place("silent");
    }
    Expr request = plus(HELD, SIGNAL);
    put(
        "request",
        memory.requests.around(TAIL),
        use.mistakes() ? plus(request, times8(KIND)) : request);
    code.assign(TAIL, next(TAIL, use.depth()));
    code.store("A1", "doorbell", memory.doorbell, TAIL, modes.store(AccessMode.RELEASE));
    code.jump("return");
  }

  private void reap() {
    code.place("reap");
    code.load("A2", "owner", FOUND, memory.owners.around(POLLED), modes.load(AccessMode.ACQUIRE));
    code.branch(ne(FOUND, lap(POLLED)), notYet("reap"));
    take("entry", COMPLETION, memory.entries.around(POLLED));
    forget(memory.entries, POLLED);
    code.assign(POLLED, next(POLLED, use.entries()));
    code.store("A3", "consumed", memory.consumed, POLLED, modes.store(AccessMode.RELEASE));
    // Done requests are counted as their number plus one, so the same count again is no news.
    Expr count = called("all up to completion's", ring(COMPLETION, use.depth()));
    code.note(STALE, or(eq(COMPLETION, 0), eq(count, REAPED)));
    code.assign(REAPED, count);
    if (!use.early()) {
      code.assign(FREED, REAPED);
    }
    code.branch(called("completion is good", lt(COMPLETION, RdmaMemory.ONE_STATUS)), "return");
    code.note(KNOWN, constant(ERR)).jump("return");
  }

  /** The way back from ERR; the NIC drops what is posted when it has seen the reset. */
  private void reset() {
    code.place("RESET");
    put("state", memory.state, constant(RdmaMemory.RESETTING));
    code.assign(REAPED, TAIL).assign(FREED, TAIL).forget(SINCE).note(KNOWN, constant(RESET));
    code.jump("return");
    code.place("INIT");
    take("state", FOUND, memory.state);
    code.branch(ne(FOUND, RESET), notYet("INIT"));
    code.place("drop");
    code.load(
        Script.NONE, "drop", FOUND, memory.owners.around(POLLED), modes.load(AccessMode.ACQUIRE));
    code.branch(ne(FOUND, lap(POLLED)), "dropped");
    forget(memory.entries, POLLED);
    code.assign(POLLED, next(POLLED, use.entries())).jump("drop");
    code.place("dropped");
    put("drop", memory.consumed, POLLED);
    if (use.early()) {
      // Slots are counted by the NIC, which is at the tail now.
      take("drop", FREED, memory.done);
    }
    go(INIT);
    for (int to : new int[] {RTR, RTS}) {
      code.place(STATES.get(to));
      go(to);
    }
  }

  private void go(int to) {
    put("state", memory.state, constant(to));
    code.note(KNOWN, constant(to)).forget(COMPLETION).jump("return");
  }
}
