package lab.experiments.memory.spsc;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Assign;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;

/**
 * Producer {@code p} puts so many messages in, one by one, and consumer {@code c} takes them out:
 * the code of {@code lab.concurrent.ring.SpscRing}'s {@code offer} and {@code poll}, under the same
 * labels. A message is its number, 1 and up; 0 is null. Each has contents of its own, which the
 * producer writes before it offers the message, and which the consumer reads once it has it: these
 * two are the caller's, and plain whatever the ring does ({@code mode=volatile} makes them volatile
 * too, for then no run's graph needs to be kept).
 *
 * <p>What is local stands as early as it can: that is where the engine's first order has it.
 *
 * <p>A producer whose offer is refused offers again, and a consumer that finds nothing polls again,
 * for ever: refused and empty are loops here, where the real methods return.
 */
final class SpscProgram {
  static final String UNWRITTEN = "unwritten";
  static final String FIFO = "fifo";

  static final int P = 0;
  static final int C = 1;

  static final int PRODUCER_INDEX = 0;
  static final int CONSUMER_INDEX = 1;
  static final int SLOTS = 2;

  // Registers of the producer.
  static final int PUT = 0;
  static final int LIMIT = 1;
  private static final int SEEN = 2;

  // Registers of the consumer.
  static final int TAKEN = 0;
  static final int ELEMENT = 1;
  private static final int VALUE = 2;

  private final int capacity;
  private final int messages;
  private final String mode;
  private final boolean whole;

  private SpscProgram(int capacity, int messages, String mode, boolean whole) {
    this.capacity = capacity;
    this.messages = messages;
    this.mode = mode;
    this.whole = whole;
  }

  /**
   * The program.
   *
   * @param capacity of the ring: a power of two
   * @param messages how many go through it
   * @param mode one of {@link AccessMode#WORDS}; {@code acquire-release} is what the class has
   * @param whole whether whole operations are steps: the first line then gives the step its name
   */
  static Program of(int capacity, int messages, String mode, boolean whole) {
    SpscProgram s = new SpscProgram(capacity, messages, mode, whole);
    List<SharedCell> cells = new ArrayList<>();
    cells.add(new SharedCell("producerIndex", 0));
    cells.add(new SharedCell("consumerIndex", 0));
    for (int i = 0; i < capacity; i++) {
      cells.add(new SharedCell("slot" + i, 0));
    }
    for (int m = 1; m <= messages; m++) {
      cells.add(new SharedCell("m" + m, 0));
    }
    return new Program("spsc", cells, List.of(s.producer(), s.consumer()));
  }

  /** Room before the first slot that is known to be full, at least 1: as in the class. */
  private int ahead() {
    return Math.max(capacity / 4, 1);
  }

  private ThreadCode producer() {
    Listing code = new Listing();
    code.place("next");
    code.branch(ge(reg(PUT), messages), "end", "if all messages are in: end");
    code.begin(
        whole ? "put" : "write",
        "message.contents = ...",
        new Store(contents(reg(PUT)), plus(reg(PUT), 1), caller()));
    code.place("try");
    code.branch(lt(reg(PUT), reg(LIMIT)), "store", "if p < limit: there is room");
    code.access("P1", "ahead", "seen = slot[p + ahead]", load(SEEN, slot(plus(reg(PUT), ahead()))));
    code.branch(ne(reg(SEEN), 0), "look", "if it is not null");
    code.assign(LIMIT, plus(reg(PUT), ahead() + 1), "limit = p + ahead + 1");
    code.jump("store", "");
    code.place("look");
    code.access("P2", "look", "seen = slot[p]", load(SEEN, slot(reg(PUT))));
    code.branch(ne(reg(SEEN), 0), "try", "if that is not null: full, again");
    code.place("store");
    code.assign(SEEN, constant(0), "");
    code.access("P3", "put", "slot[p] = message", store(slot(reg(PUT)), plus(reg(PUT), 1)));
    code.access(
        "P4", "count", "producerIndex = p + 1", store(Cell.at(PRODUCER_INDEX), plus(reg(PUT), 1)));
    code.assign(PUT, plus(reg(PUT), 1), "p = p + 1");
    code.jump("next", "");
    code.place("end");
    return new ThreadCode("p", List.of("p", "limit", "seen"), code.lines());
  }

  private ThreadCode consumer() {
    Listing code = new Listing();
    code.place("next");
    code.branch(ge(reg(TAKEN), messages), "end", "if all messages are out: end");
    if (whole) {
      // Before the loop: a take of an empty ring then waits, and is not possible.
      code.begin("take", "poll", new Assign(ELEMENT, constant(0)));
    }
    code.place("wait");
    code.access("C1", "take", "e = slot[c]", load(ELEMENT, slot(reg(TAKEN))));
    code.branch(eq(reg(ELEMENT), 0), "wait", "if it is null: empty, again");
    code.check(eq(reg(ELEMENT), plus(reg(TAKEN), 1)), FIFO, "(it is the next one)");
    code.access("C2", "clear", "slot[c] = null", store(slot(reg(TAKEN)), constant(0)));
    code.access(
        "C3",
        "count",
        "consumerIndex = c + 1",
        store(Cell.at(CONSUMER_INDEX), plus(reg(TAKEN), 1)));
    code.assign(TAKEN, plus(reg(TAKEN), 1), "c = c + 1");
    code.unlabelled(
        "read", "v = e.contents", new Load(VALUE, contents(minus(reg(ELEMENT), 1)), caller()));
    code.check(eq(reg(VALUE), reg(ELEMENT)), UNWRITTEN, "(they have been written)");
    code.jump("next", "");
    code.place("end");
    return new ThreadCode("c", List.of("c", "e", "v"), code.lines());
  }

  private Cell slot(Expr index) {
    return Cell.at(SLOTS, and(index, capacity - 1));
  }

  private Cell contents(Expr number) {
    return Cell.at(SLOTS + capacity, number);
  }

  private Load load(int register, Cell cell) {
    return new Load(register, cell, AccessMode.ofLoad(mode));
  }

  private Store store(Cell cell, Expr value) {
    return new Store(cell, value, AccessMode.ofStore(mode));
  }

  private AccessMode caller() {
    return mode.equals("volatile") ? AccessMode.VOLATILE : AccessMode.PLAIN;
  }
}
