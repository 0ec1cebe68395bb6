package lab.experiments.memory.mpmc;

import static lab.experiments.memory.mpmc.MpmcProgram.CONSUMER_INDEX;
import static lab.experiments.memory.mpmc.MpmcProgram.NEXT_MESSAGE;
import static lab.experiments.memory.mpmc.MpmcProgram.PRODUCER_INDEX;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.List;
import lab.experiments.memory.mpmc.MpmcProgram.Shape;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Listing.Way;
import lab.memorymodel.Program.ThreadCode;

/** A producer: reserves a slot, fills it, publishes it; and the first one's look at the size. */
final class MpmcProducer extends MpmcThread {
  // Registers of producers.
  static final int MESSAGE = 3;
  static final int SENT = 4;

  /** Index plus one of the slot that the producer has reserved and not yet published; else 0. */
  static final int OWN = 5;

  /** Whether the producer has read an index whose slot is free, and not yet tried to reserve it. */
  static final int PLANS = 6;

  static final int STALLED = 7;
  private static final int SIZE = 8;

  MpmcProducer(Shape shape) {
    super(shape);
  }

  ThreadCode code(String name, int payload, boolean first) {
    Listing code = new Listing();
    code.assign(MESSAGE, constant(payload), "message = " + payload);
    code.place("next");
    code.branch(ge(reg(SENT), shape.messages()), "over", "if all are in: stop");
    boolean steals = shape.whole() && !first;
    if (steals) {
      code.choose(
          "step, or read and reserve at once",
          new Way("step", "", constant(1), "read"),
          new Way("steal", "", constant(1), "steal"));
    }
    code.place("read");
    look(code, !steals);
    code.branch(eq(reg(SEEN), reg(INDEX)), "free", "if s is p: the slot is free");
    refused(code, "O6", CONSUMER_INDEX, minus(reg(INDEX), shape.capacity()), "full");
    code.place("free");
    code.assign(PLANS, constant(1), "(it plans to reserve p)");
    step(code, "O3", "reserve", reserveText("producerIndex"), reserve(PRODUCER_INDEX), true);
    lostTheRace(code, "owned");
    if (steals) {
      code.place("steal");
      look(code, false);
      code.branch(eq(reg(SEEN), reg(INDEX)), "grab", "if s is p: the slot is free");
      code.jump("again", "else begin again");
      code.place("grab");
      step(code, "O3", "reserve", reserveText("producerIndex"), reserve(PRODUCER_INDEX), false);
      lostTheRace(code, "owned");
    }
    code.place("owned");
    code.assign(OWN, plus(reg(INDEX), 1), "(it owns the slot of p)");
    code.assign(PLANS, constant(0), "");
    if (first && shape.stalls()) {
      code.choose(
          "go on, or stop for ever",
          new Way("step", "", constant(1), "fill"),
          new Way("stall", "", constant(1), "stalled"));
    }
    code.place("fill");
    Store write = new Store(slot(), reg(MESSAGE), AccessMode.PLAIN);
    if (shape.whole() && !(first && shape.stalls())) {
      code.begin("step", "slot[p] = message", write);
    } else {
      code.unlabelled("write", "slot[p] = message", write);
    }
    Store publish = new Store(sequence(), plus(reg(INDEX), 1), store(AccessMode.RELEASE));
    step(code, "O5", "publish", "sequence[p] = p + 1", publish, true);
    code.jump("published", "");
    code.place("published");
    code.assign(SENT, plus(reg(SENT), 1), "(one more is in)");
    code.assign(MESSAGE, plus(reg(MESSAGE), NEXT_MESSAGE), "(the next message)");
    code.assign(OWN, constant(0), "");
    code.place("again");
    code.assign(PLANS, constant(0), "");
    forget(code);
    code.jump("next", "");
    if (first && shape.stalls()) {
      code.place("stalled");
      code.assign(STALLED, constant(1), "(it never runs again)");
    }
    code.place("over");
    if (first && shape.definite()) {
      size(code);
    }
    return new ThreadCode(
        name,
        List.of("p", "s", "found", "message", "sent", "own", "plans", "stalled", "size"),
        code.lines());
  }

  /** O1 and O2. */
  private void look(Listing code, boolean begins) {
    Load index = new Load(INDEX, Cell.at(PRODUCER_INDEX), load(AccessMode.OPAQUE));
    step(code, "O1", "index", "p = producerIndex", index, begins);
    Load seen = new Load(SEEN, sequence(), load(AccessMode.ACQUIRE));
    code.access("O2", verb("look"), "s = sequence[p]", seen);
  }

  private void step(
      Listing code, String label, String verb, String text, Instruction access, boolean begins) {
    if (shape.whole() && begins) {
      code.operation(label, "step", text, access);
    } else {
      code.access(label, verb(verb), text, access);
    }
  }

  private String verb(String own) {
    return shape.whole() ? "step" : own;
  }

  /** The two accesses of {@code size}. */
  private static void size(Listing code) {
    Cell taken = Cell.at(CONSUMER_INDEX);
    code.access("S1", "taken", "c = consumerIndex", new Load(SIZE, taken, AccessMode.OPAQUE));
    Cell put = Cell.at(PRODUCER_INDEX);
    code.access("S2", "put", "p = producerIndex", new Load(SIZE, put, AccessMode.OPAQUE));
    code.assign(SIZE, constant(0), "size = p - c");
  }
}
