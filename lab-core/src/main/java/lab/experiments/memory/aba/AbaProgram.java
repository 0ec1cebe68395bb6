package lab.experiments.memory.aba;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.gt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.reg;

import java.util.List;
import java.util.Optional;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Grain;
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
 * T1 pops once; T2 pops, frees and pushes again what it has freed. The code is that of {@code
 * lab.concurrent.stack.CasStack} and {@code TaggedStack}, under the same labels, with the node
 * number plus one in the two low bits of {@code head} and the tag above them.
 *
 * <p>Whole operations: only T1 can hold a tag from one step to the next, so all that matters is how
 * often the head has changed since its read. Tags are therefore counted from there, and only while
 * T1 holds one: its read sets the tag to 0, its CAS removes it. (Lines in parentheses are the
 * model's own.) States that differ by a shift of all tags are thereby one state; an unbounded tag
 * needs one bit, "changed since T1 read", and n bits need 2<sup>n</sup> tags instead of
 * 2<sup>2n</sup> pairs of them.
 *
 * <p>Single accesses: tags are what they are, and T2 makes at most {@link #T2_OPERATIONS}
 * operations, for under {@code java} every write is kept. An unbounded tag is then one that so few
 * cannot wrap.
 */
final class AbaProgram {
  /** Most operations of T2 where the grain is accesses. */
  static final int T2_OPERATIONS = 4;

  static final int T1 = 0;
  static final int T2 = 1;

  /** The cell of the head; the cell of the next of node n is n. */
  static final int HEAD = 0;

  /** The names of nodes 1 to 3; 0 is none. */
  static final List<String> NODES = List.of("⊥", "A", "B", "C");

  // Registers. The first four are those of both threads.
  static final int FIRST = 0;
  static final int SECOND = 1;
  private static final int FOUND = 2;

  /** The node that T1 has popped, or that T2 is about to push; 0 for none. */
  static final int OWN = 3;

  /** Whether node n is free is in T2's register {@code FREE + n}. */
  static final int FREE = 3;

  private static final int LEFT = 7;
  private static final int COUNTED = 8;

  /** A cell of the model's own: whether T1 holds a tag. */
  private static final int HELD = 4;

  private final Tag tag;
  private final boolean whole;
  private final String mode;
  private final boolean fresh;

  private AbaProgram(Tag tag, Grain grain, String mode, boolean fresh) {
    this.fresh = fresh;
    this.tag = tag;
    this.whole = grain == Grain.OPERATIONS;
    this.mode = mode;
  }

  /**
   * @param mode one of {@link AccessMode#WORDS}; {@code acquire-release} is what the classes ship
   *     with, which is opaque where nothing stronger is needed
   */
  static Program of(Tag tag, Grain grain, String mode) {
    AbaProgram p = new AbaProgram(tag, grain, mode, false);
    return new Program(
        "aba",
        List.of(
            new SharedCell("head", 1),
            new SharedCell("A.next", 2),
            new SharedCell("B.next", 3),
            new SharedCell("C.next", 0),
            new SharedCell("(held)", 0)),
        List.of(p.t1(), p.t2()));
  }

  /**
   * The bare stack as it ships, where nothing can come back: B and C are in it, T2 has A and makes
   * two operations. So what breaks is an ordering, and not the missing tag.
   */
  static Program fresh() {
    AbaProgram p = new AbaProgram(Tag.OFF, Grain.ACCESSES, "acquire-release", true);
    return new Program(
        "stack",
        List.of(
            new SharedCell("head", 2),
            new SharedCell("A.next", 0),
            new SharedCell("B.next", 3),
            new SharedCell("C.next", 0),
            new SharedCell("(held)", 0)),
        List.of(p.t1(), p.t2()));
  }

  private ThreadCode t1() {
    Listing code = new Listing();
    code.place("again");
    code.operation("P1", "read", "first = head", load(Cell.at(HEAD), AccessMode.ACQUIRE));
    code.branch(eq(Tag.node(reg(FIRST)), 0), "none", "if first is none: return none");
    code.access("P2", "next", "second = first.next", second());
    if (counts()) {
      set(code, HELD, constant(1), "(T1 holds a tag)");
      set(code, HEAD, Tag.node(reg(FIRST)), "(which is counted from here)");
      code.assign(FIRST, Tag.node(reg(FIRST)), "(so that it is 0)");
    }
    code.operation(
        "P3",
        "cas",
        "CAS(head, first, second + next tag)",
        compareAndSet(changed(reg(SECOND), constant(1)), AccessMode.ACQUIRE));
    if (counts()) {
      set(code, HELD, constant(0), "(T1 holds no tag any more)");
    }
    code.branch(eq(reg(FOUND), reg(FIRST)), "mine", "if it succeeded: return first");
    if (counts()) {
      set(code, HEAD, Tag.node(reg(FOUND)), "(so nothing is counted)");
    }
    forget(code);
    code.jump("again", "else begin again");
    code.place("mine");
    code.assign(OWN, Tag.node(reg(FIRST)), "(T1 owns first)");
    if (counts()) {
      set(code, HEAD, reg(SECOND), "(and nothing is counted)");
    }
    code.place("none");
    forget(code);
    return new ThreadCode("t1", List.of("first", "second", "found", "own"), code.lines());
  }

  private ThreadCode t2() {
    Listing code = new Listing();
    if (!whole) {
      int operations = fresh ? 2 : T2_OPERATIONS;
      code.assign(LEFT, constant(operations), "(operations left)");
    }
    if (fresh) {
      code.assign(FREE + 1, constant(1), "(A is free)");
    }
    Expr open = whole ? constant(1) : gt(reg(LEFT), 0);
    Expr counted = counts() ? reg(COUNTED) : constant(1);
    code.place("choose");
    code.choose(
        "pop, or push what is free",
        new Way("pop", "", open, "pop"),
        new Way("push", "A", and(open, reg(FREE + 1)), "push1"),
        new Way("push", "B", and(open, reg(FREE + 2)), "push2"),
        new Way("push", "C", and(open, reg(FREE + 3)), "push3"));

    code.place("pop");
    code.access("P1", "read", "first = head", load(Cell.at(HEAD), AccessMode.ACQUIRE));
    code.branch(eq(Tag.node(reg(FIRST)), 0), "over", "if first is none: return none");
    code.access("P2", "next", "second = first.next", second());
    lookWhetherCounted(code);
    code.access(
        "P3",
        "cas",
        "CAS(head, first, second + next tag)",
        compareAndSet(changed(reg(SECOND), counted), AccessMode.ACQUIRE));
    code.branch(ne(reg(FOUND), reg(FIRST)), "pop", "if it failed: begin again");
    for (int n = 1; n < NODES.size(); n++) {
      Expr freed = or(reg(FREE + n), eq(Tag.node(reg(FIRST)), n));
      code.assign(FREE + n, freed, "(free " + NODES.get(n) + " if it was first)");
    }
    code.jump("over", "");

    for (int n = 1; n < NODES.size(); n++) {
      code.place("push" + n);
      code.assign(OWN, constant(n), "n = " + NODES.get(n));
      code.assign(FREE + n, constant(0), "(no longer free)");
      code.jump("push", "");
    }
    code.place("push");
    code.access("U1", "read", "first = head", load(Cell.at(HEAD), AccessMode.OPAQUE));
    Store link = new Store(Cell.at(0, reg(OWN)), Tag.node(reg(FIRST)), store(AccessMode.OPAQUE));
    code.access("U2", "link", "n.next = first", link);
    lookWhetherCounted(code);
    code.access(
        "U3",
        "cas",
        "CAS(head, first, n + next tag)",
        compareAndSet(changed(reg(OWN), counted), AccessMode.RELEASE));
    code.branch(ne(reg(FOUND), reg(FIRST)), "push", "if it failed: begin again");
    code.assign(OWN, constant(0), "(n is in the stack)");

    code.place("over");
    forget(code);
    code.assign(COUNTED, constant(0), "");
    if (!whole) {
      code.assign(LEFT, minus(reg(LEFT), 1), "(one operation less)");
    }
    code.jump("choose", "");
    return new ThreadCode(
        "t2",
        List.of("first", "second", "found", "n", "freeA", "freeB", "freeC", "left", "counted"),
        code.lines());
  }

  /** Registers that nobody reads any more would only multiply the states. */
  private static void forget(Listing code) {
    for (int register : new int[] {FIRST, SECOND, FOUND}) {
      code.assign(register, constant(0), "");
    }
  }

  /** Whether tags are counted from T1's read. */
  private boolean counts() {
    return whole && !tag.equals(Tag.OFF);
  }

  private static void set(Listing code, int cell, Expr value, String text) {
    code.unlabelled("count", text, new Store(Cell.at(cell), value, AccessMode.OPAQUE));
  }

  private void lookWhetherCounted(Listing code) {
    if (counts()) {
      Load held = new Load(COUNTED, Cell.at(HELD), AccessMode.OPAQUE);
      code.unlabelled("count", "(tags count while T1 holds one)", held);
    }
  }

  private Load load(Cell cell, AccessMode shipped) {
    AccessMode asked = asShipped() ? shipped : AccessMode.ofLoad(mode);
    return new Load(FIRST, cell, asked);
  }

  private Load second() {
    AccessMode asked = asShipped() ? AccessMode.OPAQUE : AccessMode.ofLoad(mode);
    return new Load(SECOND, Cell.at(0, Tag.node(reg(FIRST))), asked);
  }

  private AccessMode store(AccessMode shipped) {
    return asShipped() ? shipped : AccessMode.ofStore(mode);
  }

  private Instruction compareAndSet(Expr changed, AccessMode shipped) {
    AccessMode asked = asShipped() ? shipped : AccessMode.ofReadModifyWrite(mode);
    return new CompareAndExchange(
        FOUND, Optional.empty(), Cell.at(HEAD), reg(FIRST), changed, asked, false);
  }

  private boolean asShipped() {
    return mode.equals("acquire-release");
  }

  private Expr changed(Expr reference, Expr counted) {
    return tag.changed(reg(FIRST), reference, counted, whole);
  }
}
