package lab.experiments.nic.napi;

import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.gt;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.List;
import java.util.Optional;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Grain;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.Instruction.Exchange;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Listing.Way;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;

/**
 * A device that receives a burst, and the kernel's poll loop.
 *
 * <pre>
 *   n  device   dd = how many descriptors are done; if the line is armed: disarm it, interrupt
 *   k  kernel   interrupted, with the line masked:
 *                 poll: take up to the budget; if that was all of it: poll again
 *                 re-arm the line; look at the ring once more, if it is told to
 * </pre>
 *
 * <p>The DD bits of the ring are one number here, for the device sets them in order. Every access
 * of the device is as strong as the bus makes it: its write of DD is over before it looks at its
 * interrupt register. The kernel's are of the control's mode.
 *
 * <p>What becomes of a packet that arrives while the line is masked is the control {@code irq}: the
 * device forgets it (edge), remembers it until the kernel acknowledges the cause at the beginning
 * of the handler (latched), or remembers it and the kernel clears the cause between its last poll
 * and the re-arming (clear-late).
 */
final class NapiProgram {
  /** What the room's controls ask for; see there. */
  record Setup(
      int packets, int budget, Irq irq, boolean recheck, boolean fence, Grain grain, String mode) {
    /** The same with whole operations as steps. */
    Setup whole() {
      return new Setup(packets, budget, irq, recheck, fence, Grain.OPERATIONS, mode);
    }
  }

  /** What the device does about packets that come while the line is masked. */
  enum Irq {
    EDGE,
    LATCHED,
    CLEAR_LATE
  }

  static final int RING = 16;

  static final int N = 0;
  static final int K = 1;

  static final int DD = 0;
  static final int ARMED = 1;
  static final int CAUSE = 2;

  /** The device's register: packets so far. */
  static final int CAME = 0;

  private static final int FOUND = 1;

  // The kernel's registers.
  static final int TAKEN = 0;
  static final int WORK = 1;
  static final int POLLS = 2;
  static final int IRQS = 3;

  /** Whether a packet was found only because a later one raised the interrupt. */
  static final int LATE = 4;

  private static final int SEEN = 5;

  private final Setup setup;

  private NapiProgram(Setup setup) {
    this.setup = setup;
  }

  static Program of(Setup setup) {
    NapiProgram p = new NapiProgram(setup);
    return new Program(
        "napi",
        List.of(new SharedCell("dd", 0), new SharedCell("armed", 1), new SharedCell("cause", 0)),
        List.of(p.n(), p.k()));
  }

  private ThreadCode n() {
    Listing code = new Listing();
    Expr came = reg(CAME);
    Expr next = plus(came, 1);
    code.place("again");
    code.branch(ge(came, setup.packets()), "end", "if the burst is over: end");
    code.operation(
        "N1", "rx", "dd = packets + 1", new Store(Cell.at(DD), next, AccessMode.RELEASE));
    code.assign(CAME, next, "packets = packets + 1");
    // The write of DD leaves the device before it looks at its own registers.
    code.unlabelled("order", "(the write of DD goes first)", new Fence(Fence.Kind.FULL));
    if (setup.irq() == Irq.EDGE) {
      code.access("N2", "look", "if armed: armed = 0 (the device does)", exchange(ARMED, 1, 0));
      code.branch(eq(reg(FOUND), 0), "quiet", "if it was masked: forget it");
      code.access("N3", "irq", "interrupt", new Store(Cell.at(CAUSE), came, AccessMode.RELEASE));
    } else {
      code.access("N2", "cause", "if there is no cause: cause = packet", latch());
    }
    code.place("quiet");
    code.assign(FOUND, constant(0), "");
    code.jump("again", "");
    code.place("end");
    return new ThreadCode("n", List.of("packets", "found"), code.lines());
  }

  private static CompareAndExchange exchange(int cell, int from, int to) {
    return new CompareAndExchange(
        FOUND,
        Optional.empty(),
        Cell.at(cell),
        constant(from),
        constant(to),
        AccessMode.ACQUIRE_RELEASE,
        false);
  }

  private static CompareAndExchange latch() {
    return new CompareAndExchange(
        FOUND,
        Optional.empty(),
        Cell.at(CAUSE),
        constant(0),
        reg(CAME),
        AccessMode.ACQUIRE_RELEASE,
        false);
  }

