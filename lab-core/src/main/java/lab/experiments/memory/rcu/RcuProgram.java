package lab.experiments.memory.rcu;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.le;
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
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;

/**
 * Readers {@code r1} and {@code r2} enter, follow the pointer, read the node they find and leave;
 * writer {@code w} unlinks node after node and frees each, at once or after a grace period: the
 * code of {@code lab.concurrent.reclaim.EpochReader} (R) and {@code EpochDomain} (W), under the
 * same labels, with the caller's own accesses between them. Pointer 0 is none; a node's content is
 * its number times eleven, or {@link #POISON} once it is freed.
 *
 * <p>Each reader has one section. A grace period is under way as soon as something is retired, for
 * all that is retired then; while it lasts the writer goes on, and at the end it waits.
 */
final class RcuProgram {
  static final String READS_FREED = "reads-freed";

  /** How many nodes may be held back at a time: then retiring reports that it is full. */
  static final int HELD = 2;

  static final int POISON = -1;

  // Cells: the pointer, then nodes from 1 on, then epochs.
  static final int POINTER = 0;

  // Registers of a reader.
  static final int FOUND = 0;
  static final int PINNED = 1;
  static final int VALUE = 2;

  // Registers of the writer.
  static final int RETIRED = 0;
  static final int FREED = 1;
  static final int REFUSED = 2;
  static final int COVERED = 3;
  private static final int NOW = 4;
  static final int SEEN = 5;

  /**
   * What the program is about.
   *
   * @param grace whether freeing waits for a grace period
   * @param pin what orders a pin before the reads that follow it
   * @param readers 1 or 2
   * @param reads of the last reader within its section
   * @param nodes how many the writer unlinks, 1 to 3
   * @param stall whether the last reader never leaves
   * @param mode of all accesses, a word of {@link AccessMode#WORDS}; {@code acquire-release} is
   *     what the classes have
   * @param whole whether whole operations are steps
   */
  record Setup(
      boolean grace,
      Pin pin,
      int readers,
      int reads,
      int nodes,
      boolean stall,
      String mode,
      boolean whole) {}

  /** What orders a pin before the reads that follow it. */
  enum Pin {
    /** A full fence in the pin, and one in the writer. */
    FULL,
    /** Nothing but the modes of the accesses. */
    ACQUIRE_RELEASE,
    /** The writer's {@code membarrier}. */
    ASYMMETRIC
  }

  private final Setup setup;

  private RcuProgram(Setup setup) {
    this.setup = setup;
  }

  static Program of(Setup setup) {
    RcuProgram rcu = new RcuProgram(setup);
    List<SharedCell> cells = new ArrayList<>();
    cells.add(new SharedCell("pointer", 1));
    for (int node = 1; node <= setup.nodes(); node++) {
      cells.add(new SharedCell("node" + node, content(node)));
    }
    List<ThreadCode> threads = new ArrayList<>();
    for (int r = 0; r < setup.readers(); r++) {
      cells.add(new SharedCell("epoch" + (r + 1), 0));
      threads.add(rcu.reader(r));
    }
    threads.add(rcu.writer());
    return new Program("rcu", cells, threads);
  }

  static int content(int node) {
    return 11 * node;
  }

  /** Number of the writer's thread. */
  static int writer(Setup setup) {
    return setup.readers();
  }

  private ThreadCode reader(int r) {
    boolean last = r == setup.readers() - 1;
    Listing code = new Listing();
    Store pin = new Store(Cell.at(epoch(r)), next(PINNED), pinned());
    code.operation("R1", "enter", "epoch = 1 (odd: pinned)", pin);
    code.assign(PINNED, constant(1), "(pinned)");
    if (setup.pin() == Pin.FULL) {
      code.access("R2", "fence", "full fence", new Fence(Fence.Kind.FULL));
    }
    Load follow = new Load(FOUND, Cell.at(POINTER), load(AccessMode.ACQUIRE));
    code.unlabelled("follow", "p = pointer", follow);
    code.branch(eq(reg(FOUND), 0), "leave", "if there is no node");
    for (int i = 0; i < (last ? setup.reads() : 1); i++) {
      Cell node = Cell.at(POINTER, reg(FOUND));
      code.begin("read", "v = content of p", new Load(VALUE, node, load(AccessMode.OPAQUE)));
      code.check(ne(reg(VALUE), POISON), READS_FREED, "(it is not poison)");
    }
    code.place("leave");
    if (!last || !setup.stall()) {
      Store unpin = new Store(Cell.at(epoch(r)), next(PINNED), store(AccessMode.RELEASE));
      code.operation("R4", "exit", "epoch = 2 (even: not pinned)", unpin);
      code.assign(PINNED, constant(0), "(not pinned)");
      code.assign(FOUND, constant(0), "");
    }
    return new ThreadCode("r" + (r + 1), List.of("p", "pinned", "v"), code.lines());
  }

