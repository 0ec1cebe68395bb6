package lab.experiments.memory.mpmc;

import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.plus;

import lab.memorymodel.AccessMode;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.Reg;
import lab.memorymodel.Script;
import lab.memorymodel.Script.Way;

/** A producer: reserves a slot, fills it, publishes it; and the first one's look at the size. */
final class MpmcProducer extends MpmcThread {
  private final boolean first;
  final Reg message;
  final Reg sent;

  /** Index plus one of the slot that the producer has reserved and not yet published; else 0. */
  final Reg own;

  /** Whether the producer has read an index whose slot is free, and not yet tried to reserve it. */
  final Reg plans;

  final Reg stalled;
  private final Reg other;

  MpmcProducer(MpmcProgram ring, int number) {
    super(ring, number, "producer" + (number + 1), "p");
    first = number == 0;
    message = all.reg("message");
    sent = all.reg("sent");
    own = all.reg("own");
    plans = all.reg("plans");
    stalled = all.reg("stalled");
    other = all.reg("index");
  }

  /** What people are shown of each of its messages. */
  int payload() {
    return first ? 11 : 22;
  }

  ThreadCode code() {
    boolean steals = shape.whole() && !first;
    boolean stalls = shape.stalls() && first;
    Script code = new Script(all);
    code.assign(message, constant(payload()));
    code.place("next message").branch(ge(sent, shape.messages()), "stop");
    if (steals) {
      code.choose(
          new Way("step", "", constant(1), "look"), new Way("steal", "", constant(1), "steal"));
    }
    code.place("look");
    look(code, !steals);
    code.branch(eq(seen, index), "the slot is free");
    refused(code, "O6", ring.consumerIndex, minus(index, shape.capacity()));
    code.place("the slot is free").note(plans, constant(1));
    begin(code);
    reserve(code, "O3", verb("reserve"), ring.producerIndex);
    lostTheRace(code, "fill");
    if (steals) {
      code.place("steal");
      look(code, false);
      code.branch(eq(seen, index), "reserve at once").jump("begin again");
      code.place("reserve at once");
      reserve(code, "O3", "step", ring.producerIndex);
      lostTheRace(code, "fill");
    }
    code.place("fill").note(own, plus(index, 1)).note(plans, constant(0));
    if (stalls) {
      code.choose(
          new Way("step", "", constant(1), "go on"), new Way("stall", "", constant(1), "stall"));
      code.place("go on");
    } else {
      begin(code);
    }
    String write = stalls ? "write" : verb("write");
    code.store(Script.NONE, write, ring.slot(index), message, AccessMode.PLAIN);
    begin(code);
    AccessMode published = modes.store(AccessMode.RELEASE);
    code.store("O5", verb("publish"), ring.sequence(index), plus(index, 1), published);
    code.jump("published").place("published");
    code.note(sent, plus(sent, 1)).note(message, plus(message, MpmcProgram.NEXT_MESSAGE));
    code.forget(own).place("refuse").place("begin again");
    code.forget(plans, index, seen, found).jump("next message");
    if (stalls) {
      code.place("stall").note(stalled, constant(1));
    }
    code.place("stop");
    if (first && shape.definite()) {
      size(code);
    }
    return code.thread();
  }

  /** O1 and O2. */
  private void look(Script code, boolean begins) {
    if (begins) {
      begin(code);
    }
    code.load("O1", verb("index"), index, ring.producerIndex, modes.load(AccessMode.OPAQUE));
    code.load("O2", verb("look"), seen, ring.sequence(index), modes.load(AccessMode.ACQUIRE));
  }

  /** A step ends in front of the next line, where steps are whole. */
  private void begin(Script code) {
    if (shape.whole()) {
      code.begin();
    }
  }

  private String verb(String own) {
    return shape.whole() ? "step" : own;
  }

  /** The two accesses of {@code size}; nobody looks at the difference. */
  private void size(Script code) {
    code.load("S1", "taken", other, ring.consumerIndex, AccessMode.OPAQUE);
    code.load("S2", "put", other, ring.producerIndex, AccessMode.OPAQUE);
    code.forget(other);
  }
}
