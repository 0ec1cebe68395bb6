package lab.experiments.memory.spsc;

import static lab.experiments.memory.spsc.SpscProgram.NULL;
import static lab.memorymodel.AccessMode.ACQUIRE;
import static lab.memorymodel.AccessMode.OPAQUE;
import static lab.memorymodel.AccessMode.PLAIN;
import static lab.memorymodel.AccessMode.RELEASE;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Script.NONE;

import java.util.List;
import lab.memorymodel.Expr;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.Reg;
import lab.memorymodel.Script;
import lab.memorymodel.SharedArray;
import lab.memorymodel.Target;

/** {@code SpscRing} in bulk, and mixed with its calls for one element. */
final class ObjectRings extends SmallRings {
  private final SharedArray slots = cells.array("slot", CAPACITY, 0);
  private final SharedArray contents = SpscProgram.contents(cells, MESSAGES);

  private ObjectRings() {}

  /** {@code offer} and {@code poll}. */
  static SpscProgram elementByElement() {
    return new SpscProgram(CAPACITY, MESSAGES, Modes.SHIPPED, false);
  }

  /** {@code fill} and {@code drain} of arrays, two elements a call. */
  static Program bulk() {
    ObjectRings ring = new ObjectRings();
    return ring.program("spsc in bulk", ring.fill(), ring.drain());
  }

  static Program offerAndDrain() {
    return mixed("spsc, offer and drain", elementByElement().program(), bulk());
  }

  static Program fillAndPoll() {
    return mixed("spsc, fill and poll", bulk(), elementByElement().program());
  }

  /** The producer of one program and the consumer of another: their cells are the same. */
  private static Program mixed(String name, Program puts, Program takes) {
    return new Program(
        name, puts.cells(), List.of(puts.threads().getFirst(), takes.threads().getLast()));
  }

  private Script fill() {
    Side p = PRODUCER;
    Script code = p.script();
    for (int m = 1; m <= MESSAGES; m++) {
      code.store(NONE, "write", contents.at(m), constant(m), OPAQUE);
    }
    code.place("next").branch(ge(p.index, MESSAGES), "end");
    code.place("again").branch(ge(p.left(), BATCH), "room");
    p.remember(code, "F1", consumerIndex, plus(p.seen, CAPACITY));
    code.branch(ge(p.left(), 1), "room");
    code.load("P1", "ahead", p.seen, slot(p.after()), ACQUIRE);
    code.branch(ne(p.seen, NULL), "look");
    code.assign(p.limit, plus(p.index, 2)).jump("room");
    code.place("look").load("P2", "look", p.seen, slot(p.index), ACQUIRE);
    code.branch(ne(p.seen, NULL), "again");
    code.place("room").assign(p.count, p.clamp());
    code.fence("F2", "fence", FenceKind.RELEASE);
    code.store(NONE, "copy", slot(p.index), p.after(), PLAIN);
    code.branch(lt(p.count, 2), "one");
    code.store(NONE, "copy", slot(p.after()), plus(p.index, 2), PLAIN);
    code.place("one");
    p.advance(code, "F4", producerIndex);
    return code.jump("next").place("end");
  }

  private Script drain() {
    Side c = CONSUMER;
    Script code = c.script();
    code.place("next").branch(ge(c.index, MESSAGES), "end");
    code.place("again").branch(ge(c.left(), BATCH), "there");
    c.remember(code, "D1", producerIndex, c.seen);
    code.branch(ge(c.left(), 1), "there");
    code.load("C1", "look", c.seen, slot(c.index), ACQUIRE);
    code.branch(eq(c.seen, NULL), "again");
    code.place("there").assign(c.count, c.clamp());
    code.load(NONE, "copy", c.first, slot(c.index), PLAIN);
    code.branch(lt(c.count, 2), "one");
    code.load(NONE, "copy", c.second, slot(c.after()), PLAIN);
    code.place("one").store("D3", "clear", slot(c.index), NULL, RELEASE);
    code.branch(lt(c.count, 2), "cleared");
    code.store("D3", "clear", slot(c.after()), NULL, RELEASE);
    code.place("cleared");
    code.store("D4", "count", consumerIndex, plus(c.index, c.count), RELEASE);
    read(code, c.first, c.after());
    code.branch(lt(c.count, 2), "read");
    read(code, c.second, plus(c.index, 2));
    code.place("read").assign(c.index, plus(c.index, c.count));
    return code.jump("next").place("end");
  }

  private void read(Script code, Reg message, Expr number) {
    isNext(code, message, number);
    code.load(NONE, "read", CONSUMER.seen, contents.at(message), OPAQUE);
    code.check(eq(CONSUMER.seen, message), SpscProgram.UNWRITTEN);
  }

  private Target slot(Expr index) {
    return slots.around(index);
  }
}
