package lab.experiments.memory.spsc;

import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Program;

/** {@code SpscRing} in bulk, and mixed with its calls for one element. */
final class ObjectRings extends SmallRings {
  private ObjectRings() {}

  /** {@code fill} and {@code drain} of arrays, two elements a call. */
  static Program bulk() {
    Listing p = new Listing();
    for (int m = 0; m < MESSAGES; m++) {
      store(p, "write", "m%d.contents = ...".formatted(m + 1), SECOND + m, constant(m + 1));
    }
    p.place("next").branch(ge(reg(MINE), MESSAGES), "end", "if all are in: end");
    p.place("again").branch(ge(left(), BATCH), "go", "if limit - p >= length: there is room");
    remember(p, "F1", "consumerIndex + capacity", CONSUMER_INDEX, CAPACITY);
    p.branch(ge(left(), 1), "go", "if limit > p: room for one");
    p.access("P1", "ahead", "seen = slot[p + ahead]", acquire(SEEN, slot(plus(reg(MINE), 1))));
    p.branch(ne(reg(SEEN), 0), "look", "if it is not null");
    p.assign(LIMIT, plus(reg(MINE), 2), "limit = p + ahead + 1").jump("go", "");
    p.place("look").access("P2", "look", "seen = slot[p]", acquire(SEEN, slot(reg(MINE))));
    p.branch(ne(reg(SEEN), 0), "again", "if that is not null: full, again");
    p.place("go").assign(COUNT, clamp(), "n = 1..length, as limit says");
    p.access("F2", "fence", "release fence", new Fence(Fence.Kind.RELEASE));
    plain(p, "copy", "slot[p] = m", slot(reg(MINE)), plus(reg(MINE), 1));
    p.branch(lt(reg(COUNT), 2), "one", "if n is 2");
    plain(p, "copy", "slot[p + 1] = m + 1", slot(plus(reg(MINE), 1)), plus(reg(MINE), 2));
    p.place("one");
    advance(p, "F4", PRODUCER_INDEX, "producerIndex = p + n");
    p.jump("next", "").place("end");

    Listing c = new Listing();
    c.place("next").branch(ge(reg(MINE), MESSAGES), "end", "if all are out: end");
    c.place("again").branch(ge(left(), BATCH), "go", "if limit - c >= length");
    remember(c, "D1", "producerIndex", PRODUCER_INDEX, 0);
    c.branch(ge(left(), 1), "go", "if limit > c: there is one");
    c.access("C1", "look", "seen = slot[c]", acquire(SEEN, slot(reg(MINE))));
    c.branch(eq(reg(SEEN), 0), "again", "if it is null: empty, again");
    c.place("go").assign(COUNT, clamp(), "n = 1..length, as limit says");
    take(c, FIRST, "e = slot[c]", slot(reg(MINE)));
    c.branch(lt(reg(COUNT), 2), "one", "if n is 2");
    take(c, OTHER, "f = slot[c + 1]", slot(plus(reg(MINE), 1)));
    c.place("one").access("D3", "clear", "slot[c] = null", clear(reg(MINE)));
    c.branch(lt(reg(COUNT), 2), "done", "if n is 2");
    c.access("D3", "clear", "slot[c + 1] = null", clear(plus(reg(MINE), 1)));
    c.place("done");
    c.access(
        "D4",
        "count",
        "consumerIndex = c + n",
        release(CONSUMER_INDEX, plus(reg(MINE), reg(COUNT))));
    contents(c, FIRST, plus(reg(MINE), 1));
    c.branch(lt(reg(COUNT), 2), "read", "if n is 2");
    contents(c, OTHER, plus(reg(MINE), 2));
    c.place("read")
        .assign(MINE, plus(reg(MINE), reg(COUNT)), "c = c + n")
        .jump("next", "")
        .place("end");
    return program("spsc in bulk", "m", MESSAGES, p, c);
  }

  /** One side element by element, the other in bulk: their cells are the same. */
  static Program mixed(boolean offers) {
    Program single = SpscProgram.of(CAPACITY, MESSAGES, "acquire-release", false);
    Program bulk = bulk();
    return new Program(
        offers ? "spsc, offer and drain" : "spsc, fill and poll",
        bulk.cells(),
        List.of(
            (offers ? single : bulk).threads().getFirst(),
            (offers ? bulk : single).threads().getLast()));
  }

  private static void contents(Listing code, int element, Expr number) {
    next(code, element, number);
    Cell cell = Cell.at(SECOND, minus(reg(element), 1));
    code.unlabelled("read", "v = contents", new Load(SEEN, cell, AccessMode.OPAQUE));
    code.check(eq(reg(SEEN), reg(element)), SpscProgram.UNWRITTEN, "(are written)");
  }

  private static void store(Listing code, String verb, String text, int cell, Expr value) {
    code.unlabelled(verb, text, new Store(Cell.at(cell), value, AccessMode.OPAQUE));
  }

  private static Store clear(Expr index) {
    return new Store(slot(index), constant(0), AccessMode.RELEASE);
  }
}
