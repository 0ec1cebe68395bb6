package lab.experiments.memory.aba;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.called;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.gt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.or;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Cells;
import lab.memorymodel.Expr;
import lab.memorymodel.Grain;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Script.Way;
import lab.memorymodel.Shared;
import lab.memorymodel.SharedArray;

/**
 * T1 pops once; T2 pops, frees and pushes again what it has freed. The code is that of {@code
 * lab.concurrent.stack.CasStack} and {@code TaggedStack}, under the same labels, with the node
 * number plus one in the two low bits of {@code head} and the tag above them.
 *
 * <p>Whole operations: only T1 can hold a tag from one step to the next, so all that matters is how
 * often the head has changed since its read. Tags are therefore counted from there, and only while
 * T1 holds one: its read sets the tag to 0, its CAS removes it. States that differ by a shift of
 * all tags are thereby one state; an unbounded tag needs one bit, "changed since T1 read", and n
 * bits need 2<sup>n</sup> tags instead of 2<sup>2n</sup> pairs of them.
 *
 * <p>Single accesses: tags are what they are, and T2 makes at most {@link #T2_OPERATIONS}
 * operations, for under {@code java} every write is kept. An unbounded tag is then one that so few
 * cannot wrap.
 */
final class AbaProgram {
  /** Most operations of T2 where the grain is accesses. */
  static final int T2_OPERATIONS = 4;

  /** The names of nodes 1 to 3; 0 is none. */
  static final List<String> NODES = List.of("null", "A", "B", "C");

  private static final Cells CELLS = new Cells();
  static final Shared HEAD = CELLS.cell("head", 1);
  static final SharedArray NEXT =
      CELLS.array(
          "next",
          1,
          new SharedCell("A.next", 2),
          new SharedCell("B.next", 3),
          new SharedCell("C.next", 0));

  /** Of the model's own: whether T1 holds a tag. */
  private static final Shared HELD = CELLS.cell("(held)", 0);

  static final Side T1 = new Side(0, "t1");
  static final Side T2 = new Side(1, "t2");

  /** Whether node n is free, as T2 knows: it is the only one to free and to push. */
  private static final List<Reg> FREE =
      List.of(T2.all.reg("freeA"), T2.all.reg("freeB"), T2.all.reg("freeC"));

  private static final Reg LEFT = T2.all.reg("left");
  private static final Reg COUNTED = T2.all.reg("counted");

  /** Whether node 1 to 3 is free. */
  static Reg free(int node) {
    return FREE.get(node - 1);
  }

  /** What both threads have. */
  static final class Side {
    private final Registers all;
    final Reg first;
    final Reg second;
    private final Reg found;

    /** The node that T1 has popped, or that T2 is about to push; 0 for none. */
    final Reg own;

    private Side(int thread, String actor) {
      all = new Registers(thread, actor);
      first = all.reg("first");
      second = all.reg("second");
      found = all.reg("found");
      own = all.reg("n");
    }

    private Expr node() {
      return called("first", Tag.node(first));
    }
  }

  private final Tag tag;
  private final boolean whole;
  private final Modes modes;
  private final boolean fresh;

  private AbaProgram(Tag tag, Grain grain, Modes modes, boolean fresh) {
    this.fresh = fresh;
    this.tag = tag;
    this.whole = grain == Grain.OPERATIONS;
    this.modes = modes;
  }

  /**
   * @param modes as shipped: opaque where nothing stronger is needed
   */
  static Program of(Tag tag, Grain grain, Modes modes) {
    AbaProgram p = new AbaProgram(tag, grain, modes, false);
    return new Program("aba", CELLS.all(), List.of(p.t1(), p.t2()));
  }

  /** The tagged stack as it ships. */
  static Program shipped() {
    return of(Tag.UNBOUNDED, Grain.ACCESSES, Modes.SHIPPED);
  }

  /**
   * The bare stack as it ships, where nothing can come back: B and C are in it, T2 has A and makes
   * two operations. So what breaks is an ordering, and not the missing tag.
   */
  static Program fresh() {
    AbaProgram p = new AbaProgram(Tag.OFF, Grain.ACCESSES, Modes.SHIPPED, true);
    return new Program("stack", CELLS.with(2, 0, 3, 0, 0), List.of(p.t1(), p.t2()));
  }

