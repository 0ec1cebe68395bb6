package lab.memorymodel;

import java.util.Arrays;

/** Keeps the graph of the run in the state, where one is needed. */
final class RunGraph {
  private final JavaMemory memory;
  private final JavaTraits traits;
  private final Code code;

  RunGraph(JavaMemory memory) {
    this.memory = memory;
    traits = memory.traits;
    code = memory.code;
  }

  /** Adds the event to the graph, if one is kept; null if that leaves the model. */
  int[] checked(int[] next, int[] before, int t, int what, int x, int read, int written) {
    if (!traits.graph()) {
      return next;
    }
    int[] more = event(next, before, t, what, x, read, written);
    return new PscGraph(memory, more).consistent() ? more : null;
  }

  /** Adds a fence: one event, or if it is heavy one in every thread, of the same new number. */
  int[] fence(int[] next, int[] before, int t, Instruction.Fence.Kind kind) {
    int what = Events.what(kind);
    if (kind != Instruction.Fence.Kind.HEAVY) {
      return event(next, before, t, what, 0, -1, -1);
    }
    int number = 1 + new PscGraph(memory, next).heavyFences();
    int[] more = next;
    for (int u = 0; u < code.threads; u++) {
      more = event(more, before, u, what, number, -1, -1);
    }
    return more;
  }

  private int[] event(int[] next, int[] before, int t, int what, int x, int read, int written) {
    int[] more = memory.resizeEvents(next, t, 1);
    int at = memory.events(more, t) + (memory.eventCount(more, t) - 1) * memory.eventStride();
    Events.put(more, at, what, x, read, written);
    if (traits.loops()) {
      more[at + Events.WORDS] = before[Code.PC + t];
      int registers = registers(t);
      System.arraycopy(before, code.registers[t], more, at + Events.WORDS + 1, registers);
    }
    return more;
  }

  private int registers(int t) {
    return code.program.threads().get(t).registers().size();
  }

  /**
   * Forgets the events of an iteration that only read and changed nothing: without them the run is
   * a run too, of the same threads in the same places, and a spin comes to an end in the graph.
   */
  int[] cut(int[] next, int t) {
    if (!traits.loops()) {
      return next;
    }
    int count = memory.eventCount(next, t);
    int from = memory.events(next, t);
    int stride = memory.eventStride();
    int extra = 0;
    for (int i = count - 1; i >= 0; i--) {
      int at = from + i * stride;
      if ((next[at] & (Events.WRITE | Events.FENCE)) != 0) {
        break;
      }
      int kept = at + Events.WORDS;
      int base = code.registers[t];
      boolean same =
          next[kept] == next[Code.PC + t]
              && Arrays.equals(
                  next, kept + 1, kept + 1 + registers(t), next, base, base + registers(t));
      extra = same ? count - i : extra;
    }
    return extra == 0 ? next : memory.resizeEvents(next, t, -extra);
  }
}
