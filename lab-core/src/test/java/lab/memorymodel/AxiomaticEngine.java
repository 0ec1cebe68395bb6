package lab.memorymodel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lab.memorymodel.Instruction.Fence;

/**
 * Allowed final states by enumeration: every execution graph (which write each read reads, in which
 * order each cell's writes stand), filtered by axioms. Shares no code with the engines.
 */
final class AxiomaticEngine {

  /** One event. A read-modify-write is a read and, right behind it, a write with {@code rmw}. */
  record Event(
      int thread, Kind kind, int cell, int value, AccessMode mode, boolean rmw, Fence.Kind fence) {
    enum Kind {
      READ,
      WRITE,
      FENCE
    }
  }

  /** What a thread does if its reads give certain values. */
  record Trace(List<Event> events, List<Integer> registers) {}

  /** Decides whether an execution is allowed. */
  interface Axioms {
    boolean allow(Graph graph);
  }

  private final Sketch sketch;
  private final Axioms axioms;
  private final Set<String> outcomes = new TreeSet<>();

  private AxiomaticEngine(Sketch sketch, Axioms axioms) {
    this.sketch = sketch;
    this.axioms = axioms;
  }

  /** Final registers of all threads and final cells, as {@link Finals} writes them. */
  static Set<String> outcomes(Sketch sketch, Axioms axioms) {
    AxiomaticEngine engine = new AxiomaticEngine(sketch, axioms);
    engine.combine(Traces.of(sketch), 0, new ArrayList<>());
    return engine.outcomes;
  }

  private void combine(List<List<Trace>> traces, int t, List<Trace> chosen) {
    if (t == traces.size()) {
      placeHeavy(chosen);
      return;
    }
    for (Trace trace : traces.get(t)) {
      chosen.addLast(trace);
      combine(traces, t + 1, chosen);
      chosen.removeLast();
    }
  }

  /**
   * Makes the first heavy fence a full fence of every thread, wherever in the others' code, and so
   * with the next. Those of one heavy fence share a number, their event's value.
   */
  private void placeHeavy(List<Trace> chosen) {
    for (int t = 0; t < chosen.size(); t++) {
      List<Event> events = chosen.get(t).events;
      for (int i = 0; i < events.size(); i++) {
        if (events.get(i).fence == Fence.Kind.HEAVY) {
          List<Trace> placed = new ArrayList<>(chosen);
          int number =
              1 + (int) all(chosen).stream().filter(e -> heavy(e) && e.thread == 0).count();
          List<Event> own = new ArrayList<>(events);
          own.set(i, moment(t, number));
          placed.set(t, new Trace(own, chosen.get(t).registers));
          placeOthers(placed, 0, t, number);
          return;
        }
      }
    }
    readFrom(chosen);
  }

  private void placeOthers(List<Trace> placed, int u, int caller, int number) {
    if (u == placed.size()) {
      placeHeavy(placed);
    } else if (u == caller) {
      placeOthers(placed, u + 1, caller, number);
    } else {
      Trace without = placed.get(u);
      for (int i = 0; i <= without.events.size(); i++) {
        boolean insideOfOne = i > 0 && modifies(without.events, i - 1);
        if (insideOfOne) {
          continue;
        }
        List<Event> events = new ArrayList<>(without.events);
        events.add(i, moment(u, number));
        List<Trace> next = new ArrayList<>(placed);
        next.set(u, new Trace(events, without.registers));
        placeOthers(next, u + 1, caller, number);
      }
    }
  }

  /** Whether the event is the read of a read-modify-write that also writes. */
  private static boolean modifies(List<Event> events, int read) {
    return read + 1 < events.size()
        && events.get(read).rmw
        && events.get(read).kind == Event.Kind.READ
        && events.get(read + 1).rmw
        && events.get(read + 1).kind == Event.Kind.WRITE;
  }

  private static List<Event> all(List<Trace> chosen) {
    return chosen.stream().flatMap(trace -> trace.events.stream()).toList();
  }

  private static boolean heavy(Event event) {
    return event.fence == Fence.Kind.FULL && event.value > 0;
  }

  private static Event moment(int t, int number) {
    return new Event(t, Event.Kind.FENCE, -1, number, AccessMode.OPAQUE, false, Fence.Kind.FULL);
  }

  private void readFrom(List<Trace> chosen) {
    List<Event> events = new ArrayList<>();
    for (int c = 0; c < sketch.cells(); c++) {
      events.add(new Event(-1, Event.Kind.WRITE, c, 0, AccessMode.OPAQUE, false, null));
    }
    chosen.forEach(trace -> events.addAll(trace.events));
    int[] from = new int[events.size()];
    Arrays.fill(from, -1);
    String registers = chosen.stream().map(Trace::registers).toList().toString();
    chooseWrite(events, 0, from, registers);
  }

  private void chooseWrite(List<Event> events, int at, int[] from, String registers) {
    if (at == events.size()) {
      order(events, 0, from, new ArrayList<>(), registers);
      return;
    }
    Event read = events.get(at);
    if (read.kind != Event.Kind.READ) {
      chooseWrite(events, at + 1, from, registers);
      return;
    }
    for (int w = 0; w < events.size(); w++) {
      Event write = events.get(w);
      // From its own later writes no thread reads, under any of the models.
      boolean later = write.thread == read.thread && w > at;
      if (write.kind == Event.Kind.WRITE
          && write.cell == read.cell
          && write.value == read.value
          && !later) {
        from[at] = w;
        chooseWrite(events, at + 1, from, registers);
      }
    }
  }

  private void order(
      List<Event> events, int cell, int[] from, List<List<Integer>> orders, String registers) {
    if (cell == sketch.cells()) {
      List<Integer> last = orders.stream().map(o -> events.get(o.getLast()).value).toList();
      String outcome = registers + last;
      if (!outcomes.contains(outcome) && axioms.allow(new Graph(events, from, orders))) {
        outcomes.add(outcome);
      }
      return;
    }
    List<Integer> writes = new ArrayList<>();
    for (int w = sketch.cells(); w < events.size(); w++) {
      if (events.get(w).kind == Event.Kind.WRITE && events.get(w).cell == cell) {
        writes.add(w);
      }
    }
    permute(writes, new ArrayList<>(List.of(cell)), events, cell, from, orders, registers);
  }

  private void permute(
      List<Integer> left,
      List<Integer> order,
      List<Event> events,
      int cell,
      int[] from,
      List<List<Integer>> orders,
      String registers) {
    if (left.isEmpty()) {
      orders.addLast(List.copyOf(order));
      order(events, cell + 1, from, orders, registers);
      orders.removeLast();
      return;
    }
    for (Integer next : left) {
      // A thread's own writes of a cell stand in program order, under any of the models.
      boolean behind =
          left.stream()
              .anyMatch(w -> w < next && events.get(w).thread() == events.get(next).thread());
      if (!behind) {
        List<Integer> rest = new ArrayList<>(left);
        rest.removeIf(next::equals);
        order.addLast(next);
        permute(rest, order, events, cell, from, orders, registers);
        order.removeLast();
      }
    }
  }
}
