package lab.experiments.memory.mpmc;

import static lab.experiments.memory.mpmc.MpmcProgram.CONSUMER_INDEX;
import static lab.experiments.memory.mpmc.MpmcProgram.NEXT_MESSAGE;
import static lab.experiments.memory.mpmc.MpmcProgram.P1_PAYLOAD;
import static lab.experiments.memory.mpmc.MpmcProgram.P2_PAYLOAD;
import static lab.experiments.memory.mpmc.MpmcProgram.PAYLOAD_MASK;
import static lab.experiments.memory.mpmc.MpmcProgram.PRODUCER_INDEX;
import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.List;
import lab.experiments.memory.mpmc.MpmcProgram.Shape;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Program.ThreadCode;

/** The consumer: reserves a full slot, takes what is in it, frees it, and checks what it took. */
final class MpmcConsumer extends MpmcThread {
  // Registers of the consumer.
  static final int GOT = 3;
  static final int TAKEN = 4;

  /** What the next message of each producer is, less its payload. */
  static final int NEXT_OF_P1 = 5;

  static final int NEXT_OF_P2 = 6;

  /** Whether the consumer has taken a slot in which there was nothing. */
  static final int HOLE = 7;

  /** Whether a producer's messages have come twice, or an older one after a newer. */
  static final int DISORDER = 8;

  MpmcConsumer(Shape shape) {
    super(shape);
  }

  ThreadCode code() {
    Listing code = new Listing();
    int all = shape.messages() * shape.producers() + (shape.preloaded() ? 1 : 0);
    code.place("next");
    if (!shape.whole()) {
      Expr enough = ge(reg(TAKEN), all);
      code.branch(enough, "over", "if all are taken: stop");
    }
    Load index = new Load(INDEX, Cell.at(CONSUMER_INDEX), load(AccessMode.OPAQUE));
    code.operation("C1", shape.whole() ? "take" : "index", "c = consumerIndex", index);
    Load seen = new Load(SEEN, sequence(), load(AccessMode.ACQUIRE));
    code.access("C2", "look", "s = sequence[c]", seen);
    code.branch(eq(reg(SEEN), plus(reg(INDEX), 1)), "full", "if s is c + 1: there is one");
    refused(code, "C6", PRODUCER_INDEX, reg(INDEX), "empty");
    code.place("full");
    code.access("C3", "reserve", reserveText("consumerIndex"), reserve(CONSUMER_INDEX));
    lostTheRace(code, "mine");
    code.place("mine");
    code.unlabelled("read", "got = slot[c]", new Load(GOT, slot(), AccessMode.PLAIN));
    code.unlabelled("clear", "slot[c] = none", new Store(slot(), constant(0), AccessMode.PLAIN));
    Expr free = plus(reg(INDEX), shape.capacity());
    code.access(
        "C5",
        "free",
        "sequence[c] = c + capacity",
        new Store(sequence(), free, store(AccessMode.RELEASE)));
    code.jump("taken", "");
    code.place("taken");
    if (!shape.whole()) {
      code.assign(TAKEN, plus(reg(TAKEN), 1), "(one more is taken)");
    }
    Expr none = eq(reg(GOT), 0);
    code.assign(HOLE, or(reg(HOLE), none), "(was there anything?)");
    inTurn(code, P1_PAYLOAD, NEXT_OF_P1, "notP1");
    inTurn(code, P2_PAYLOAD, NEXT_OF_P2, "again");
    code.place("again");
    code.assign(GOT, constant(0), "");
    forget(code);
    code.jump("next", "");
    code.place("over");
    return new ThreadCode(
        "c",
        List.of("c", "s", "found", "got", "taken", "next1", "next2", "hole", "disorder"),
        code.lines());
  }

  private static void inTurn(Listing code, int payload, int next, String otherwise) {
    Expr whose = and(reg(GOT), PAYLOAD_MASK);
    Expr place = minus(reg(GOT), payload);
    code.branch(ne(whose, payload), otherwise, "(if it is not " + payload + ")");
    Expr late = lt(place, reg(next));
    code.assign(DISORDER, or(reg(DISORDER), late), "(in turn?)");
    code.assign(next, plus(place, NEXT_MESSAGE), "(what comes next)");
    if (!otherwise.equals("again")) {
      code.jump("again", "");
      code.place(otherwise);
    }
  }
}
