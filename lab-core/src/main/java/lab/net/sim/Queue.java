package lab.net.sim;

import java.util.List;
import lab.net.sim.Network.Waiting;

/**
 * The shared port at work. When a packet leaves the queue is known when it comes, so its leaving is
 * no event: packets that have left are forgotten when somebody looks.
 */
final class Queue {
  private final Port port;
  private final long frameNanos;
  private long[] starts = new long[64];
  private long head;
  private long tail;
  private long free;
  private int most;

  Queue(Port port, long frameNanos, Waiting from) {
    this.port = port;
    this.frameNanos = frameNanos;
    free = from.freeNanos();
    most = from.most();
    for (long start : from.startNanos()) {
      push(start);
    }
  }

  Waiting freeze(long now) {
    leave(now);
    Long[] waiting = new Long[waiting(now)];
    for (int i = 0; i < waiting.length; i++) {
      waiting[i] = starts[at(head + i)];
    }
    return new Waiting(free, List.of(waiting), most);
  }

  private int at(long i) {
    return (int) i & (starts.length - 1);
  }

  private void push(long start) {
    if (tail - head == starts.length) {
      long[] larger = new long[2 * starts.length];
      for (long i = head; i < tail; i++) {
        larger[(int) i & (larger.length - 1)] = starts[at(i)];
      }
      starts = larger;
    }
    starts[at(tail++)] = start;
  }

  private void leave(long now) {
    while (head < tail && starts[at(head)] <= now) {
      head++;
    }
  }

  int waiting(long now) {
    leave(now);
    return (int) (tail - head);
  }

  int most() {
    return most;
  }

  /** Whether a packet that comes now is marked; ask before {@link #take}. */
  boolean marks(long now) {
    return port.markAt() > 0 && waiting(now) >= port.markAt();
  }

  /** Takes a packet: when its last bit is on the wire; -1 if it is dropped. */
  long take(long now) {
    int waiting = waiting(now);
    if (free > now) {
      if (waiting >= port.packets()) {
        return -1;
      }
      push(free);
      most = Math.max(most, waiting + 1);
    }
    free = Math.max(free, now) + frameNanos;
    return free;
  }
}
