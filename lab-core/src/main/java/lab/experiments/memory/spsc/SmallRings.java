package lab.experiments.memory.spsc;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.le;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;

/** What the programs of small rings have in common: two slots, two laps, the same registers. */
abstract class SmallRings {
  static final int CAPACITY = 2;
  static final int MESSAGES = 4;
  static final int BATCH = 2;

  // Cells: the indices, then slots (or values), then contents or tags.
  static final int PRODUCER_INDEX = 0;
  static final int CONSUMER_INDEX = 1;
  static final int SLOTS = 2;
  static final int SECOND = SLOTS + CAPACITY;

  // Registers of both sides: own index, own limit, what was read, how many, and two elements.
  static final int MINE = 0;
  static final int LIMIT = 1;
  static final int SEEN = 2;
  static final int COUNT = 3;
  static final int FIRST = 4;
  static final int OTHER = 5;
  static final List<String> REGISTERS = List.of("i", "limit", "seen", "n", "e", "f");

  static Program program(String name, String second, int seconds, Listing p, Listing c) {
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
  static void remember(Listing code, String label, String text, int cell, int more) {
    code.access(label, "index", "seen = " + text, acquire(SEEN, Cell.at(cell)));
    code.branch(le(plus(reg(SEEN), more), reg(LIMIT)), label + "known", "if that is more");
    code.assign(LIMIT, plus(reg(SEEN), more), "limit = seen").place(label + "known");
  }

  static void advance(Listing code, String label, int cell, String text) {
    code.access(label, "count", text, release(cell, plus(reg(MINE), reg(COUNT))));
    code.assign(MINE, plus(reg(MINE), reg(COUNT)), "p = p + n");
  }

  static void next(Listing code, int element, Expr number) {
    code.check(eq(reg(element), number), SpscProgram.FIFO, "(the next one)");
  }

  static void plain(Listing code, String verb, String text, Cell cell, Expr value) {
    code.unlabelled(verb, text, new Store(cell, value, AccessMode.PLAIN));
  }

  static void take(Listing code, int register, String text, Cell cell) {
    code.unlabelled("copy", text, new Load(register, cell, AccessMode.PLAIN));
  }

  static Load acquire(int register, Cell cell) {
    return new Load(register, cell, AccessMode.ACQUIRE);
  }

  static Store release(int cell, Expr value) {
    return new Store(Cell.at(cell), value, AccessMode.RELEASE);
  }

  static Cell slot(Expr index) {
    return Cell.at(SLOTS, and(index, CAPACITY - 1));
  }

  static Expr left() {
    return minus(reg(LIMIT), reg(MINE));
  }

  /** One, or two if the limit says so: two is the length of a call, one that of the last. */
  static Expr clamp() {
    Expr more = le(reg(MINE), MESSAGES - BATCH);
    Expr two = and(ge(left(), BATCH), more);
    return plus(two, 1);
  }
}
