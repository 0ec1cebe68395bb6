package lab.experiments.nic.busypoll;

import lab.experiments.nic.busypoll.WayUp.Stage;

/**
 * Where packets and threads are.
 *
 * @param socket packets that NAPI has put into the socket's queue
 * @param first how far the first packet has come
 */
record BusyPollState(Sender sender, App app, Nic nic, int socket, WayUp first) {
  static final int PACKETS = 2;

  /** What a thread is doing. */
  enum Job {
    READY("ready"),
    RUNNING("running"),
    ASLEEP("asleep"),
    DONE("done");

    final String word;

    Job(String word) {
      this.word = word;
    }
  }

  /** The NIC's interrupt. */
  enum Interrupt {
    MASKED("masked"),
    ARMED("armed"),
    /** A packet has come in; the message is not sent yet. */
    DUE("due"),
    /** The CPU has been interrupted; NAPI has not run yet. */
    RAISED("raised");

    final String word;

    Interrupt(String word) {
      this.word = word;
    }
  }

  /** A packet in the application's hands. */
  enum Hand {
    EMPTY,
    TAKEN,
    DELIVERED
  }

  /**
   * @param left packets that it has still to send
   */
  record Sender(Job job, int left) {
    Sender as(Job next) {
      return new Sender(next, left);
    }

    Sender sent() {
      return new Sender(left == 1 ? Job.DONE : job, left - 1);
    }
  }

  /**
   * The receiver.
   *
   * @param hand what it does with a packet in its hands
   * @param read packets that it has read
   * @param vain polls in vain in a row, up to a time slice
   */
  record App(Job job, Hand hand, int read, int vain) {
    /** Begins another job, and to count its polls anew. */
    App as(Job next) {
      return new App(next, hand, read, 0);
    }

    App polledInVain() {
      return new App(job, hand, read, vain + 1);
    }

    App takes() {
      return new App(job, Hand.TAKEN, read, 0);
    }

    App delivers() {
      return new App(job, Hand.DELIVERED, read, vain);
    }

    App reads() {
      return new App(read + 1 == PACKETS ? Job.DONE : job, Hand.EMPTY, read + 1, vain);
    }
  }

  /**
   * @param wire packets on their way to it
   * @param ring packets that it has put into host memory, and nobody has taken yet
   */
  record Nic(Interrupt interrupt, int wire, int ring) {
    Nic with(Interrupt next) {
      return new Nic(next, wire, ring);
    }

    Nic sent() {
      return new Nic(interrupt, wire + 1, ring);
    }

    Nic stored() {
      Interrupt next = interrupt == Interrupt.ARMED ? Interrupt.DUE : interrupt;
      return new Nic(next, wire - 1, ring + 1);
    }

    Nic taken(int count) {
      return new Nic(interrupt, wire, ring - count);
    }
  }

  /** CPUs in use. */
  int busy() {
    return (app.job == Job.RUNNING ? 1 : 0) + (sender.job == Job.RUNNING ? 1 : 0);
  }

  BusyPollState with(Sender next) {
    return new BusyPollState(next, app, nic, socket, first);
  }

  BusyPollState with(App next) {
    return new BusyPollState(sender, next, nic, socket, first);
  }

  BusyPollState with(Nic next) {
    return new BusyPollState(sender, app, next, socket, first);
  }

  BusyPollState socket(int packets) {
    return new BusyPollState(sender, app, nic, packets, first);
  }

  /** Marks a stage of the first packet, if it is still on its way. */
  BusyPollState through(Stage stage) {
    boolean comes =
        switch (stage) {
          case DMA -> first.equals(WayUp.NOWHERE);
          case MSIX, NAPI, WAKE -> app.read == 0 && app.hand == Hand.EMPTY;
          case DELIVER, READ -> app.read == 0;
        };
    return comes ? new BusyPollState(sender, app, nic, socket, first.through(stage)) : this;
  }
}
