package lab.experiments.memory.mpmc;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.le;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Listing.Way;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;

/**
 * One or two producers and a consumer of {@code lab.concurrent.ring.MpmcRing}, under its step
 * labels. With {@code reserve=plain} an index is read and stored where the class compares and sets
 * it (O3, C3); nothing else differs.
 *
 * <p>The k-th message of a producer (k from 0) is its payload plus 32 k, so that the consumer can
 * tell whose it is and whether it comes in turn; people are shown the payload.
 *
 * <p>Registers that only count stand behind a jump: nothing local moves over one, whereas under
 * {@code java} it would otherwise run as early as it can, ahead of the access that it tells of.
 */
final class MpmcProgram {
  static final int P1_PAYLOAD = 11;
  static final int P2_PAYLOAD = 22;
  static final int PAYLOAD_MASK = 31;
  static final int NEXT_MESSAGE = 32;

  /** Cells; behind them come the sequences of all slots, and then the slots. */
  static final int PRODUCER_INDEX = 0;

  static final int CONSUMER_INDEX = 1;
  private static final int SEQUENCES = 2;

  // Registers of all.
  static final int INDEX = 0;
  private static final int SEEN = 1;
  private static final int FOUND = 2;

  // Registers of producers.
  static final int MESSAGE = 3;
  static final int SENT = 4;

  /** Index plus one of the slot that the producer has reserved and not yet published; else 0. */
  static final int OWN = 5;

  /** Whether the producer has read an index whose slot is free, and not yet tried to reserve it. */
  static final int PLANS = 6;

  static final int STALLED = 7;
  private static final int SIZE = 8;

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

  /**
   * What is built.
   *
   * @param compare whether indices are reserved with compare-and-set
   * @param capacity number of slots, a power of two
   * @param messages how many each producer offers
   * @param preloaded whether one message, 1, is in the ring at the start, so that few more wrap it
   * @param definite whether a refused call looks at the other index, as {@code offer} and {@code
   *     poll} do (O6, C6); else as {@code relaxedOffer} and {@code relaxedPoll}
   * @param stalls whether the first producer may stop for ever behind its reservation
   * @param whole whether the actions are those of whole steps: {@code p1.step}, {@code p2.steal}
   * @param mode one of {@link AccessMode#WORDS}; {@code acquire-release} is as shipped
   */
  record Shape(
      boolean compare,
      int producers,
      int capacity,
      int messages,
      boolean preloaded,
      boolean definite,
      boolean stalls,
      boolean whole,
      String mode) {

    int consumer() {
      return producers;
    }

    int sequence(int index) {
      return SEQUENCES + (index & (capacity - 1));
    }

    int slot(int index) {
      return SEQUENCES + capacity + (index & (capacity - 1));
    }

    private boolean shipped() {
      return mode.equals("acquire-release");
    }
  }

  private final Shape shape;

  private MpmcProgram(Shape shape) {
    this.shape = shape;
  }

  static Program of(Shape shape) {
    MpmcProgram p = new MpmcProgram(shape);
    List<SharedCell> cells = new ArrayList<>();
    cells.add(new SharedCell("producerIndex", shape.preloaded() ? 1 : 0));
    cells.add(new SharedCell("consumerIndex", 0));
    for (int i = 0; i < shape.capacity(); i++) {
      cells.add(new SharedCell("seq" + i, shape.preloaded() && i == 0 ? 1 : i));
    }
    for (int i = 0; i < shape.capacity(); i++) {
      cells.add(new SharedCell("slot" + i, shape.preloaded() && i == 0 ? 1 : 0));
    }
    List<ThreadCode> threads = new ArrayList<>();
    threads.add(p.producer("p1", P1_PAYLOAD, true));
    if (shape.producers() == 2) {
      threads.add(p.producer("p2", P2_PAYLOAD, false));
    }
    threads.add(p.consumer());
    return new Program("mpmc", cells, threads);
  }

