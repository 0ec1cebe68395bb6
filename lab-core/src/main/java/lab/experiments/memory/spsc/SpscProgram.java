package lab.experiments.memory.spsc;

import static lab.memorymodel.Expr.called;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.plus;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Cells;
import lab.memorymodel.Expr;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Script.Way;
import lab.memorymodel.Shared;
import lab.memorymodel.SharedArray;
import lab.memorymodel.Target;

/**
 * The producer puts so many messages in, one by one, and the consumer takes them out: the code of
 * {@code lab.concurrent.ring.SpscRing}'s {@code offer} and {@code poll}, under the same labels. A
 * message is its number, 1 and up; 0 is null. Each has contents of its own, which the producer
 * writes before it offers the message, and which the consumer reads once it has it: these two are
 * the caller's, and plain whatever the ring does ({@code mode=volatile} makes them volatile too,
 * for then no run's graph needs to be kept).
 *
 * <p>What is local stands as early as it can: that is where the engine's first order has it.
 *
 * <p>A producer whose offer is refused offers again, and a consumer that finds nothing polls again,
 * for ever: refused and empty are loops here, where the real methods return.
 */
final class SpscProgram {
  static final String UNWRITTEN = "unwritten";
  static final String FIFO = "fifo";

  /** How a message that is not there is shown. */
  static final Expr NULL = called("null", constant(0));

  private static final Registers PRODUCER = new Registers(0, "producer");

  /** How many messages the producer has put in. */
  static final Reg PUT = PRODUCER.reg("p");

  /** The producer is sure of room below this. */
  static final Reg LIMIT = PRODUCER.reg("limit");

  private static final Reg SEEN = PRODUCER.reg("seen");
  private static final Expr NEXT = called("message", plus(PUT, 1));

  private static final Registers CONSUMER = new Registers(1, "consumer");

  /** How many messages the consumer has taken out. */
  static final Reg TAKEN = CONSUMER.reg("c");

  /** The message that the consumer has seen last. */
  static final Reg MESSAGE = CONSUMER.reg("message");

  /** The contents that the consumer has read last: a message's number. */
  static final Reg FOUND = CONSUMER.reg("found");

  private final int capacity;
  private final int messages;
  private final Modes modes;
  private final boolean whole;
  private final Cells cells = new Cells();
  private final Shared producerIndex = cells.cell("producerIndex", 0);
  private final Shared consumerIndex = cells.cell("consumerIndex", 0);
  private final SharedArray slots;
  private final SharedArray contents;

  /**
   * @param capacity of the ring: a power of two
   * @param messages how many go through it
   * @param whole whether whole operations are steps
   */
  SpscProgram(int capacity, int messages, Modes modes, boolean whole) {
    this.capacity = capacity;
    this.messages = messages;
    this.modes = modes;
    this.whole = whole;
    slots = cells.array("slot", capacity, 0);
    contents = contents(cells, messages);
  }

  /** A cell for the contents of each message, from 1 on. */
  static SharedArray contents(Cells cells, int messages) {
    return cells.array("contents", 1, messages, _ -> 0);
  }

  Program program() {
    return new Program("spsc", cells.all(), List.of(producer(), consumer()));
  }

  int capacity() {
    return capacity;
  }

  int messages() {
    return messages;
  }

  boolean whole() {
    return whole;
  }

  /** Which slot the message of that index goes through. */
  int slot(int index) {
    return index & (capacity - 1);
  }

  /** The message in a slot; 0: none. */
  int in(ProgramState s, int slot) {
    return slots.in(s, slot);
  }

  /** How many messages the consumer has taken, counted from when it has seen them. */
  static int taken(ProgramState s) {
    return Math.max(TAKEN.in(s), MESSAGE.in(s));
  }

  static int occupied(ProgramState s) {
    return PUT.in(s) - taken(s);
  }

  /** How many messages the producer has counted in memory. */
  int put(ProgramState s) {
    return producerIndex.in(s);
  }

  /**
   * The first message that is in, not taken, and no longer in its slot; 0 if all are there. In is
   * what the producer has counted in memory: its store to the slot came before.
   */
  int lost(ProgramState s) {
    int last = Math.min(PUT.in(s), put(s));
    for (int message = taken(s) + 1; message <= last; message++) {
      if (in(s, slot(message - 1)) != message) {
        return message;
      }
    }
    return 0;
  }

  /** Number of the slot that a cell is; negative or not below the capacity if it is none. */
  int slotOfCell(int cell) {
    return cell - slots.number();
  }

  /** Room before the first slot that is known to be full, at least 1: as in the class. */
  private int ahead() {
    return Math.max(capacity / 4, 1);
  }

  private ThreadCode producer() {
    Script code = new Script(PRODUCER);
    code.place("next message").branch(ge(PUT, messages), "end").begin();
    code.store(Script.NONE, whole ? "put" : "write", contents.at(NEXT), NEXT, caller());
    code.place("try again").branch(lt(PUT, LIMIT), "put it");
    code.load("P1", "ahead", SEEN, slot(plus(PUT, ahead())), modes.load(AccessMode.ACQUIRE));
    code.branch(ne(SEEN, NULL), "look closer");
    code.assign(LIMIT, plus(PUT, ahead() + 1)).jump("put it");
    code.place("look closer").load("P2", "look", SEEN, slot(PUT), modes.load(AccessMode.ACQUIRE));
    code.branch(ne(SEEN, NULL), "try again");
    code.place("put it").forget(SEEN);
    code.store("P3", "put", slot(PUT), NEXT, modes.store(AccessMode.RELEASE));
    code.store("P4", "count", producerIndex, plus(PUT, 1), modes.store(AccessMode.RELEASE));
    code.assign(PUT, plus(PUT, 1)).jump("next message").place("end");
    return code.thread();
  }

  private ThreadCode consumer() {
    Script code = new Script(CONSUMER);
    code.place("next message").branch(ge(TAKEN, messages), "end");
    if (whole) {
      // Before the loop: a take of an empty ring then waits, and is not possible.
      code.choose(new Way("take", "", constant(1), "poll again"));
    }
    code.place("poll again")
        .load("C1", "take", MESSAGE, slot(TAKEN), modes.load(AccessMode.ACQUIRE));
    code.branch(eq(MESSAGE, NULL), "poll again");
    code.check(eq(MESSAGE, plus(TAKEN, 1)), FIFO);
    code.store("C2", "clear", slot(TAKEN), NULL, modes.store(AccessMode.RELEASE));
    code.store("C3", "count", consumerIndex, plus(TAKEN, 1), modes.store(AccessMode.RELEASE));
    code.assign(TAKEN, plus(TAKEN, 1));
    code.load(Script.NONE, "read", FOUND, contents.at(MESSAGE), caller());
    code.check(eq(FOUND, MESSAGE), UNWRITTEN);
    code.jump("next message").place("end");
    return code.thread();
  }

  private Target slot(Expr index) {
    return slots.around(index);
  }

  private AccessMode caller() {
    return modes.word().equals("volatile") ? AccessMode.VOLATILE : AccessMode.PLAIN;
  }
}
