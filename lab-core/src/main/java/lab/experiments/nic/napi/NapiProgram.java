package lab.experiments.nic.napi;

import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.gt;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.plus;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Cells;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Grain;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Script.Way;
import lab.memorymodel.Shared;

/**
 * A NIC that receives a burst, and the kernel's poll loop.
 *
 * <pre>
 *   nic     done = how many descriptors are done; if the line is armed: disarm it, interrupt
 *   kernel  interrupted, with the line masked:
 *             poll: take up to the budget; if that was all of it: poll again
 *             re-arm the line; look at the ring once more, if it is told to
 * </pre>
 *
 * <p>The DD bits of the ring are one number here, for the NIC sets them in order. Every access of
 * the NIC is as strong as the bus makes it: its write of a descriptor is over before it looks at
 * its interrupt register. The kernel's are of the control's mode.
 *
 * <p>Where whole operations are steps, the kernel's poll begins with the interrupt that schedules
 * it; where single accesses are, it sleeps on the line by looking at it again and again.
 */
final class NapiProgram {
  /** What the room's controls ask for; see there. */
  record Setup(int packets, int budget, Irq irq, boolean recheck, boolean fence) {}

  /** What becomes of a packet that comes while the line is masked. */
  enum Irq {
    /** The NIC forgets it. */
    EDGE,
    /** The NIC remembers it until the handler acknowledges the cause, at its beginning. */
    LATCHED,
    /** The same, but the cause is acknowledged between the last poll and the re-arming. */
    CLEAR_LATE
  }

  static final int RING = 16;

  private static final Cells CELLS = new Cells();

  /** How many descriptors are done. */
  static final Shared DONE = CELLS.cell("done", 0);

  static final Shared ARMED = CELLS.cell("armed", 1);

  /** Number of the packet that interrupts; 0: none does. */
  static final Shared CAUSE = CELLS.cell("cause", 0);

  static final Registers NIC = new Registers(0, "nic");

  /** Packets so far. */
  static final Reg CAME = NIC.reg("packets");

  private static final Reg FOUND = NIC.reg("found");

  static final Registers KERNEL = new Registers(1, "kernel");
  static final Reg TAKEN = KERNEL.reg("taken");
  static final Reg WORK = KERNEL.reg("work");
  static final Reg POLLS = KERNEL.reg("polls");
  static final Reg INTERRUPTS = KERNEL.reg("interrupts");

  /** Whether a packet was found only because a later one raised the interrupt. */
  static final Reg LATE = KERNEL.reg("late");

  private static final Reg SEEN = KERNEL.reg("seen");

  private final Setup setup;
  private final boolean whole;
  private final AccessMode load;
  private final AccessMode store;

  private NapiProgram(Setup setup, Grain grain, Modes modes) {
    this.setup = setup;
    whole = grain == Grain.OPERATIONS;
    load = modes.load(AccessMode.ACQUIRE);
    store = modes.store(AccessMode.RELEASE);
  }

  /**
   * @param modes of the kernel's accesses
   */
  static Program of(Setup setup, Grain grain, Modes modes) {
    NapiProgram p = new NapiProgram(setup, grain, modes);
    return new Program("napi", CELLS.all(), List.of(p.nic(), p.kernel()));
  }

  private ThreadCode nic() {
    Script code = new Script(NIC);
    code.place("receive").branch(ge(CAME, setup.packets()), "the burst is over");
    code.begin().store("N1", "receive", DONE, plus(CAME, 1), AccessMode.RELEASE);
    code.assign(CAME, plus(CAME, 1));
    // The write of the descriptor leaves the NIC before it looks at its own registers.
    code.fence(Script.NONE, "order", FenceKind.FULL);
    AccessMode both = AccessMode.ACQUIRE_RELEASE;
    if (setup.irq() == Irq.EDGE) {
      code.compareAndExchange("N2", "look", FOUND, ARMED, constant(1), constant(0), both);
      code.branch(eq(FOUND, 0), "next");
      code.store("N3", "interrupt", CAUSE, CAME, AccessMode.RELEASE);
    } else {
      code.compareAndExchange("N2", "interrupt", FOUND, CAUSE, constant(0), CAME, both);
    }
    code.place("next").forget(FOUND).jump("receive");
    code.place("the burst is over");
    return code.thread();
  }

  private ThreadCode kernel() {
    Script code = new Script(KERNEL);
    code.place("sleep").begin();
    code.load("K1", whole ? "poll" : "sleep", SEEN, CAUSE, load);
    code.branch(eq(SEEN, 0), "sleep");
    code.note(LATE, or(LATE, gt(SEEN, plus(TAKEN, 1))));
    code.assign(INTERRUPTS, plus(INTERRUPTS, 1));
    switch (setup.irq()) {
      case EDGE -> acknowledge(code);
      case LATCHED -> {
        code.store("K3", "mask", ARMED, constant(0), store);
        // Reading the cause register clears it, and the core waits for the answer.
        acknowledge(code);
        code.fence(Script.NONE, "wait", FenceKind.FULL);
      }
      case CLEAR_LATE -> code.store("K3", "mask", ARMED, constant(0), store);
    }
    code.load("K4", "look", SEEN, DONE, load).jump("take");

    code.place("poll").begin().load("K5", "poll", SEEN, DONE, load);
    code.place("take").assign(POLLS, plus(POLLS, 1));
    code.assign(WORK, minus(SEEN, TAKEN)).forget(SEEN);
    code.branch(lt(WORK, setup.budget()), "that was all");
    code.assign(WORK, constant(setup.budget()));
    code.assign(TAKEN, plus(TAKEN, WORK)).jump("poll");
    code.place("that was all").assign(TAKEN, plus(TAKEN, WORK));
    if (whole) {
      // Another poll is possible as long as it finds something, as that of a busy poller would be.
      code.choose(
          new Way("rearm", "", constant(1), "re-arm", ""),
          new Way("poll", "", constant(1), "poll again", ""));
      code.place("poll again").load("K5", "poll", SEEN, DONE, load);
      code.branch(eq(SEEN, TAKEN), "poll again").jump("take");
    }
    rearm(code);
    return code.thread();
  }

  /** Taking an interrupt and reading the cause are one transaction of the NIC each. */
  private static void acknowledge(Script code) {
    code.exchange("K2", "ack", SEEN, CAUSE, constant(0), AccessMode.ACQUIRE_RELEASE);
  }

  private void rearm(Script code) {
    code.place("re-arm");
    if (setup.irq() == Irq.CLEAR_LATE) {
      code.store("K9", "clear", CAUSE, constant(0), store);
    }
    code.store("K6", "rearm", ARMED, constant(1), store);
    if (!setup.recheck()) {
      code.jump("sleep");
      return;
    }
    if (setup.fence()) {
      code.fence(Script.NONE, "fence", FenceKind.FULL);
    }
    code.begin().load("K7", "recheck", SEEN, DONE, load);
    code.branch(gt(SEEN, TAKEN), "more has come");
    code.forget(SEEN).jump("sleep");
    code.place("more has come").forget(SEEN);
    code.store("K8", "mask", ARMED, constant(0), store).jump("poll");
  }
}
