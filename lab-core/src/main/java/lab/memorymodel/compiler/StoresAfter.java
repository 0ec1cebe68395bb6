package lab.memorymodel.compiler;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.compiler.LoadBuffering.Pair;

/**
 * The stores that may come after a load of the same thread, and whether Armv8 keeps the two in
 * order. It does (Arm ARM B2.3; the instructions are those that HotSpot uses) if
 *
 * <ul>
 *   <li>the load acquires (LDAR), or the store releases (STLR, or DMB ISHLD in front of it);
 *   <li>a fence stands between them: each of the three is at least DMB ISHLD;
 *   <li>the store's value or its address, or the address of an access between the two, is computed
 *       from what was loaded;
 *   <li>a branch between them tests what was loaded, and decides whether the location is written;
 *   <li>both are of one location, of which all writes have an order.
 * </ul>
 *
 * A dependency that a compiler may remove counts for nothing: see {@link Dependence} and {@link
 * Decisions}. Nor does what only some encodings of an instruction order, such as a single CASAL
 * between the two.
 */
final class StoresAfter {
  private final ThreadCode code;
  private final int thread;
  private final int cells;
  private final Decisions decisions;
  private final Instruction.Access load;
  private final Set<Pair> pairs = new HashSet<>();
  private final Set<Point> seen = new HashSet<>();
  private final Deque<Point> open = new ArrayDeque<>();

  /**
   * Where a walk from the load stands.
   *
   * @param holding the registers that hold the loaded value, or another for each other value
   * @param decided the cells of which a branch on that value decides whether they are written
   * @param kept whether every later store is kept behind the load
   */
  private record Point(int line, BitSet holding, BitSet decided, boolean kept) {}

  private StoresAfter(Program program, int thread, int line) {
    this.thread = thread;
    code = program.threads().get(thread);
    cells = program.cells().size();
    decisions = new Decisions(code, cells);
    load = (Instruction.Access) code.lines().get(line).instruction();
    BitSet holding = new BitSet();
    register(load).ifPresent(holding::set);
    go(new Point(line + 1, holding, new BitSet(), load.mode().acquires()));
  }

  /** The pairs of every load of a thread; a read-modify-write is both a load and a store. */
  static Set<Pair> loadsOf(Program program, int thread) {
    Set<Pair> pairs = new HashSet<>();
    for (int i = 0; i < program.threads().get(thread).lines().size(); i++) {
      Instruction instruction = program.threads().get(thread).lines().get(i).instruction();
      if (instruction instanceof Instruction.Access access && access.reads()) {
        StoresAfter walk = new StoresAfter(program, thread, i);
        walk.walk();
        pairs.addAll(walk.pairs);
      }
    }
    return pairs;
  }

  private void go(Point point) {
    if (seen.add(point)) {
      open.add(point);
    }
  }

  private void walk() {
    while (!open.isEmpty()) {
      Point at = open.remove();
      if (at.line < code.lines().size()) {
        step(at, code.lines().get(at.line).instruction());
      }
    }
  }

  private void step(Point at, Instruction instruction) {
    BitSet holding = at.holding;
    BitSet decided = at.decided;
    boolean kept = at.kept;
    switch (instruction) {
      case Instruction.Assign i ->
          holding = with(holding, i.register(), Dependence.carries(i.value(), holding));
      case Instruction.Fence _ -> kept = true;
      case Instruction.Branch i -> {
        if (Dependence.has(i.condition(), holding)) {
          decided = (BitSet) decided.clone();
          decided.or(decisions.by(at.line));
        }
      }
      case Instruction.Access i -> {
        if (i.writes()) {
          pair(at, i);
        }
        Optional<Expr> index = i.cell().index();
        kept |= index.isPresent() && Dependence.has(index.get(), holding);
        Optional<Integer> register = register(i);
        holding = register.isPresent() ? with(holding, register.get(), false) : holding;
        if (i instanceof Instruction.CompareAndExchange c && c.succeeded().isPresent()) {
          holding = with(holding, c.succeeded().get(), false);
        }
      }
      default -> {
        // Orders nothing.
      }
    }
    for (int next : decisions.after(at.line)) {
      go(new Point(next, holding, decided, kept));
    }
  }

  private void pair(Point at, Instruction.Access store) {
    boolean one = load.cell().index().isEmpty() && load.cell().equals(store.cell());
    boolean decided = store.cell().index().isEmpty() && at.decided.get(store.cell().base());
    boolean value = written(store).filter(v -> Dependence.has(v, at.holding)).isPresent();
    boolean address = store.cell().index().filter(x -> Dependence.has(x, at.holding)).isPresent();
    boolean kept = at.kept || store.mode().releases() || one || decided || value || address;
    pairs.add(new Pair(thread, cells(load), cells(store), !kept));
  }

  private BitSet cells(Instruction.Access access) {
    BitSet all = new BitSet();
    all.set(
        access.cell().base(), access.cell().index().isEmpty() ? access.cell().base() + 1 : cells);
    return all;
  }

  private static BitSet with(BitSet registers, int register, boolean holds) {
    BitSet changed = (BitSet) registers.clone();
    changed.set(register, holds);
    return changed;
  }

  /** What is written, where it is known to the thread: an expected value is only compared. */
  private static Optional<Expr> written(Instruction.Access access) {
    return switch (access) {
      case Instruction.Store i -> Optional.of(i.value());
      case Instruction.CompareAndExchange i -> Optional.of(i.update());
      case Instruction.Exchange i -> Optional.of(i.value());
      case Instruction.FetchAdd i -> Optional.of(i.delta());
      case Instruction.Load _ -> Optional.empty();
    };
  }

  private static Optional<Integer> register(Instruction.Access access) {
    return switch (access) {
      case Instruction.Load i -> Optional.of(i.register());
      case Instruction.CompareAndExchange i -> Optional.of(i.register());
      case Instruction.Exchange i -> Optional.of(i.register());
      case Instruction.FetchAdd i -> Optional.of(i.register());
      case Instruction.Store _ -> Optional.empty();
    };
  }
}