  private ThreadCode k() {
    Listing code = new Listing();
    code.place("idle");
    code.operation("K1", "poll", "c = interrupt", load(CAUSE));
    code.branch(eq(reg(SEEN), 0), "idle", "if there is none: sleep");
    Expr after = plus(reg(TAKEN), 1);
    Expr late = gt(reg(SEEN), after);
    code.assign(LATE, or(reg(LATE), late), "(late, if an older one waited)");
    code.assign(IRQS, plus(reg(IRQS), 1), "irqs = irqs + 1");
    switch (setup.irq()) {
      case EDGE -> acknowledge(code, "interrupt = none");
      case LATCHED -> {
        store(code, "K3", "mask", "armed = 0", ARMED, 0);
        // Reading the cause register clears it, and the core waits for the answer.
        acknowledge(code, "read the cause, which clears it");
        code.unlabelled("wait", "(and waits for it)", new Fence(Fence.Kind.FULL));
      }
      case CLEAR_LATE -> store(code, "K3", "mask", "armed = 0", ARMED, 0);
    }
    code.access("K4", "look", "d = dd", load(DD));
    code.jump("got", "");
    code.place("polling");
    code.operation("K5", "poll", "d = dd", load(DD));
    code.place("got");
    code.assign(POLLS, plus(reg(POLLS), 1), "polls = polls + 1");
    code.assign(WORK, minus(reg(SEEN), reg(TAKEN)), "work = d - taken");
    code.assign(SEEN, constant(0), "");
    Expr drained = lt(reg(WORK), setup.budget());
    code.branch(drained, "drained", "if work < budget: that was all");
    code.assign(WORK, constant(setup.budget()), "work = budget");
    code.assign(TAKEN, plus(reg(TAKEN), reg(WORK)), "taken = taken + work");
    code.jump("polling", "stay scheduled");
    code.place("drained");
    code.assign(TAKEN, plus(reg(TAKEN), reg(WORK)), "taken = taken + work");
    rearm(code);
    return new ThreadCode(
        "k", List.of("taken", "work", "polls", "irqs", "late", "d"), code.lines());
  }

  /** Taking an interrupt and reading the cause are one transaction of the device each. */
  private static void acknowledge(Listing code, String text) {
    Exchange clear = new Exchange(SEEN, Cell.at(CAUSE), constant(0), AccessMode.ACQUIRE_RELEASE);
    code.access("K2", "ack", text, clear);
  }

  private void rearm(Listing code) {
    if (setup.grain() == Grain.OPERATIONS) {
      // Another poll is possible as long as it finds something, as that of a busy poller would be.
      code.choose(
          "re-arm, or poll again if there is more",
          new Way("rearm", "", constant(1), "rearm"),
          new Way("poll", "", constant(1), "wait"));
      code.place("wait");
      code.access("K5", "poll", "d = dd", load(DD));
      code.branch(eq(reg(SEEN), reg(TAKEN)), "wait", "");
      code.jump("got", "");
      code.place("rearm");
      arm(code);
    } else {
      arm(code);
    }
    lookAgain(code);
  }

  private void arm(Listing code) {
    AccessMode mode = AccessMode.ofStore(setup.mode());
    Store arm = new Store(Cell.at(ARMED), constant(1), mode);
    if (setup.irq() == Irq.CLEAR_LATE) {
      code.access("K9", "clear", "cause = none", new Store(Cell.at(CAUSE), constant(0), mode));
    }
    code.access("K6", "rearm", "armed = 1", arm);
  }

  private void lookAgain(Listing code) {
    if (setup.recheck()) {
      if (setup.fence()) {
        code.unlabelled("fence", "full fence", new Fence(Fence.Kind.FULL));
      }
      code.operation("K7", "recheck", "d = dd", load(DD));
      code.branch(gt(reg(SEEN), reg(TAKEN)), "more", "if something has come: poll");
      code.assign(SEEN, constant(0), "");
      code.jump("idle", "else sleep");
      code.place("more");
      code.assign(SEEN, constant(0), "");
      store(code, "K8", "mask", "armed = 0", ARMED, 0);
      code.jump("polling", "");
    } else {
      code.jump("idle", "sleep");
    }
  }

  private Load load(int cell) {
    return new Load(SEEN, Cell.at(cell), AccessMode.ofLoad(setup.mode()));
  }

  private void store(Listing code, String label, String verb, String text, int cell, int value) {
    AccessMode mode = AccessMode.ofStore(setup.mode());
    code.access(label, verb, text, new Store(Cell.at(cell), constant(value), mode));
  }
}
