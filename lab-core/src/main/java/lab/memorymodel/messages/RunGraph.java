package lab.memorymodel.messages;

import lab.memorymodel.AccessMode;
import lab.memorymodel.FenceKind;

/**
 * Keeps the graph of the run in the state, where one is needed. Of the two states that most methods
 * take, {@code before} is the one in which the thread took its step, and {@code next} what messages
 * and views made of it.
 */
public final class RunGraph {
  private final Messages memory;
  private final Traits traits;
  private final Places places;

  public RunGraph(Messages memory, Places places) {
    this.memory = memory;
    this.places = places;
    traits = memory.traits;
  }

  /** Adds that thread t read position i of x, if a graph is kept; null if that leaves the model. */
  public int[] read(int[] next, int[] before, int t, int x, int i, AccessMode mode) {
    return checked(next, before, t, Events.what(mode, true, false), x, i, -1);
  }

  /** The same for a write to position p of x. */
  public int[] write(int[] next, int[] before, int t, int x, int p, AccessMode mode) {
    return checked(next, before, t, Events.what(mode, false, true), x, -1, p);
  }

  /** The same for a read-modify-write that read position i of x, and wrote the next one. */
  public int[] modify(int[] next, int[] before, int t, int x, int i, AccessMode mode) {
    return checked(next, before, t, Events.what(mode, true, true), x, i, i + 1);
  }

  private int[] checked(int[] next, int[] before, int t, int what, int x, int read, int written) {
    if (!traits.graph()) {
      return next;
    }
    int[] more = event(next, before, t, what, x, read, written);
    return new PscGraph(memory, more).consistent() ? more : null;
  }

  /**
   * Adds a fence, if a graph is kept: one event, or if it is heavy one in every thread, of the same
   * new number. A fence has only edges from what was before it: it cannot close a cycle.
   */
  public int[] fence(int[] next, int[] before, int t, FenceKind kind) {
    if (!traits.graph()) {
      return next;
    }
    int what = Events.what(kind);
    if (kind != FenceKind.HEAVY) {
      return event(next, before, t, what, 0, -1, -1);
    }
    int number = 1 + new PscGraph(memory, next).heavyFences();
    int[] more = next;
    for (int u = 0; u < memory.shape.threads(); u++) {
      more = event(more, before, u, what, number, -1, -1);
    }
    return more;
  }

  private int[] event(int[] next, int[] before, int t, int what, int x, int read, int written) {
    int[] more = memory.resizeEvents(next, t, 1);
    int at = memory.events(more, t) + (memory.eventCount(more, t) - 1) * memory.eventStride;
    Events.put(more, at, what, x, read, written);
    if (traits.loops()) {
      places.save(before, t, more, at + Events.WORDS);
    }
    return more;
  }

  /**
   * Forgets the events of an iteration that only read and changed nothing: without them the run is
   * a run too, of the same threads in the same places, and a spin comes to an end in the graph.
   */
  public int[] cut(int[] next, int t) {
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
      extra = places.same(next, t, next, at + Events.WORDS) ? count - i : extra;
    }
    return extra == 0 ? next : memory.resizeEvents(next, t, -extra);
  }
}
