package lab.experiments.memory.spsc;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.le;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.ArrayList;
import java.util.List;
import lab.catalog.Structure;
import lab.explore.Claim;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;

/**
 * The single-producer rings that ship beside programs of them, as shipped and small: a ring of two,
 * two laps. Element by element, in bulk, and the two ways to mix them are programs of one class.
 * What is plain in a class is plain here and has no label; what is the caller's is opaque in bulk,
 * where four plain writes would only multiply a compiler's choices.
 */
final class RingStructures {
  private static final String PACKAGE = "lab.concurrent.ring.";
  private static final int CAPACITY = 2;
  private static final int MESSAGES = 4;
  private static final int BATCH = 2;

  // Cells: the indices, then slots (or values), then contents or tags.
  private static final int PRODUCER_INDEX = 0;
  private static final int CONSUMER_INDEX = 1;
  private static final int SLOTS = 2;
  private static final int SECOND = SLOTS + CAPACITY;

  // Registers of both sides: own index, own limit, what was read, how many, and two elements.
  private static final int MINE = 0;
  private static final int LIMIT = 1;
  private static final int SEEN = 2;
  private static final int COUNT = 3;
  private static final int FIRST = 4;
  private static final int OTHER = 5;
  private static final List<String> REGISTERS = List.of("i", "limit", "seen", "n", "e", "f");

  private RingStructures() {}

  static List<Structure> all() {
    return List.of(
        new Structure(
            "ring",
            PACKAGE + "SpscRing",
            SpscProgram.of(CAPACITY, MESSAGES, "acquire-release", false),
            SpscMachine.claims(CAPACITY)),
        new Structure("ring in bulk", PACKAGE + "SpscRing", bulk(), claims()),
        new Structure("ring, offer and drain", PACKAGE + "SpscRing", mixed(true), claims()),
        new Structure("ring, fill and poll", PACKAGE + "SpscRing", mixed(false), claims()),
        new Structure("ring of longs", PACKAGE + "SpscLongRing", longs(), claims()),
        new Structure("ring of longs in bulk", PACKAGE + "SpscLongRing", longsInBulk(), claims()),
        new Structure(
            "ring of longs, offer and drain", PACKAGE + "SpscLongRing", longsMixed(), claims()),
        new Structure("ring of records", PACKAGE + "SpscRecordRing", records(), claims()));
  }

  /** Slots that are never empty say nothing of what is lost: the order of what comes out does. */
  private static List<Claim<ProgramState>> claims() {
    return SpscMachine.claims(CAPACITY).stream()
        .filter(c -> !c.name().equals(SpscMachine.LOST))
        .toList();
  }

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

  private static Program longsMixed() {
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

  private static Program program(String name, String second, int seconds, Listing p, Listing c) {
    List<SharedCell> cells = new ArrayList<>();
    cells.add(new SharedCell("producerIndex", 0));
    cells.add(new SharedCell("consumerIndex", 0));
    for (int i = 0; i < CAPACITY; i++) {
      cells.add(new SharedCell("slot" + i, 0));
    }
    for (int i = 0; i < seconds; i++) {
      cells.add(new SharedCell(second + (second.equals("m") ? i + 1 : i), 0));
    }
    return new Program(
        name,
        cells,
        List.of(
            new ThreadCode("p", REGISTERS, p.lines()), new ThreadCode("c", REGISTERS, c.lines())));
  }

  /** Reads the other side's index and keeps the greater of what it says and what was known. */
  private static void remember(Listing code, String label, String text, int cell, int more) {
    code.access(label, "index", "seen = " + text, acquire(SEEN, Cell.at(cell)));
    code.branch(le(plus(reg(SEEN), more), reg(LIMIT)), label + "known", "if that is more");
    code.assign(LIMIT, plus(reg(SEEN), more), "limit = seen").place(label + "known");
  }

  private static void advance(Listing code, String label, int cell, String text) {
    code.access(label, "count", text, release(cell, plus(reg(MINE), reg(COUNT))));
    code.assign(MINE, plus(reg(MINE), reg(COUNT)), "p = p + n");
  }

  private static void contents(Listing code, int element, Expr number) {
    next(code, element, number);
    Cell cell = Cell.at(SECOND, minus(reg(element), 1));
    code.unlabelled("read", "v = contents", new Load(SEEN, cell, AccessMode.OPAQUE));
    code.check(eq(reg(SEEN), reg(element)), SpscProgram.UNWRITTEN, "(are written)");
  }

  private static void next(Listing code, int element, Expr number) {
    code.check(eq(reg(element), number), SpscProgram.FIFO, "(the next one)");
  }

  private static void store(Listing code, String verb, String text, int cell, Expr value) {
    code.unlabelled(verb, text, new Store(Cell.at(cell), value, AccessMode.OPAQUE));
  }

  private static void plain(Listing code, String verb, String text, Cell cell, Expr value) {
    code.unlabelled(verb, text, new Store(cell, value, AccessMode.PLAIN));
  }

  private static void take(Listing code, int register, String text, Cell cell) {
    code.unlabelled("copy", text, new Load(register, cell, AccessMode.PLAIN));
  }

  private static Load acquire(int register, Cell cell) {
    return new Load(register, cell, AccessMode.ACQUIRE);
  }

  private static Store release(int cell, Expr value) {
    return new Store(Cell.at(cell), value, AccessMode.RELEASE);
  }

  private static Store clear(Expr index) {
    return new Store(slot(index), constant(0), AccessMode.RELEASE);
  }

  private static Store tagged(Expr index, AccessMode mode) {
    return new Store(tag(index), lap(index), mode);
  }

  private static Cell slot(Expr index) {
    return Cell.at(SLOTS, and(index, CAPACITY - 1));
  }

  private static Cell tag(Expr index) {
    return Cell.at(SECOND, and(index, CAPACITY - 1));
  }

  /** Of two laps. */
  private static Expr lap(Expr index) {
    Expr second = ge(index, CAPACITY);
    return plus(second, 1);
  }

  private static Expr left() {
    return minus(reg(LIMIT), reg(MINE));
  }

  /** One, or two if the limit says so: two is the length of a call, one that of the last. */
  private static Expr clamp() {
    Expr more = le(reg(MINE), MESSAGES - BATCH);
    Expr two = and(ge(left(), BATCH), more);
    return plus(two, 1);
  }
}
