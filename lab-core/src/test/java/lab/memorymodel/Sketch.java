package lab.memorymodel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;

/**
 * A small structured program for cross-checks: turned into a {@link Program} for the engines, and
 * read as it is by {@link AxiomaticEngine}, which shares nothing with them but the instructions.
 */
record Sketch(int cells, List<List<Sketch.Node>> threads) {
  static final int REGISTERS = 6;

  /** An instruction, or instructions that run only if a register has a value. */
  sealed interface Node {}

  record Act(Instruction instruction) implements Node {}

  record If(int register, int value, List<Node> then) implements Node {}

  Program program() {
    List<Program.SharedCell> shared = new ArrayList<>();
    for (int c = 0; c < cells; c++) {
      shared.add(new Program.SharedCell("" + (char) ('x' + c), 0));
    }
    List<String> registers = List.of("r0", "r1", "r2", "r3", "r4", "r5");
    List<Program.ThreadCode> code = new ArrayList<>();
    for (List<Node> nodes : threads) {
      List<Program.Line> lines = new ArrayList<>();
      flatten(nodes, lines);
      code.add(new Program.ThreadCode("t" + code.size(), registers, lines));
    }
    return new Program("generated", shared, code);
  }

  private static void flatten(List<Node> nodes, List<Program.Line> lines) {
    for (Node node : nodes) {
      switch (node) {
        case Act act -> {
          String text = act.instruction.toString();
          lines.add(Program.Line.of(act.instruction, "s" + lines.size(), text));
        }
        case If choice -> {
          int at = lines.size();
          List<Program.Line> then = new ArrayList<>(lines);
          then.add(null);
          flatten(choice.then, then);
          Expr not = Expr.ne(Expr.reg(choice.register), choice.value);
          Instruction branch = new Instruction.Branch(not, then.size());
          then.set(at, Program.Line.of(branch, "", "if"));
          lines.clear();
          lines.addAll(then);
        }
      }
    }
  }

  /** Message passing whose flag is set again, weaker, behind the releasing store. */
  static Sketch releaseSequence() {
    List<Node> writer =
        List.of(
            store(0, AccessMode.OPAQUE, 1),
            store(1, AccessMode.RELEASE, 1),
            store(1, AccessMode.OPAQUE, 2));
    return new Sketch(
        2, List.of(writer, List.of(load(0, 1, AccessMode.ACQUIRE), load(1, 0, AccessMode.OPAQUE))));
  }

  /** Two readers that full fences, and nothing else, make agree on the order of two writes. */
  static Sketch fencedIriw() {
    Node fence = new Act(new Fence(FenceKind.FULL));
    AccessMode mode = AccessMode.OPAQUE;
    return new Sketch(
        2,
        List.of(
            List.of(store(0, mode, 1)),
            List.of(store(1, mode, 1)),
            List.of(load(0, 0, mode), fence, load(1, 1, mode)),
            List.of(load(0, 1, mode), fence, load(1, 0, mode))));
  }

  private static Node store(int cell, AccessMode mode, int value) {
    return new Act(new Store(Cell.at(cell), Expr.constant(value), mode));
  }

  private static Node load(int register, int cell, AccessMode mode) {
    return new Act(new Load(register, Cell.at(cell), mode));
  }

  /** A program of 2 or 3 threads with {@code accesses} accesses in all. */
  static Sketch random(RandomGenerator random, int accesses, List<AccessMode> modes) {
    int threads = random.nextInt(4) == 0 ? 3 : 2;
    int cells = 2;
    List<List<Node>> code = new ArrayList<>();
    int[] left = new int[threads];
    for (int i = 0; i < accesses; i++) {
      left[i % threads]++;
    }
    for (int t = 0; t < threads; t++) {
      List<Node> nodes = new ArrayList<>();
      int register = 0;
      while (left[t] > 0) {
        left[t]--;
        if (random.nextInt(8) == 0) {
          FenceKind[] kinds = FenceKind.values();
          nodes.add(new Act(new Fence(kinds[random.nextInt(kinds.length)])));
        }
        Act act = new Act(access(random, register, cells, modes));
        boolean last = left[t] == 0;
        if (last && register > 0 && random.nextInt(5) == 0) {
          nodes.add(new If(random.nextInt(register), random.nextInt(2), List.of(act)));
        } else {
          nodes.add(act);
        }
        register++;
      }
      code.add(nodes);
    }
    return new Sketch(cells, code);
  }

  private static Instruction access(
      RandomGenerator random, int register, int cells, List<AccessMode> modes) {
    Cell cell = Cell.at(random.nextInt(cells));
    Expr constant = Expr.constant(1 + random.nextInt(2));
    Expr value = constant;
    if (register > 0 && random.nextInt(5) == 0) {
      value = Expr.reg(random.nextInt(register));
    }
    AccessMode mode = modes.get(random.nextInt(modes.size()));
    return switch (random.nextInt(9)) {
      case 0, 1, 2, 3 -> new Load(register, cell, loadMode(mode));
      case 4, 5, 6 -> new Store(cell, value, storeMode(mode));
      case 7 ->
          new Instruction.CompareAndExchange(
              register,
              java.util.Optional.empty(),
              cell,
              Expr.constant(random.nextInt(2)),
              value,
              mode,
              random.nextInt(3) == 0);
      default ->
          random.nextBoolean()
              ? new Instruction.FetchAdd(register, cell, Expr.constant(1), mode)
              : new Instruction.Exchange(register, cell, value, mode);
    };
  }

