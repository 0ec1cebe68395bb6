package lab.experiments.nic.descriptorring;

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

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Script.Way;
import lab.memorymodel.Shared;
import lab.memorymodel.SharedArray;

/**
 * Sending, with whole operations as steps: what the processor's write buffer holds back is a thread
 * of its own.
 *
 * <pre>
 *   driver  post: payload, descriptor;  doorbell: TAIL = posted;  reap: wait until the slot is done
 *   bus     descriptor:length, descriptor:address: a word of the oldest descriptor becomes visible
 *           doorbell: it arrives at the NIC
 *   nic     fetch: the descriptor at HEAD;  complete: read the payload, send it, mark the slot done
 * </pre>
 *
 * <p>HEAD and TAIL count frames; that the NIC compares them modulo the ring is in its fetch.
 */
final class TxProgram extends RingProgram {
  private static final Registers DRIVER = new Registers(0, "driver");
  static final Reg POSTED = DRIVER.reg("posted");
  static final Reg RUNG = DRIVER.reg("rung");
  static final Reg REAPED = DRIVER.reg("reaped");
  private static final Reg STOLEN = DRIVER.reg("stolen");
  private static final Reg SEEN = DRIVER.reg("seen");

  private static final Registers BUS = new Registers(1, "bus");

  /** Descriptors that are visible, and which words of the next one: 1 its length, 2 its address. */
  static final Reg SHOWN = BUS.reg("shown");

  static final Reg HALF = BUS.reg("half");

  /** The last doorbell that has arrived. */
  static final Reg ARRIVED = BUS.reg("arrived");

  private static final Reg FOUND = BUS.reg("found");

  private static final Registers NIC = new Registers(2, "nic");
  static final Reg HEAD = NIC.reg("head");
  static final Reg LENGTH = NIC.reg("length");
  static final Reg ADDRESS = NIC.reg("address");
  private static final Reg UNWRITTEN = NIC.reg("unwritten");
  private static final Reg WRONG = NIC.reg("wrong");
  private static final Reg BYTES = NIC.reg("bytes");

  /** In a ring of OWN words: whether the NIC looks at slots, and the doorbell that woke it last. */
  private static final Reg AWAKE = NIC.reg("awake");

  private static final Reg HEARD = NIC.reg("heard");

  // Between driver, bus and NIC; not in memory.
  private final Shared written = cells.cell("(posted)", 0);
  private final Shared visible = cells.cell("(shown)", 0);
  private final Shared rung = cells.cell("(rung)", 0);
  private final Shared tail = cells.cell("tail", 0);

  /** HEAD, where only the claim about stolen slots looks. */
  private final Shared freed = cells.cell("(freed)", 0);

  TxProgram(Setup setup) {
    super(setup, setup.slots());
  }

  @Override
  Program program() {
    return new Program("tx", cells.all(), List.of(driver(), bus(), nic()));
  }

  private ThreadCode driver() {
    Script code = new Script(DRIVER);
    Expr more = lt(POSTED, setup.frames());
    Expr room = lt(minus(POSTED, REAPED), setup.limit());
    code.place("choose");
    code.choose(
        new Way("post", "", and(more, room), "post", full()),
        new Way("doorbell", "", lt(RUNG, POSTED), "doorbell", "nothing new is posted"),
        new Way("reap", "", lt(REAPED, POSTED), "reap", "nothing is left to reap"));

    code.place("post");
    load(code, SEEN, freed);
    code.note(STOLEN, or(STOLEN, ge(minus(POSTED, SEEN), slots)));
    store(code, payload.at(slot(POSTED)), plus(POSTED, 1));
    store(code, done.at(slot(POSTED)), constant(0));
    store(code, written, plus(POSTED, 1));
    code.assign(POSTED, plus(POSTED, 1)).jump("over");

    code.place("doorbell");
    if (setup.barrier()) {
      load(code, SEEN, visible);
      code.branch(lt(SEEN, POSTED), "doorbell");
    }
    store(code, rung, POSTED);
    code.assign(RUNG, POSTED).jump("over");

    code.place("reap");
    if (setup.fault() != Setup.Fault.REUSE_EARLY) {
      load(code, SEEN, done.at(slot(REAPED)));
      code.branch(eq(SEEN, 0), "reap");
    }
    code.assign(REAPED, plus(REAPED, 1));
    code.place("over").forget(SEEN).jump("choose");
    return code.thread();
  }

  private String full() {
    return setup.limit() == slots
        ? "the ring is full"
        : "the ring is full: one slot stays free, for HEAD = TAIL means empty";
  }

