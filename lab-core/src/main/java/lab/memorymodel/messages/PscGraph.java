package lab.memorymodel.messages;

import java.util.Arrays;

/**
 * The execution graph of a run, and the axiom {@code psc} of RC11 (Lahav, Vafeiadis, Kang, Hur,
 * Dreyer, "Repairing Sequential Consistency in C/C++11", PLDI 2017): volatile accesses and full
 * fences leave no cycle. A read-modify-write is one event that reads and writes. The value at the
 * start is written by no event: nothing could come before it. The events of a heavy fence are one
 * in psc: they happen at one moment.
 */
final class PscGraph {
  private final int size;
  private final int[] thread;
  private final int[] what;
  private final int[] cell;
  private final int[] read;
  private final int[] written;

  /** The event that wrote the message at [cell][position]; -1 for the value at the start. */
  private final int[][] writer;

  PscGraph(Messages memory, int[] words) {
    int threads = memory.shape.threads();
    int total = 0;
    for (int t = 0; t < threads; t++) {
      total += memory.eventCount(words, t);
    }
    size = total;
    thread = new int[size];
    what = new int[size];
    cell = new int[size];
    read = new int[size];
    written = new int[size];
    writer = new int[memory.cells][];
    for (int x = 0; x < writer.length; x++) {
      writer[x] = new int[memory.count(words, x)];
      Arrays.fill(writer[x], -1);
    }
    int e = 0;
    for (int t = 0; t < threads; t++) {
      int at = memory.events(words, t);
      for (int i = 0; i < memory.eventCount(words, t); i++, e++, at += memory.eventStride) {
        thread[e] = t;
        what[e] = words[at];
        cell[e] = words[at + 1];
        read[e] = words[at + 2];
        written[e] = words[at + 3];
        if (is(e, Events.WRITE)) {
          writer[cell[e]][written[e]] = e;
        }
      }
    }
  }

  private boolean is(int event, int bit) {
    return (what[event] & bit) != 0;
  }

  private boolean fullFence(int event) {
    return is(event, Events.FENCE) && is(event, Events.VOLATILE);
  }

  /** How many heavy fences the run has passed; each is an event in every thread. */
  int heavyFences() {
    int most = 0;
    for (int e = 0; e < size; e++) {
      most = fullFence(e) ? Math.max(most, cell[e]) : most;
    }
    return most;
  }

  /** The first event of the same heavy fence, which stands for all of them; else the event. */
  private int moment(int event) {
    if (fullFence(event) && cell[event] > 0) {
      for (int e = 0; e < event; e++) {
        if (fullFence(e) && cell[e] == cell[event]) {
          return e;
        }
      }
    }
    return event;
  }

  private boolean sameCell(int a, int b) {
    return !is(a, Events.FENCE) && !is(b, Events.FENCE) && cell[a] == cell[b];
  }

  /** Events are numbered thread by thread in program order. */
  private boolean programOrder(int a, int b) {
    return a < b && thread[a] == thread[b];
  }

  boolean consistent() {
    Relation communication = new Relation(size);
    Relation scBefore = new Relation(size);
    Relation happensBefore = new Relation(size);
    Relation elsewhere = new Relation(size);
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        if (programOrder(a, b)) {
          happensBefore.add(a, b);
          scBefore.add(a, b);
          if (!sameCell(a, b)) {
            elsewhere.add(a, b);
          }
        }
        if (a != b && sameCell(a, b) && is(b, Events.WRITE)) {
          boolean modificationOrder = is(a, Events.WRITE) && written[a] < written[b];
          boolean readsBefore = is(a, Events.READ) && read[a] < written[b];
          if (modificationOrder || readsBefore) {
            scBefore.add(a, b);
            communication.add(a, b);
          }
        }
      }
    }
    for (int r = 0; r < size; r++) {
      if (is(r, Events.READ) && writer[cell[r]][read[r]] >= 0) {
        communication.add(writer[cell[r]][read[r]], r);
        synchronise(r, happensBefore);
      }
    }
    happensBefore.transitive();
    communication.transitive();
    scBefore.addAll(elsewhere.then(happensBefore).then(elsewhere));
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        if (happensBefore.has(a, b) && sameCell(a, b)) {
          scBefore.add(a, b);
        }
      }
    }
    return psc(scBefore, happensBefore, communication).acyclic();
  }

  private Relation psc(Relation scBefore, Relation happensBefore, Relation communication) {
    Relation from = new Relation(size);
    Relation to = new Relation(size);
    Relation fences = new Relation(size);
    for (int e = 0; e < size; e++) {
      if (is(e, Events.VOLATILE)) {
        from.add(e, e);
        to.add(e, e);
      }
      if (fullFence(e)) {
        fences.add(e, e);
      }
    }
    Relation maybe = happensBefore.copy().reflexive();
    from.addAll(fences.then(maybe));
    to.addAll(maybe.then(fences));
    Relation between = happensBefore.then(communication).then(happensBefore).addAll(happensBefore);
    Relation psc = from.then(scBefore).then(to).addAll(fences.then(between).then(fences));
    if (heavyFences() == 0) {
      return psc;
    }
    Relation moments = new Relation(size);
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        if (psc.has(a, b)) {
          moments.add(moment(a), moment(b));
        }
      }
    }
    return moments;
  }

  /** Adds the pairs that synchronise because {@code r} reads what it reads. */
  private void synchronise(int r, Relation pairs) {
    int w = writer[cell[r]][read[r]];
    while (w >= 0) {
      // Heads of the release sequence: w, and the thread's own earlier writes of the cell.
      for (int head = 0; head <= w; head++) {
        boolean heads = head == w || (programOrder(head, w) && sameCell(head, w));
        if (heads && is(head, Events.WRITE)) {
          for (int source = 0; source <= head; source++) {
            boolean fenced = programOrder(source, head) && is(source, Events.FENCE);
            if ((source == head || fenced) && is(source, Events.RELEASE)) {
              sinks(source, r, pairs);
            }
          }
        }
      }
      w = is(w, Events.READ) ? writer[cell[w]][read[w]] : -1;
    }
  }

  private void sinks(int source, int r, Relation pairs) {
    for (int sink = r; sink < size; sink++) {
      boolean fenced = programOrder(r, sink) && is(sink, Events.FENCE);
      if ((sink == r || fenced) && is(sink, Events.ACQUIRE)) {
        pairs.add(source, sink);
      }
    }
  }
}
