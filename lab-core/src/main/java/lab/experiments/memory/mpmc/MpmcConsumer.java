package lab.experiments.memory.mpmc;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.plus;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.Reg;
import lab.memorymodel.Script;

/** The consumer: reserves a full slot, takes what is in it, frees it, and checks what it took. */
final class MpmcConsumer extends MpmcThread {
  final Reg got;
  private final Reg taken;

  /** What the next message of each producer is, less its payload. */
  private final List<Reg> next;

  /** Whether the consumer has taken a slot in which there was nothing. */
  final Reg hole;

  /** Whether a producer's messages have come twice, or an older one after a newer. */
  final Reg disorder;

  MpmcConsumer(MpmcProgram ring) {
    super(ring, ring.producers.size(), "consumer", "c");
    got = all.reg("got");
    taken = all.reg("taken");
    next = ring.producers.stream().map(p -> all.reg("next" + (p.all.thread() + 1))).toList();
    hole = all.reg("hole");
    disorder = all.reg("disorder");
  }

  /** What the next message of that producer is, less its payload. */
  Reg next(MpmcProducer producer) {
    return next.get(producer.all.thread());
  }

  ThreadCode code() {
    boolean whole = shape.whole();
    Script code = new Script(all);
    code.place("next message");
    if (!whole) {
      int everything = shape.messages() * shape.producers() + (shape.preloaded() ? 1 : 0);
      code.branch(ge(taken, everything), "stop");
    }
    AccessMode guess = modes.load(AccessMode.OPAQUE);
    code.begin().load("C1", whole ? "take" : "index", index, ring.consumerIndex, guess);
    code.load("C2", "look", seen, ring.sequence(index), modes.load(AccessMode.ACQUIRE));
    code.branch(eq(seen, plus(index, 1)), "the slot is full");
    refused(code, "C6", ring.producerIndex, index);
    code.place("the slot is full");
    reserve(code, "C3", "reserve", ring.consumerIndex);
    lostTheRace(code, "take");
    code.place("take");
    code.load(Script.NONE, "read", got, ring.slot(index), AccessMode.PLAIN);
    code.store(Script.NONE, "clear", ring.slot(index), constant(0), AccessMode.PLAIN);
    Expr free = plus(index, shape.capacity());
    code.store("C5", "free", ring.sequence(index), free, modes.store(AccessMode.RELEASE));
    code.jump("taken").place("taken");
    if (!whole) {
      code.note(taken, plus(taken, 1));
    }
    code.note(hole, or(hole, eq(got, 0)));
    ring.producers.forEach(p -> inTurn(code, p));
    code.place("refuse").place("begin again").forget(got, index, seen, found);
    code.jump("next message").place("stop");
    return code.thread();
  }

  /** If what it got is that producer's: whether it comes in turn, and what is to come next. */
  private void inTurn(Script code, MpmcProducer producer) {
    Expr its = eq(and(got, MpmcProgram.PAYLOAD_MASK), producer.payload());
    Expr place = minus(got, producer.payload());
    Reg due = next(producer);
    code.note(disorder, or(disorder, and(its, lt(place, due))));
    Expr later = minus(plus(place, MpmcProgram.NEXT_MESSAGE), due);
    code.note(due, plus(due, and(minus(constant(0), its), later)));
  }
}