  private ThreadCode producer(String name, int payload, boolean first) {
    Listing code = new Listing();
    code.assign(MESSAGE, constant(payload), "message = " + payload);
    code.place("next");
    code.branch(ge(reg(SENT), shape.messages()), "over", "if all are in: stop");
    boolean steals = shape.whole() && !first;
    if (steals) {
      code.choose(
          "step, or read and reserve at once",
          new Way("step", "", constant(1), "read"),
          new Way("steal", "", constant(1), "steal"));
    }
    code.place("read");
    look(code, !steals);
    code.branch(eq(reg(SEEN), reg(INDEX)), "free", "if s is p: the slot is free");
    refused(code, "O6", CONSUMER_INDEX, minus(reg(INDEX), shape.capacity()), "full");
    code.place("free");
    code.assign(PLANS, constant(1), "(it plans to reserve p)");
    step(code, "O3", "reserve", reserveText("producerIndex"), reserve(PRODUCER_INDEX), true);
    lostTheRace(code, "owned");
    if (steals) {
      code.place("steal");
      look(code, false);
      code.branch(eq(reg(SEEN), reg(INDEX)), "grab", "if s is p: the slot is free");
      code.jump("again", "else begin again");
      code.place("grab");
      step(code, "O3", "reserve", reserveText("producerIndex"), reserve(PRODUCER_INDEX), false);
      lostTheRace(code, "owned");
    }
    code.place("owned");
    code.assign(OWN, plus(reg(INDEX), 1), "(it owns the slot of p)");
    code.assign(PLANS, constant(0), "");
    if (first && shape.stalls()) {
      code.choose(
          "go on, or stop for ever",
          new Way("step", "", constant(1), "fill"),
          new Way("stall", "", constant(1), "stalled"));
    }
    code.place("fill");
    Store write = new Store(slot(), reg(MESSAGE), AccessMode.PLAIN);
    if (shape.whole() && !(first && shape.stalls())) {
      code.begin("step", "slot[p] = message", write);
    } else {
      code.unlabelled("write", "slot[p] = message", write);
    }
    Store publish = new Store(sequence(), plus(reg(INDEX), 1), store(AccessMode.RELEASE));
    step(code, "O5", "publish", "sequence[p] = p + 1", publish, true);
    code.jump("published", "");
    code.place("published");
    code.assign(SENT, plus(reg(SENT), 1), "(one more is in)");
    code.assign(MESSAGE, plus(reg(MESSAGE), NEXT_MESSAGE), "(the next message)");
    code.assign(OWN, constant(0), "");
    code.place("again");
    code.assign(PLANS, constant(0), "");
    forget(code);
    code.jump("next", "");
    if (first && shape.stalls()) {
      code.place("stalled");
      code.assign(STALLED, constant(1), "(it never runs again)");
    }
    code.place("over");
    if (first && shape.definite()) {
      size(code);
    }
    return new ThreadCode(
        name,
        List.of("p", "s", "found", "message", "sent", "own", "plans", "stalled", "size"),
        code.lines());
  }

  /** O1 and O2. */
  private void look(Listing code, boolean begins) {
    Load index = new Load(INDEX, Cell.at(PRODUCER_INDEX), load(AccessMode.OPAQUE));
    step(code, "O1", "index", "p = producerIndex", index, begins);
    Load seen = new Load(SEEN, sequence(), load(AccessMode.ACQUIRE));
    code.access("O2", verb("look"), "s = sequence[p]", seen);
  }

  private ThreadCode consumer() {
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

  /** What comes of a slot that is not ready: a look at the other index, if that is wanted. */
  private void refused(Listing code, String label, int index, Expr bound, String refusal) {
    if (shape.definite()) {
      String name = index == CONSUMER_INDEX ? "consumerIndex" : "producerIndex";
      code.access(
          label, "other", "o = " + name, new Load(FOUND, Cell.at(index), load(AccessMode.OPAQUE)));
      Expr refuses = le(reg(FOUND), bound);
      code.branch(refuses, "again", "if it is %s: the caller tries again".formatted(refusal));
    }
    code.jump("again", "else begin again");
  }

  /** After a reservation: on at {@code mine}, or from the start. */
  private void lostTheRace(Listing code, String mine) {
    if (shape.compare()) {
      code.branch(eq(reg(FOUND), reg(INDEX)), mine, "if it succeeded: the slot is mine");
      code.jump("again", "else begin again");
    } else {
      code.jump(mine, "");
    }
  }

  private Instruction reserve(int index) {
    if (!shape.compare()) {
      AccessMode asked = shape.shipped() ? AccessMode.OPAQUE : AccessMode.ofStore(shape.mode());
      return new Store(Cell.at(index), plus(reg(INDEX), 1), asked);
    }
    AccessMode asked =
        shape.shipped() ? AccessMode.PLAIN : AccessMode.ofReadModifyWrite(shape.mode());
    return new CompareAndExchange(
        FOUND, Optional.empty(), Cell.at(index), reg(INDEX), plus(reg(INDEX), 1), asked, false);
  }

  private String reserveText(String index) {
    return shape.compare() ? "CAS(%s, i, i + 1)".formatted(index) : index + " = i + 1";
  }

  private void step(
      Listing code, String label, String verb, String text, Instruction access, boolean begins) {
    if (shape.whole() && begins) {
      code.operation(label, "step", text, access);
    } else {
      code.access(label, verb(verb), text, access);
    }
  }

  private String verb(String own) {
    return shape.whole() ? "step" : own;
  }

  /** The two accesses of {@code size}. */
  private static void size(Listing code) {
    Cell taken = Cell.at(CONSUMER_INDEX);
    code.access("S1", "taken", "c = consumerIndex", new Load(SIZE, taken, AccessMode.OPAQUE));
    Cell put = Cell.at(PRODUCER_INDEX);
    code.access("S2", "put", "p = producerIndex", new Load(SIZE, put, AccessMode.OPAQUE));
    code.assign(SIZE, constant(0), "size = p - c");
  }

  private static void forget(Listing code) {
    for (int register : new int[] {INDEX, SEEN, FOUND}) {
      code.assign(register, constant(0), "");
    }
  }

  private AccessMode load(AccessMode shipped) {
    return shape.shipped() ? shipped : AccessMode.ofLoad(shape.mode());
  }

  private AccessMode store(AccessMode shipped) {
    return shape.shipped() ? shipped : AccessMode.ofStore(shape.mode());
  }

  private Cell sequence() {
    return Cell.at(SEQUENCES, wrapped());
  }

  private Cell slot() {
    return Cell.at(SEQUENCES + shape.capacity(), wrapped());
  }

  private Expr wrapped() {
    return and(reg(INDEX), shape.capacity() - 1);
  }
}