  private ThreadCode bus() {
    Script code = new Script(BUS);
    // The OWN word of a ring of such words stays behind the barrier.
    boolean last = setup.own() && setup.barrier();
    String name = setup.own() ? "own" : "length";
    String why =
        last ? "the write barrier: the address goes first" : "that word is visible already";
    Expr lengthMayGo = last ? eq(HALF, 2) : ne(HALF, 1);
    code.place("choose");
    code.choose(
        new Way("descriptor", name, lengthMayGo, "length", why),
        new Way("descriptor", "address", ne(HALF, 2), "address", "that word is visible already"),
        new Way("doorbell", "", constant(1), "doorbell", ""));
    becomesVisible(code, "length", length, 1);
    becomesVisible(code, "address", address, 2);
    code.place("doorbell");
    load(code, FOUND, rung);
    code.branch(le(FOUND, ARRIVED), "doorbell");
    code.assign(ARRIVED, FOUND);
    store(code, tail, ARRIVED);
    code.place("over").forget(FOUND).jump("choose");
    return code.thread();
  }

  private void becomesVisible(Script code, String place, SharedArray words, int half) {
    code.place(place);
    load(code, FOUND, written);
    code.branch(le(FOUND, SHOWN), place);
    store(code, words.at(slot(SHOWN)), plus(SHOWN, 1));
    code.assign(HALF, plus(HALF, half)).branch(ne(HALF, 3), "over");
    code.forget(HALF).assign(SHOWN, plus(SHOWN, 1));
    store(code, visible, SHOWN);
    code.jump("over");
  }

  private ThreadCode nic() {
    Script code = new Script(NIC);
    // What was read of TAIL is forgotten if there is nothing to fetch, or the look were a step.
    code.place("again").forget(BYTES);
    code.begin().load("F1", "fetch", BYTES, tail, AccessMode.OPAQUE);
    if (setup.own()) {
      code.branch(AWAKE, "look").branch(eq(BYTES, HEARD), "again");
      code.assign(HEARD, BYTES).assign(AWAKE, constant(1)).place("look");
    } else {
      code.branch(eq(slot(HEAD), slot(BYTES)), "again");
    }
    code.forget(BYTES);
    load(code, LENGTH, length.at(slot(HEAD)));
    load(code, ADDRESS, address.at(slot(HEAD)));
    if (setup.own()) {
      code.branch(ne(LENGTH, 0), "owned").assign(AWAKE, constant(0));
      code.forget(ADDRESS).jump("again").place("owned");
    }
    Expr frame = plus(HEAD, 1);
    code.note(UNWRITTEN, or(UNWRITTEN, or(ne(LENGTH, frame), ne(ADDRESS, frame))));

    // A step begins with an access; this one reads what is not used.
    code.begin().load("F2", "complete", BYTES, tail, AccessMode.OPAQUE).forget(BYTES);
    code.branch(eq(LENGTH, 0), "moved").branch(eq(ADDRESS, 0), "read");
    load(code, BYTES, payload.at(slot(minus(ADDRESS, 1))));
    code.place("read").note(WRONG, or(WRONG, or(ne(BYTES, frame), ne(LENGTH, frame))));
    if (setup.own()) {
      store(code, length.at(slot(HEAD)), constant(0));
    }
    if (setup.fault() != Setup.Fault.NO_RS) {
      store(code, done.at(slot(HEAD)), constant(1));
    }
    code.place("moved").assign(HEAD, frame);
    store(code, freed, HEAD);
    code.forget(LENGTH, ADDRESS).jump("again");
    return code.thread();
  }

  @Override
  RingPlaces places(Program program, RingTokens tokens) {
    return new TxPlaces(setup, this, program, tokens);
  }

  @Override
  Indices indices(ProgramState s) {
    return new Indices(REAPED.in(s), POSTED.in(s), ARRIVED.in(s), HEAD.in(s));
  }

  @Override
  boolean isUnwritten(ProgramState s) {
    return UNWRITTEN.isSet(s);
  }

  @Override
  boolean isStolen(ProgramState s) {
    return STOLEN.isSet(s);
  }

  @Override
  boolean isWrong(ProgramState s) {
    return WRONG.isSet(s);
  }

  @Override
  boolean isReaped(ProgramState s) {
    return REAPED.in(s) == POSTED.in(s);
  }

  @Override
  boolean isFinished(ProgramState s) {
    return REAPED.in(s) == setup.frames();
  }
}