  private static AccessMode loadMode(AccessMode mode) {
    return switch (mode) {
      case RELEASE, ACQUIRE_RELEASE -> AccessMode.ACQUIRE;
      default -> mode;
    };
  }

  private static AccessMode storeMode(AccessMode mode) {
    return switch (mode) {
      case ACQUIRE, ACQUIRE_RELEASE -> AccessMode.RELEASE;
      default -> mode;
    };
  }

  /** Every program that swapping neighbours in one thread, any number of times, leads to. */
  List<Sketch> reordered() {
    List<List<List<Node>>> combined = List.of(List.of());
    for (List<Node> thread : threads) {
      List<List<List<Node>>> longer = new ArrayList<>();
      for (List<List<Node>> before : combined) {
        for (List<Node> order : orders(thread)) {
          List<List<Node>> next = new ArrayList<>(before);
          next.add(order);
          longer.add(next);
        }
      }
      combined = longer;
    }
    return combined.stream().map(c -> new Sketch(cells, c)).toList();
  }

  private static Set<List<Node>> orders(List<Node> thread) {
    Set<List<Node>> seen = new LinkedHashSet<>();
    List<List<Node>> work = new ArrayList<>(List.of(thread));
    while (!work.isEmpty()) {
      List<Node> order = work.removeLast();
      if (!seen.add(order)) {
        continue;
      }
      for (int i = 0; i + 1 < order.size(); i++) {
        if (swappable(order.get(i), order.get(i + 1))) {
          List<Node> swapped = new ArrayList<>(order);
          swapped.set(i, order.get(i + 1));
          swapped.set(i + 1, order.get(i));
          work.add(swapped);
        }
      }
    }
    return seen;
  }

  private static boolean swappable(Node a, Node b) {
    if (a instanceof If i) {
      return !writes(b).contains(i.register) && i.then.stream().allMatch(n -> swappable(n, b));
    }
    if (b instanceof If i) {
      return !writes(a).contains(i.register) && i.then.stream().allMatch(n -> swappable(a, n));
    }
    return swappable(((Act) a).instruction, ((Act) b).instruction)
        && disjoint(writes(a), reads(b))
        && disjoint(reads(a), writes(b));
  }

  private static boolean swappable(Instruction a, Instruction b) {
    if (a instanceof Fence f) {
      return f.kind() == FenceKind.RELEASE && b instanceof Load l && l.mode() == AccessMode.PLAIN;
    }
    if (b instanceof Fence f) {
      return f.kind() == FenceKind.ACQUIRE && a instanceof Store s && s.mode() == AccessMode.PLAIN;
    }
    boolean reads = a instanceof Load && b instanceof Load;
    boolean plain = mode(a) == AccessMode.PLAIN || mode(b) == AccessMode.PLAIN;
    boolean acquires = !(a instanceof Store) && mode(a).acquires();
    boolean releases = !(b instanceof Load) && mode(b).releases();
    return plain && !acquires && !releases && (reads || cell(a) != cell(b));
  }

  static AccessMode mode(Instruction instruction) {
    return switch (instruction) {
      case Load i -> i.mode();
      case Store i -> i.mode();
      case Instruction.CompareAndExchange i -> i.mode();
      case Instruction.Exchange i -> i.mode();
      case Instruction.FetchAdd i -> i.mode();
      default -> throw new IllegalArgumentException(instruction.toString());
    };
  }

  static int cell(Instruction instruction) {
    return switch (instruction) {
      case Load i -> i.cell().base();
      case Store i -> i.cell().base();
      case Instruction.CompareAndExchange i -> i.cell().base();
      case Instruction.Exchange i -> i.cell().base();
      case Instruction.FetchAdd i -> i.cell().base();
      default -> throw new IllegalArgumentException(instruction.toString());
    };
  }

  private static Set<Integer> writes(Node node) {
    return switch (node) {
      case If i -> union(i.then, true);
      case Act(Load i) -> Set.of(i.register());
      case Act(Instruction.CompareAndExchange i) -> Set.of(i.register());
      case Act(Instruction.Exchange i) -> Set.of(i.register());
      case Act(Instruction.FetchAdd i) -> Set.of(i.register());
      case Act a -> Set.of();
    };
  }

  private static Set<Integer> reads(Node node) {
    return switch (node) {
      case If i -> {
        Set<Integer> all = union(i.then, false);
        all.add(i.register);
        yield all;
      }
      case Act(Store i) -> registers(i.value());
      case Act(Instruction.CompareAndExchange i) -> registers(i.update());
      case Act(Instruction.Exchange i) -> registers(i.value());
      case Act a -> Set.of();
    };
  }

  private static Set<Integer> union(List<Node> nodes, boolean written) {
    Set<Integer> all = new HashSet<>();
    nodes.forEach(n -> all.addAll(written ? writes(n) : reads(n)));
    return all;
  }

  private static Set<Integer> registers(Expr expr) {
    return expr instanceof Expr.Reg r ? Set.of(r.register()) : Set.of();
  }

  private static boolean disjoint(Set<Integer> a, Set<Integer> b) {
    return a.stream().noneMatch(b::contains);
  }
}
