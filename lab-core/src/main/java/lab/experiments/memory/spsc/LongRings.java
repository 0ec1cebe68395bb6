package lab.experiments.memory.spsc;

import static lab.memorymodel.AccessMode.ACQUIRE;
import static lab.memorymodel.AccessMode.PLAIN;
import static lab.memorymodel.AccessMode.RELEASE;
import static lab.memorymodel.Expr.called;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Script.NONE;

import lab.memorymodel.Expr;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Program;
import lab.memorymodel.Script;
import lab.memorymodel.SharedArray;
import lab.memorymodel.Target;

/** {@code SpscLongRing}: a tag beside each value says whose lap it is of. */
final class LongRings extends SmallRings {
  private final SharedArray values = cells.array("value", CAPACITY, 0);
  private final SharedArray tags = cells.array("tag", CAPACITY, 0);

  private LongRings() {}

  /** {@code offer} and {@code poll}. */
  static Program longs() {
    LongRings ring = new LongRings();
    return ring.program("spsc of longs", ring.offer(), ring.poll());
  }

  /** {@code fill} and {@code drain}, two values a call. */
  static Program bulk() {
    LongRings ring = new LongRings();
    return ring.program("spsc of longs in bulk", ring.fill(), ring.drain());
  }

  static Program offerAndDrain() {
    LongRings ring = new LongRings();
    return ring.program("spsc of longs, offer and drain", ring.offer(), ring.drain());
  }

  private Script offer() {
    Side p = PRODUCER;
    Script code = p.script();
    code.place("next").branch(ge(p.index, MESSAGES), "end");
    code.branch(ge(p.left(), 1), "room").place("again");
    findRoom(code);
    code.store(NONE, "put", value(p.index), p.after(), PLAIN);
    code.store("P3", "tag", tag(p.index), lap(p.index), RELEASE);
    code.note(p.count, constant(1));
    p.advance(code, "P4", producerIndex);
    return code.jump("next").place("end");
  }

  private Script poll() {
    Side c = CONSUMER;
    Script code = c.script();
    code.place("next").branch(ge(c.index, MESSAGES), "end");
    code.place("again").load("C1", "look", c.seen, tag(c.index), ACQUIRE);
    code.branch(ne(c.seen, lap(c.index)), "again");
    code.load(NONE, "copy", c.first, value(c.index), PLAIN);
    code.store("C3", "count", consumerIndex, c.after(), RELEASE);
    isNext(code, c.first, c.after());
    code.assign(c.index, c.after());
    return code.jump("next").place("end");
  }

  private Script fill() {
    Side p = PRODUCER;
    Script code = p.script();
    code.place("next").branch(ge(p.index, MESSAGES), "end");
    code.branch(ge(p.left(), BATCH), "room").place("again");
    findRoom(code);
    code.assign(p.count, p.clamp());
    code.store(NONE, "copy", value(p.index), p.after(), PLAIN);
    code.branch(lt(p.count, 2), "one");
    code.store(NONE, "copy", value(p.after()), plus(p.index, 2), PLAIN);
    code.place("one").fence("F3", "fence", FenceKind.RELEASE);
    code.store(NONE, "tag", tag(p.index), lap(p.index), PLAIN);
    code.branch(lt(p.count, 2), "tagged");
    code.store(NONE, "tag", tag(p.after()), lap(p.after()), PLAIN);
    code.place("tagged");
    p.advance(code, "F4", producerIndex);
    return code.jump("next").place("end");
  }

  /** Between the places {@code again} and {@code room}. */
  private void findRoom(Script code) {
    Side p = PRODUCER;
    code.load("P1", "room", p.seen, consumerIndex, ACQUIRE);
    code.assign(p.limit, plus(p.seen, CAPACITY));
    code.branch(lt(p.left(), 1), "again").place("room");
  }

  private Script drain() {
    Side c = CONSUMER;
    Script code = c.script();
    code.place("next").branch(ge(c.index, MESSAGES), "end");
    code.place("again").branch(ge(c.left(), BATCH), "there");
    c.remember(code, "D1", producerIndex, c.seen);
    code.branch(ge(c.left(), 1), "there");
    code.load("C1", "look", c.seen, tag(c.index), ACQUIRE);
    code.branch(ne(c.seen, lap(c.index)), "again");
    code.place("there").assign(c.count, c.clamp());
    code.load(NONE, "copy", c.first, value(c.index), PLAIN);
    code.branch(lt(c.count, 2), "one");
    code.load(NONE, "copy", c.second, value(c.after()), PLAIN);
    code.place("one");
    code.store("D3", "count", consumerIndex, plus(c.index, c.count), RELEASE);
    isNext(code, c.first, c.after());
    code.branch(lt(c.count, 2), "read");
    isNext(code, c.second, plus(c.index, 2));
    code.place("read").assign(c.index, plus(c.index, c.count));
    return code.jump("next").place("end");
  }

  private Target value(Expr index) {
    return values.around(index);
  }

  private Target tag(Expr index) {
    return tags.around(index);
  }

  /** Of two laps. */
  private static Expr lap(Expr index) {
    return called("lap(" + index.words() + ")", plus(ge(index, CAPACITY), 1));
  }
}
