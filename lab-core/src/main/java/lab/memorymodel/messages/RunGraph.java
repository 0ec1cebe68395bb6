package lab.memorymodel.messages;

import java.util.function.IntUnaryOperator;
import lab.memorymodel.AccessMode;
import lab.memorymodel.FenceKind;

/**
 * Keeps the graph of the run in the state, where one is needed. With an event stands where its
 * thread was in its own code, as a number that is only compared: of two visits to one place the
 * events between them can be told.
 */
public final class RunGraph {
  private final Messages memory;
  private final Traits traits;

  public RunGraph(Messages memory) {
    this.memory = memory;
    traits = memory.traits;
  }

  /**
   * Adds that thread t read position i of x, if a graph is kept.
   *
   * @param next what messages and views made of the step
   * @param place where the thread was when it took the step
   * @return null if the step leaves the model
   */
  public int[] read(int[] next, int t, int x, int i, AccessMode mode, int place) {
    return checked(next, t, Events.what(mode, true, false), x, i, -1, place);
  }

  /** The same for a write to position p of x. */
  public int[] write(int[] next, int t, int x, int p, AccessMode mode, int place) {
    return checked(next, t, Events.what(mode, false, true), x, -1, p, place);
  }

  /** The same for a read-modify-write that read position i of x, and wrote the next one. */
  public int[] modify(int[] next, int t, int x, int i, AccessMode mode, int place) {
    return checked(next, t, Events.what(mode, true, true), x, i, i + 1, place);
  }

  private int[] checked(int[] next, int t, int what, int x, int read, int written, int place) {
    if (!traits.graph()) {
      return next;
    }
    int[] more = event(next, t, what, x, read, written, place);
    return new PscGraph(memory, more).consistent() ? more : null;
  }

  /**
   * Adds a fence, if a graph is kept: one event, or if it is heavy one in every thread, of the same
   * new number. A fence has only edges from what was before it: it cannot close a cycle.
   *
   * @param places where each thread was
   */
  public int[] fence(int[] next, int t, FenceKind kind, IntUnaryOperator places) {
    if (!traits.graph()) {
      return next;
    }
    int what = Events.what(kind);
    if (kind != FenceKind.HEAVY) {
      return event(next, t, what, 0, -1, -1, places.applyAsInt(t));
    }
    int number = 1 + new PscGraph(memory, next).heavyFences();
    int[] more = next;
    for (int u = 0; u < memory.shape.threads(); u++) {
      more = event(more, u, what, number, -1, -1, places.applyAsInt(u));
    }
    return more;
  }

  private int[] event(int[] next, int t, int what, int x, int read, int written, int place) {
    int[] more = memory.resizeEvents(next, t, 1);
    int at = memory.events(more, t) + (memory.eventCount(more, t) - 1) * memory.eventStride;
    Events.put(more, at, what, x, read, written);
    if (traits.loops()) {
      more[at + Events.WORDS] = place;
    }
    return more;
  }

  /**
   * Forgets the events of an iteration that only read and changed nothing: without them the run is
   * a run too, of the same threads in the same places, and a spin comes to an end in the graph.
   *
   * @param place where the thread is after its last event
   */
  public int[] cut(int[] next, int t, int place) {
    if (!traits.loops()) {
      return next;
    }
    int count = memory.eventCount(next, t);
    int from = memory.events(next, t);
    int extra = 0;
    for (int i = count - 1; i >= 0; i--) {
      int at = from + i * memory.eventStride;
      if ((next[at] & (Events.WRITE | Events.FENCE)) != 0) {
        break;
      }
      extra = next[at + Events.WORDS] == place ? count - i : extra;
    }
    return extra == 0 ? next : memory.resizeEvents(next, t, -extra);
  }
}
