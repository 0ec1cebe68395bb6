package lab.experiments.memory.spsc;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Program;

/** {@code SpscLongRing}, whose tags say which lap a value is of, and {@code SpscRecordRing}. */
final class LongRings extends SmallRings {
  private LongRings() {}

  /** {@code offer} and {@code poll} of longs: a tag beside each value says whose lap it is of. */
  static Program longs() {
    Listing p = new Listing();
    p.place("next").branch(ge(reg(MINE), MESSAGES), "end", "if all are in: end");
    p.branch(ge(left(), 1), "go", "if p < limit: there is room");
    p.place("again");
    p.access("P1", "room", "seen = consumerIndex", acquire(SEEN, Cell.at(CONSUMER_INDEX)));
    p.assign(LIMIT, plus(reg(SEEN), CAPACITY), "limit = seen + capacity");
    p.branch(lt(left(), 1), "again", "if p == limit: full, again").place("go");
    plain(p, "put", "value[p] = m", slot(reg(MINE)), plus(reg(MINE), 1));
    p.access("P3", "tag", "tag[p] = lap(p)", tagged(reg(MINE), AccessMode.RELEASE));
    p.assign(COUNT, constant(1), "");
    advance(p, "P4", PRODUCER_INDEX, "producerIndex = p + 1");
    p.jump("next", "").place("end");

    Listing c = new Listing();
    c.place("next").branch(ge(reg(MINE), MESSAGES), "end", "if all are out: end");
    c.place("again").access("C1", "look", "seen = tag[c]", acquire(SEEN, tag(reg(MINE))));
    c.branch(ne(reg(SEEN), lap(reg(MINE))), "again", "if not lap(c): empty");
    take(c, FIRST, "e = value[c]", slot(reg(MINE)));
    c.access("C3", "count", "consumerIndex = c + 1", release(CONSUMER_INDEX, plus(reg(MINE), 1)));
    next(c, FIRST, plus(reg(MINE), 1));
    c.assign(MINE, plus(reg(MINE), 1), "c = c + 1").jump("next", "").place("end");
    return program("spsc of longs", "tag", CAPACITY, p, c);
  }

  /** {@code fill} and {@code drain} of longs, two values a call. */
  static Program longsInBulk() {
    Listing p = new Listing();
    p.place("next").branch(ge(reg(MINE), MESSAGES), "end", "if all are in: end");
    p.branch(ge(left(), BATCH), "go", "if limit - p >= length: there is room");
    p.place("again");
    p.access("P1", "room", "seen = consumerIndex", acquire(SEEN, Cell.at(CONSUMER_INDEX)));
    p.assign(LIMIT, plus(reg(SEEN), CAPACITY), "limit = seen + capacity");
    p.branch(lt(left(), 1), "again", "if p == limit: full, again").place("go");
    p.assign(COUNT, clamp(), "n = 1..length, as limit says");
    plain(p, "copy", "value[p] = m", slot(reg(MINE)), plus(reg(MINE), 1));
    p.branch(lt(reg(COUNT), 2), "one", "if n is 2");
    plain(p, "copy", "value[p + 1] = m + 1", slot(plus(reg(MINE), 1)), plus(reg(MINE), 2));
    p.place("one").access("F3", "fence", "release fence", new Fence(Fence.Kind.RELEASE));
    p.unlabelled("tag", "tag[p] = lap(p)", tagged(reg(MINE), AccessMode.PLAIN));
    p.branch(lt(reg(COUNT), 2), "done", "if n is 2");
    p.unlabelled("tag", "tag[p + 1] = lap(p + 1)", tagged(plus(reg(MINE), 1), AccessMode.PLAIN));
    p.place("done");
    advance(p, "F4", PRODUCER_INDEX, "producerIndex = p + n");
    p.jump("next", "").place("end");

    Listing c = new Listing();
    c.place("next").branch(ge(reg(MINE), MESSAGES), "end", "if all are out: end");
    c.place("again").branch(ge(left(), BATCH), "go", "if limit - c >= length");
    remember(c, "D1", "producerIndex", PRODUCER_INDEX, 0);
    c.branch(ge(left(), 1), "go", "if limit > c: there is one");
    c.access("C1", "look", "seen = tag[c]", acquire(SEEN, tag(reg(MINE))));
    c.branch(ne(reg(SEEN), lap(reg(MINE))), "again", "if not lap(c): empty");
    c.place("go").assign(COUNT, clamp(), "n = 1..length, as limit says");
    take(c, FIRST, "e = value[c]", slot(reg(MINE)));
    c.branch(lt(reg(COUNT), 2), "one", "if n is 2");
    take(c, OTHER, "f = value[c + 1]", slot(plus(reg(MINE), 1)));
    c.place("one");
    c.access(
        "D3",
        "count",
        "consumerIndex = c + n",
        release(CONSUMER_INDEX, plus(reg(MINE), reg(COUNT))));
    next(c, FIRST, plus(reg(MINE), 1));
    c.branch(lt(reg(COUNT), 2), "read", "if n is 2");
    next(c, OTHER, plus(reg(MINE), 2));
    c.place("read")
        .assign(MINE, plus(reg(MINE), reg(COUNT)), "c = c + n")
        .jump("next", "")
        .place("end");
    return program("spsc of longs in bulk", "tag", CAPACITY, p, c);
  }