  private ThreadCode writer() {
    Listing code = new Listing();
    for (int node = 1; node <= setup.nodes(); node++) {
      int next = node < setup.nodes() ? node + 1 : 0;
      Expr target = plus(reg(RETIRED), next == 0 ? 1 - node : 2);
      Store unlink = new Store(Cell.at(POINTER), target, store(AccessMode.RELEASE));
      code.begin("unlink", "pointer = " + (next == 0 ? "none" : "node " + next), unlink);
      if (!setup.grace()) {
        code.assign(RETIRED, next(RETIRED), "");
        code.begin("free", "node %d = poison".formatted(node), poison(reg(FREED)));
        code.assign(FREED, next(FREED), "(it is free)");
        continue;
      }
      if (node > HELD) {
        look(code, "full" + node, false);
        code.place("full" + node);
        code.branch(lt(held(), HELD), "retire" + node, "if fewer than 2 are held back");
        code.assign(REFUSED, constant(1), "retire reports that it is full");
        code.jump("wait", "(and the node stays the writer's own)");
      }
      code.place("retire" + node);
      code.assign(RETIRED, next(RETIRED), "retire node " + node);
      if (node < setup.nodes()) {
        look(code, "next" + node, false);
        code.place("next" + node);
      }
    }
    if (setup.grace()) {
      code.place("wait");
      look(code, "end", true);
      code.branch(lt(reg(FREED), reg(RETIRED)), "wait", "if something is held back");
      code.place("end");
    }
    List<String> registers =
        new ArrayList<>(List.of("retired", "freed", "refused", "covered", "e"));
    for (int r = 0; r < setup.readers(); r++) {
      registers.add("seen" + (r + 1));
    }
    return new ThreadCode("w", registers, code.lines());
  }

  /**
   * Begins a grace period if none is under way, and looks whether the one under way is over. If it
   * is, frees what it covers; if not, goes on at {@code otherwise}, or looks again.
   */
  private void look(Listing code, String otherwise, boolean waits) {
    String here = otherwise + ".";
    code.branch(lt(reg(FREED), reg(COVERED)), here + "check", "if a period is under way");
    code.branch(le(reg(RETIRED), reg(FREED)), otherwise, "if nothing is held back");
    boolean fence = setup.pin() != Pin.ACQUIRE_RELEASE;
    if (fence) {
      String text = setup.pin() == Pin.FULL ? "full fence" : "membarrier: a fence in every thread";
      code.operation("W1", "grace", text, writersFence());
    }
    for (int r = 0; r < setup.readers(); r++) {
      String text = "seen%d = epoch%d".formatted(r + 1, r + 1);
      Load scan = new Load(SEEN + r, Cell.at(epoch(r)), load(AccessMode.ACQUIRE));
      if (r == 0 && !fence) {
        code.operation("W2", "grace", text, scan);
      } else {
        code.access("W2", "scan", text, scan);
      }
    }
    code.assign(COVERED, reg(RETIRED), "(a grace period for all that is retired)");
    code.place(here + "check");
    for (int r = 0; r < setup.readers(); r++) {
      code.branch(even(SEEN + r), here + "passed" + r, "if r%d was not pinned".formatted(r + 1));
      boolean waitsWhole = waits && setup.whole();
      if (waitsWhole) {
        // Before the loop: a look that would wait is then not possible.
        code.begin("look", "look who has left", new Assign(NOW, constant(0)));
      }
      code.place(here + "look" + r);
      Load again = new Load(NOW, Cell.at(epoch(r)), load(AccessMode.ACQUIRE));
      if (waitsWhole) {
        code.access("W3", "look", "e = epoch" + (r + 1), again);
      } else {
        code.operation("W3", "look", "e = epoch" + (r + 1), again);
      }
      code.branch(
          eq(reg(NOW), reg(SEEN + r)),
          waits ? here + "look" + r : otherwise,
          waits ? "if it still is: look again" : "if it still is: not yet");
      code.assign(SEEN + r, constant(0), "(it has left)");
      code.place(here + "passed" + r);
    }
    code.assign(NOW, constant(0), "(everybody has left)");
    code.place(here + "free");
    code.begin("free", "oldest of them = poison", poison(reg(FREED)));
    code.assign(FREED, next(FREED), "(it is free)");
    code.branch(lt(reg(FREED), reg(COVERED)), here + "free", "if the period covers more");
    for (int r = 0; r < setup.readers(); r++) {
      code.assign(SEEN + r, constant(0), "");
    }
  }

  private Fence writersFence() {
    return new Fence(setup.pin() == Pin.ASYMMETRIC ? Fence.Kind.HEAVY : Fence.Kind.FULL);
  }

  /** One more; what is counted only after its access, whatever a compiler does with the lines. */
  private static Expr next(int register) {
    return plus(reg(register), 1);
  }

  private static Expr held() {
    return minus(reg(RETIRED), reg(FREED));
  }

  private int epoch(int reader) {
    return 1 + setup.nodes() + reader;
  }

  /** Of the node after so many. */
  private Store poison(Expr freed) {
    return new Store(Cell.at(POINTER + 1, freed), constant(POISON), store(AccessMode.OPAQUE));
  }

  /** As it ships the pin's store is opaque, for the fence is what orders it. */
  private AccessMode pinned() {
    AccessMode alone = setup.pin() == Pin.ACQUIRE_RELEASE ? AccessMode.RELEASE : AccessMode.OPAQUE;
    return store(alone);
  }

  private AccessMode load(AccessMode shipped) {
    return setup.mode().equals("acquire-release") ? shipped : AccessMode.ofLoad(setup.mode());
  }

  private AccessMode store(AccessMode shipped) {
    return setup.mode().equals("acquire-release") ? shipped : AccessMode.ofStore(setup.mode());
  }

  private static Expr even(int register) {
    Expr odd = and(reg(register), 1);
    return eq(odd, 0);
  }
}