  private ThreadCode t1() {
    Script code = new Script(T1.all);
    code.place("begin again").begin();
    code.load("P1", "read", T1.first, HEAD, modes.load(AccessMode.ACQUIRE));
    code.branch(eq(T1.node(), 0), "return none");
    code.load("P2", "next", T1.second, NEXT.at(T1.node()), modes.load(AccessMode.OPAQUE));
    if (counts()) {
      count(code, HELD, constant(1));
      count(code, HEAD, Tag.node(T1.first));
      code.note(T1.first, Tag.node(T1.first));
    }
    code.begin();
    compareAndSet(code, "P3", T1, T1.second, constant(1), AccessMode.ACQUIRE);
    if (counts()) {
      count(code, HELD, constant(0));
    }
    code.branch(eq(T1.found, T1.first), "return first");
    if (counts()) {
      count(code, HEAD, Tag.node(T1.found));
    }
    code.forget(T1.first, T1.second, T1.found).jump("begin again");
    code.place("return first").assign(T1.own, T1.node());
    if (counts()) {
      count(code, HEAD, T1.second);
    }
    code.place("return none").forget(T1.first, T1.second, T1.found);
    return code.thread();
  }

  private ThreadCode t2() {
    Script code = new Script(T2.all);
    if (!whole) {
      code.note(LEFT, constant(fresh ? 2 : T2_OPERATIONS));
    }
    if (fresh) {
      code.note(free(1), constant(1));
    }
    Expr open = whole ? constant(1) : gt(LEFT, 0);
    code.place("choose");
    code.choose(new Way("pop", "", open, "pop"), push(1, open), push(2, open), push(3, open));

    code.place("pop").load("P1", "read", T2.first, HEAD, modes.load(AccessMode.ACQUIRE));
    code.branch(eq(T2.node(), 0), "return");
    code.load("P2", "next", T2.second, NEXT.at(T2.node()), modes.load(AccessMode.OPAQUE));
    lookWhetherCounted(code);
    compareAndSet(code, "P3", T2, T2.second, counted(), AccessMode.ACQUIRE);
    code.branch(ne(T2.found, T2.first), "pop");
    for (int n = 1; n < NODES.size(); n++) {
      code.note(free(n), or(free(n), eq(Tag.node(T2.first), n)));
    }
    code.jump("return");

    for (int n = 1; n < NODES.size(); n++) {
      code.place("push " + NODES.get(n)).note(T2.own, constant(n));
      code.note(free(n), constant(0)).jump("push");
    }
    code.place("push").load("U1", "read", T2.first, HEAD, modes.load(AccessMode.OPAQUE));
    code.store("U2", "link", NEXT.at(T2.own), T2.node(), modes.store(AccessMode.OPAQUE));
    lookWhetherCounted(code);
    compareAndSet(code, "U3", T2, T2.own, counted(), AccessMode.RELEASE);
    code.branch(ne(T2.found, T2.first), "push");
    code.forget(T2.own);

    code.place("return").forget(T2.first, T2.second, T2.found, COUNTED);
    if (!whole) {
      code.note(LEFT, minus(LEFT, 1));
    }
    code.jump("choose");
    return code.thread();
  }

  private static Way push(int node, Expr open) {
    String name = NODES.get(node);
    return new Way("push", name, and(open, free(node)), "push " + name, name + " is not free");
  }

  /** Whether tags are counted from T1's read. */
  private boolean counts() {
    return whole && !tag.equals(Tag.OFF);
  }

  private Expr counted() {
    return counts() ? COUNTED : constant(1);
  }

  private static void count(Script code, Shared cell, Expr value) {
    code.store(Script.NONE, "count", cell, value, AccessMode.OPAQUE);
  }

  private void lookWhetherCounted(Script code) {
    if (counts()) {
      code.load(Script.NONE, "count", COUNTED, HELD, AccessMode.OPAQUE);
    }
  }

  private void compareAndSet(
      Script code, String label, Side side, Reg reference, Expr counted, AccessMode shipped) {
    AccessMode mode = modes.readModifyWrite(shipped);
    Expr changed = tag.changed(side.first, reference, counted, whole);
    String words = tag.equals(Tag.OFF) ? reference.name() : reference.name() + " + next tag";
    code.compareAndExchange(
        label, "cas", side.found, HEAD, side.first, called(words, changed), mode);
  }
}