  static Program longsMixed() {
    return new Program(
        "spsc of longs, offer and drain",
        longs().cells(),
        List.of(longs().threads().getFirst(), longsInBulk().threads().getLast()));
  }

  /** Records of two words that must agree, claimed and committed one by one. */
  static Program records() {
    Listing p = new Listing();
    p.place("next").branch(ge(reg(MINE), MESSAGES), "end", "if all are in: end");
    p.branch(ge(left(), 1), "go", "if limit - p >= 1: claimed").place("again");
    p.access("P1", "claim", "seen = consumerIndex", acquire(SEEN, Cell.at(CONSUMER_INDEX)));
    p.assign(LIMIT, plus(reg(SEEN), CAPACITY), "limit = seen + capacity");
    p.branch(lt(left(), 1), "again", "if p == limit: full, again").place("go");
    plain(p, "write", "words[at] = m", slot(reg(MINE)), plus(reg(MINE), 1));
    plain(p, "write", "words[at + 1] = m", tag(reg(MINE)), plus(reg(MINE), 1));
    p.assign(COUNT, constant(1), "");
    advance(p, "P3", PRODUCER_INDEX, "producerIndex = p + n");
    p.jump("next", "").place("end");

    Listing c = new Listing();
    c.place("next").branch(ge(reg(MINE), MESSAGES), "end", "if all are out: end");
    c.branch(ge(left(), 1), "go", "if limit - c >= 1: available").place("again");
    c.access("C1", "available", "limit = producerIndex", acquire(LIMIT, Cell.at(PRODUCER_INDEX)));
    c.branch(lt(left(), 1), "again", "if c == limit: empty, again").place("go");
    take(c, FIRST, "e = words[at]", slot(reg(MINE)));
    take(c, OTHER, "f = words[at + 1]", tag(reg(MINE)));
    c.access("C3", "release", "consumerIndex = c + n", release(CONSUMER_INDEX, plus(reg(MINE), 1)));
    next(c, FIRST, plus(reg(MINE), 1));
    next(c, OTHER, plus(reg(MINE), 1));
    c.assign(MINE, plus(reg(MINE), 1), "c = c + n").jump("next", "").place("end");
    return program("spsc of records", "word", CAPACITY, p, c);
  }

  private static Store tagged(Expr index, AccessMode mode) {
    return new Store(tag(index), lap(index), mode);
  }

  private static Cell tag(Expr index) {
    return Cell.at(SECOND, and(index, CAPACITY - 1));
  }

  /** Of two laps. */
  private static Expr lap(Expr index) {
    Expr second = ge(index, CAPACITY);
    return plus(second, 1);
  }
}
