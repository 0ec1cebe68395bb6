package lab.bench.nic.busypoll;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import lab.concurrent.layout.SpacedLongs;

/** A cell for each direction, in one process: nothing but the waiting costs time. */
final class ThreadSide implements Side {
  private static final VarHandle CELL = SpacedLongs.ELEMENT;

  private final Waiting waiting;
  private final SpacedLongs in;
  private final SpacedLongs out;
  private ThreadSide other;
  private long last;
  private volatile Thread sleeper;

  private ThreadSide(Waiting waiting, SpacedLongs in, SpacedLongs out) {
    this.waiting = waiting;
    this.in = in;
    this.out = out;
  }

  static Line line(Waiting waiting) {
    SpacedLongs there = new SpacedLongs(1, Long.BYTES);
    SpacedLongs back = new SpacedLongs(1, Long.BYTES);
    ThreadSide near = new ThreadSide(waiting, back, there);
    ThreadSide far = new ThreadSide(waiting, there, back);
    near.other = far;
    far.other = near;
    return new Line(near, far);
  }

  @Override
  public void send(long number) {
    // Volatile, as the sleeper's look at the cell is: either it sees the number or we see it.
    CELL.setVolatile(out.array(), out.index(0), number);
    if (waiting != Waiting.SPIN) {
      Thread asleep = other.sleeper;
      if (asleep != null) {
        LockSupport.unpark(asleep);
      }
    }
  }

  @Override
  public long await() {
    long since = waiting == Waiting.THEN_BLOCK ? System.nanoTime() : 0;
    while (look() == last) {
      if (waiting == Waiting.BLOCK
          || (waiting == Waiting.THEN_BLOCK && System.nanoTime() - since > PATIENCE_NANOS)) {
        sleep();
      } else {
        Thread.onSpinWait();
      }
    }
    last = look();
    return last;
  }

  private long look() {
    return (long) CELL.getVolatile(in.array(), in.index(0));
  }

  private void sleep() {
    sleeper = Thread.currentThread();
    while (look() == last) {
      LockSupport.park(this);
    }
    sleeper = null;
  }

  @Override
  public void close() {}
}
