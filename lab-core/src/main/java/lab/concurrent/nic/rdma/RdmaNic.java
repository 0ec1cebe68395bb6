package lab.concurrent.nic.rdma;

import java.util.List;

/** A thread that is the device: it looks after its engines in turn until it is closed. */
public final class RdmaNic implements AutoCloseable {
  private static final int AT_ONCE = 16;

  private final List<SendEngine> engines;
  private final Thread thread;
  private volatile boolean closed;

  private RdmaNic(List<SendEngine> engines) {
    this.engines = engines;
    thread = Thread.ofPlatform().daemon().name("rdma-nic").unstarted(this::run);
  }

  /** A running device; no other thread may call its engines. */
  public static RdmaNic start(SendEngine... engines) {
    RdmaNic nic = new RdmaNic(List.of(engines));
    nic.thread.start();
    return nic;
  }

  /** Two endpoints joined by one device. */
  public static RdmaNic join(Endpoint a, Endpoint b) {
    return start(new SendEngine(a, b), new SendEngine(b, a));
  }

  private void run() {
    while (!closed) {
      int done = 0;
      for (int i = 0; i < engines.size(); i++) {
        done += engines.get(i).progress(AT_ONCE);
      }
      if (done == 0) {
        Thread.onSpinWait();
      }
    }
  }

  /** Stops the device between two requests; what is posted stays posted. */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
