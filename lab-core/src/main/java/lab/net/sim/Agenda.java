package lab.net.sim;

import java.util.Arrays;
import java.util.List;

/** A binary heap of what is pending. */
final class Agenda {
  private Pending[] heap = new Pending[64];
  private int size;

  Agenda(List<Pending> from) {
    for (Pending p : from) {
      add(p);
    }
  }

  /** In the order in which they will happen. */
  List<Pending> freeze() {
    Pending[] all = Arrays.copyOf(heap, size);
    Arrays.sort(all, (a, b) -> a == b ? 0 : a.before(b) ? -1 : 1);
    return List.of(all);
  }

  boolean isEmpty() {
    return size == 0;
  }

  Pending first() {
    return heap[0];
  }

  void add(Pending p) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    int i = size++;
    while (i > 0) {
      int parent = (i - 1) >> 1;
      if (!p.before(heap[parent])) {
        break;
      }
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = p;
  }

  Pending take() {
    Pending first = heap[0];
    Pending last = heap[--size];
    heap[size] = null;
    int i = 0;
    for (int child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && heap[child + 1].before(heap[child])) {
        child++;
      }
      if (!heap[child].before(last)) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    if (size > 0) {
      heap[i] = last;
    }
    return first;
  }
}
