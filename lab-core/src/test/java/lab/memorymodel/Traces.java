package lab.memorymodel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lab.memorymodel.AxiomaticEngine.Event;
import lab.memorymodel.AxiomaticEngine.Trace;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.Instruction.Exchange;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.FetchAdd;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Sketch.Act;
import lab.memorymodel.Sketch.If;
import lab.memorymodel.Sketch.Node;

/**
 * What each thread of a sketch may do by itself: a trace for every choice of values that its reads
 * may give, out of all values that anybody may write to the cell.
 */
final class Traces {
  /** A value that a cell may have. */
  private record Written(int cell, int value) {}

  private Traces() {}

  /** Thread by thread. */
  static List<List<Trace>> of(Sketch sketch) {
    Set<Written> values = new LinkedHashSet<>();
    for (int c = 0; c < sketch.cells(); c++) {
      values.add(new Written(c, 0));
    }
    while (true) {
      List<List<Trace>> all = new ArrayList<>();
      Set<Written> written = new LinkedHashSet<>(values);
      for (int t = 0; t < sketch.threads().size(); t++) {
        List<Trace> traces = new ArrayList<>();
        List<Integer> registers = new ArrayList<>();
        for (int r = 0; r < Sketch.REGISTERS; r++) {
          registers.add(0);
        }
        run(t, sketch.threads().get(t), new Trace(List.of(), registers), values, traces);
        all.add(traces);
        for (Trace trace : traces) {
          for (Event e : trace.events()) {
            if (e.kind() == Event.Kind.WRITE) {
              written.add(new Written(e.cell(), e.value()));
            }
          }
        }
      }
      // Increments of increments: no value is larger than two plus the number of accesses.
      written.removeIf(w -> w.value > 8);
      if (written.equals(values)) {
        return all;
      }
      values = written;
    }
  }

  private static void run(int t, List<Node> rest, Trace so, Set<Written> values, List<Trace> done) {
    if (rest.isEmpty()) {
      done.add(so);
      return;
    }
    List<Node> after = rest.subList(1, rest.size());
    switch (rest.getFirst()) {
      case If i -> {
        List<Node> next = new ArrayList<>();
        if (so.registers().get(i.register()) == i.value()) {
          next.addAll(i.then());
        }
        next.addAll(after);
        run(t, next, so, values, done);
      }
      case Act(Fence f) -> run(t, after, then(so, fence(t, f.kind())), values, done);
      case Act(Store s) -> {
        Trace stored = then(so, write(t, s.cell().base(), value(s.value(), so), s.mode(), false));
        run(t, after, stored, values, done);
      }
      case Act(Instruction i) -> {
        for (Written read : values) {
          if (read.cell == Sketch.cell(i)) {
            for (Trace next : reading(t, i, so, read.value)) {
              run(t, after, next, values, done);
            }
          }
        }
      }
    }
  }

  private static List<Trace> reading(int t, Instruction instruction, Trace so, int read) {
    int cell = Sketch.cell(instruction);
    AccessMode mode = Sketch.mode(instruction);
    return switch (instruction) {
      case Load i -> List.of(set(then(so, read(t, cell, read, mode, false)), i.register(), read));
      case Exchange i ->
          List.of(modify(t, so, cell, read, value(i.value(), so), mode, i.register()));
      case FetchAdd i ->
          List.of(modify(t, so, cell, read, read + value(i.delta(), so), mode, i.register()));
      case CompareAndExchange i -> {
        List<Trace> ways = new ArrayList<>();
        boolean equal = read == value(i.expected(), so);
        if (equal) {
          ways.add(modify(t, so, cell, read, value(i.update(), so), mode, i.register()));
        }
        if (!equal || i.weak()) {
          AccessMode half =
              switch (mode) {
                case RELEASE -> AccessMode.OPAQUE;
                case ACQUIRE_RELEASE -> AccessMode.ACQUIRE;
                default -> mode;
              };
          // On x86 a failing compare-and-exchange is a locked operation all the same.
          ways.add(set(then(so, read(t, cell, read, half, true)), i.register(), read));
        }
        yield ways;
      }
      default -> throw new IllegalArgumentException(instruction.toString());
    };
  }

  private static Trace modify(
      int t, Trace so, int cell, int read, int now, AccessMode mode, int register) {
    Trace both = then(then(so, read(t, cell, read, mode, true)), write(t, cell, now, mode, true));
    return set(both, register, read);
  }

  private static Event read(int t, int cell, int value, AccessMode mode, boolean rmw) {
    return new Event(t, Event.Kind.READ, cell, value, mode, rmw, null);
  }

  private static Event write(int t, int cell, int value, AccessMode mode, boolean rmw) {
    return new Event(t, Event.Kind.WRITE, cell, value, mode, rmw, null);
  }

  private static Event fence(int t, FenceKind kind) {
    return new Event(t, Event.Kind.FENCE, -1, 0, AccessMode.OPAQUE, false, kind);
  }

  private static Trace then(Trace trace, Event event) {
    List<Event> events = new ArrayList<>(trace.events());
    events.add(event);
    return new Trace(events, trace.registers());
  }

  private static Trace set(Trace trace, int register, int value) {
    List<Integer> registers = new ArrayList<>(trace.registers());
    registers.set(register, value);
    return new Trace(trace.events(), registers);
  }

  private static int value(Expr expr, Trace trace) {
    return expr.eval(trace.registers().stream().mapToInt(Integer::intValue).toArray());
  }
}
