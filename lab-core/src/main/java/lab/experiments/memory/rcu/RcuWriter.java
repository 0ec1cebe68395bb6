package lab.experiments.memory.rcu;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.called;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.le;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Script.NONE;

import java.util.List;
import lab.experiments.memory.rcu.RcuProgram.Pin;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Script.Way;

/**
 * The writer. A grace period is under way as soon as something is retired, for all that is retired
 * then; while it lasts the writer goes on, and at the end it waits.
 */
final class RcuWriter {
  static final String ACTOR = "writer";

  private final List<RcuReader> readers;
  private final Registers all;

  /** How many nodes it has retired. */
  final Reg retired;

  /** How many of them, the oldest, are free. */
  final Reg freed;

  /** Whether retiring has reported that it is full. */
  final Reg refused;

  /** How many of the retired the grace period is for. */
  private final Reg covered;

  private final Reg now;

  /** The epoch of each reader when the grace period began; 0 once it was seen to have left. */
  private final List<Reg> seen;

  RcuWriter(List<RcuReader> readers) {
    this.readers = readers;
    all = new Registers(readers.size(), ACTOR);
    retired = all.reg("retired");
    freed = all.reg("freed");
    refused = all.reg("refused");
    covered = all.reg("covered");
    now = all.reg("e");
    seen = readers.stream().map(r -> all.reg("seen" + (r.thread() + 1))).toList();
  }

  int thread() {
    return all.thread();
  }

  /** The epoch of that reader when the grace period began; 0 once it was seen to have left. */
  Reg seen(RcuReader reader) {
    return seen.get(reader.thread());
  }

  /** Whether a grace period has still to begin before everything can be free. */
  boolean hasToWait(ProgramState s, int nodes) {
    return covered.in(s) < nodes;
  }

  ThreadCode code(RcuProgram rcu) {
    Script code = new Script(all);
    int nodes = rcu.setup.nodes();
    for (int node = 1; node <= nodes; node++) {
      Expr next =
          node == nodes
              ? called("none", plus(retired, 1 - node))
              : called("node" + (node + 1), plus(retired, 2));
      code.place("node" + node);
      code.begin().store(NONE, "unlink", rcu.pointer, next, rcu.modes.store(AccessMode.RELEASE));
      if (!rcu.setup.grace()) {
        code.assign(retired, plus(retired, 1));
        free(rcu, code);
        continue;
      }
      if (node > RcuProgram.HELD) {
        look(rcu, code, "full", "if full", false);
        code.place("if full").branch(lt(minus(retired, freed), RcuProgram.HELD), "retire");
        code.assign(refused, constant(1)).jump("wait").place("retire");
      }
      code.assign(retired, plus(retired, 1));
      if (node < nodes) {
        look(rcu, code, "look " + node, "node" + (node + 1), false);
      }
    }
    if (rcu.setup.grace()) {
      code.place("wait");
      look(rcu, code, "end", "end", true);
      code.branch(lt(freed, retired), "wait");
    }
    return code.place("end").thread();
  }

  /**
   * Begins a grace period if none is under way, and looks whether the one under way is over. If it
   * is, frees what it covers; if not, goes on at {@code otherwise}, or looks again.
   *
   * @param here begins the names of the places in it
   */
  private void look(RcuProgram rcu, Script code, String here, String otherwise, boolean waits) {
    AccessMode acquire = rcu.modes.load(AccessMode.ACQUIRE);
    code.branch(lt(freed, covered), here + ": under way");
    code.branch(le(retired, freed), otherwise);
    begin(rcu, code);
    code.place(here + ": under way");
    for (RcuReader reader : readers) {
      String left = here + ": " + reader.actor() + " has left";
      String again = here + ": look at " + reader.actor();
      code.branch(eq(and(seen(reader), 1), 0), left);
      if (waits && rcu.whole) {
        // Before the loop: a look that would wait is then not possible.
        code.choose(new Way("look", "", constant(1), again));
      } else {
        code.begin();
      }
      code.place(again).load(rcu.label("W3"), "look", now, reader.epoch, acquire);
      code.branch(eq(now, seen(reader)), waits ? again : otherwise);
      code.assign(seen(reader), constant(0)).place(left);
    }
    code.forget(now).place(here + ": free");
    free(rcu, code);
    code.branch(lt(freed, covered), here + ": free");
    seen.forEach(code::forget);
  }

  private void begin(RcuProgram rcu, Script code) {
    Pin pin = rcu.setup.pin();
    boolean fence = pin != Pin.ACQUIRE_RELEASE;
    code.begin();
    if (fence) {
      FenceKind kind = pin == Pin.ASYMMETRIC ? FenceKind.HEAVY : FenceKind.FULL;
      code.fence(rcu.label("W1"), "grace", kind);
    }
    for (RcuReader reader : readers) {
      String verb = fence || reader != readers.getFirst() ? "scan" : "grace";
      AccessMode acquire = rcu.modes.load(AccessMode.ACQUIRE);
      code.load(rcu.label("W2"), verb, seen(reader), reader.epoch, acquire);
    }
    code.assign(covered, retired);
  }

  private void free(RcuProgram rcu, Script code) {
    Expr oldest = plus(freed, 1);
    AccessMode mode = rcu.modes.store(AccessMode.OPAQUE);
    Expr poison = called("poison", constant(RcuProgram.POISON));
    code.begin().store(NONE, "free", rcu.node(oldest), poison, mode);
    code.assign(freed, oldest);
  }
}
