package lab.experiments.nic.busypoll;

import java.util.List;
import lab.experiments.nic.busypoll.BusyPollState.Hand;
import lab.experiments.nic.busypoll.BusyPollState.Irq;
import lab.experiments.nic.busypoll.BusyPollState.Job;
import lab.experiments.nic.busypoll.BusyPollState.Stage;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;

/** A sender and a receiver on one CPU or two, with the NIC and the kernel between them. */
final class BusyPollMachine implements Machine<BusyPollState> {
  static final String ALL_READ = "all-packets-read";
  static final String SENDER_RUNS = "sender-gets-a-cpu";
  static final String NO_SLEEPER = "no-sleep-on-a-packet";
  static final String POLL_BEATS_INTERRUPT = "poll-beats-interrupt";
  static final String PACKET_READ = "a-packet-is-read";

  static final int PACKETS = 2;

  /** Polls in vain that stand for a time slice. */
  static final int SLICE = 3;

  /** Polls in vain after which {@link Wait#THEN_SLEEP} sleeps: less than a slice. */
  static final int PATIENCE = 2;

  /** How the receiver waits. */
  enum Wait {
    INTERRUPT,
    POLL,
    THEN_SLEEP
  }

  /** The schedules by which {@link #POLL_BEATS_INTERRUPT} is judged: both threads have a CPU. */
  private static final Schedule POLLING =
      Schedule.parse(
          "os.run:app,app.poll,os.run:sender,s.send,n.dma,app.poll,app.deliver,app.read");

  private static final Schedule SLEEPING =
      Schedule.parse(
          "os.run:app,app.recv,os.run:sender,s.send,n.dma,n.msix,k.napi,k.wake,os.run:app,"
              + "app.recv,app.deliver,app.read");

  private final Wait wait;
  private final int cpus;
  private final boolean preempt;
  private final boolean checks;

  /**
   * @param preempt whether a poller loses its CPU after a slice
   * @param checks whether a receiver that falls asleep looks into the ring once more
   */
  BusyPollMachine(Wait wait, int cpus, boolean preempt, boolean checks) {
    this.wait = wait;
    this.cpus = cpus;
    this.preempt = preempt;
    this.checks = checks;
  }

  Wait waits() {
    return wait;
  }

  int cpus() {
    return cpus;
  }

  @Override
  public BusyPollState start() {
    return new BusyPollState(
        Job.READY,
        Job.READY,
        wait == Wait.INTERRUPT ? Irq.ARMED : Irq.MASKED,
        Hand.EMPTY,
        PACKETS,
        0,
        0,
        0,
        0,
        0,
        0);
  }

  @Override
  public void steps(BusyPollState s, Steps<BusyPollState> out) {
    scheduler(s, out);
    if (s.sender() == Job.RUNNING) {
      BusyPollState sent = s.packets(s.toSend() - 1, s.wire() + 1, s.ring(), s.socket());
      out.step(
          Action.of("s", "send"),
          sent.toSend() == 0 ? sent.sender(Job.DONE) : sent,
          () -> "The sender puts a packet on the wire; %d to go.".formatted(sent.toSend()));
    }
    if (s.app() == Job.RUNNING) {
      receiver(s, out);
    }
    nic(s, out);
  }

  private void scheduler(BusyPollState s, Steps<BusyPollState> out) {
    boolean free = s.busy() < cpus;
    if (free && s.app() == Job.READY) {
      out.step(Action.of("os", "run", "app"), s.app(Job.RUNNING), () -> "The receiver gets a CPU.");
    }
    if (free && s.sender() == Job.READY) {
      out.step(
          Action.of("os", "run", "sender"), s.sender(Job.RUNNING), () -> "The sender gets a CPU.");
    }
    if (preempt && starves(s)) {
      out.step(
          Action.of("os", "slice"),
          s.app(Job.READY).sender(Job.RUNNING).vain(0),
          () -> "The poller's slice is over: the sender gets the CPU after a whole slice.");
    }
  }

  private void receiver(BusyPollState s, Steps<BusyPollState> out) {
    switch (s.hand()) {
      case TAKEN ->
          out.step(
              Action.of("app", "deliver"),
              s.through(Stage.DELIVER).hand(Hand.DELIVERED, s.read()),
              () -> "The packet is handed to the application.");
      case DELIVERED -> {
        BusyPollState read = s.through(Stage.READ).hand(Hand.EMPTY, s.read() + 1);
        out.step(
            Action.of("app", "read"),
            read.read() == PACKETS ? read.app(Job.DONE) : read,
            () ->
                "The application reads it"
                    + (s.read() == 0 ? ", %d ns after the wire.".formatted(read.nanos()) : "."));
      }
      case EMPTY -> look(s, out);
    }
  }

  private void look(BusyPollState s, Steps<BusyPollState> out) {
    boolean sees = s.socket() > 0 || (wait != Wait.INTERRUPT && s.ring() > 0);
    String verb = wait == Wait.INTERRUPT ? "recv" : "poll";
    if (sees) {
      boolean queued = s.socket() > 0;
      BusyPollState taken =
          s.packets(
                  s.toSend(), s.wire(), s.ring() - (queued ? 0 : 1), s.socket() - (queued ? 1 : 0))
              .hand(Hand.TAKEN, s.read())
              .vain(0);
      out.step(
          Action.of("app", verb),
          taken,
          () -> "The receiver takes a packet from the " + (queued ? "socket." : "ring."));
    } else if (wait == Wait.INTERRUPT) {
      out.step(
          Action.of("app", verb),
          s.app(Job.ASLEEP),
          () -> "The socket is empty: the receiver falls asleep and gives its CPU up.");
    }
    if (!sees && wait != Wait.INTERRUPT && (wait == Wait.POLL || s.vain() < PATIENCE)) {
      out.step(
          Action.of("app", verb),
          s.vain(Math.min(SLICE, s.vain() + 1)),
          () -> "The receiver looks into the ring in vain and keeps its CPU.");
    }
    if (wait == Wait.THEN_SLEEP && s.vain() == PATIENCE && s.socket() == 0) {
      sleep(s, out);
    }
  }

  /** The decision fell with the last poll in vain: what has come since is seen here, or not. */
  private void sleep(BusyPollState s, Steps<BusyPollState> out) {
    boolean late = s.ring() > 0;
    BusyPollState asleep = s.app(Job.ASLEEP).vain(0).irq(late && checks ? Irq.DUE : Irq.ARMED);
    out.step(
        Action.of("app", "sleep"),
        asleep,
        () ->
            !late
                ? "The receiver arms the interrupt and falls asleep."
                : checks
                    ? "A packet has come just before: it counts, and the interrupt is due."
                    : "A packet has come just before, and the edge is missed: nobody will wake"
                        + " up.");
  }

  private void nic(BusyPollState s, Steps<BusyPollState> out) {
    if (s.wire() > 0) {
      BusyPollState in =
          s.packets(s.toSend(), s.wire() - 1, s.ring() + 1, s.socket()).through(Stage.DMA);
      out.step(
          Action.of("n", "dma"),
          s.irq() == Irq.ARMED ? in.irq(Irq.DUE) : in,
          () -> "The NIC writes the packet to host memory.");
    }
    if (s.irq() == Irq.DUE) {
      out.step(
          Action.of("n", "msix"),
          s.through(Stage.MSIX).irq(Irq.RAISED),
          () -> "The NIC interrupts a CPU.");
    }
    if (s.irq() == Irq.RAISED) {
      BusyPollState polled =
          s.through(Stage.NAPI).packets(s.toSend(), s.wire(), 0, s.socket() + s.ring());
      out.step(
          Action.of("k", "napi"),
          polled.irq(Irq.ARMED),
          () -> "NAPI moves %d to the socket and re-arms.".formatted(s.ring()));
    }
    if (s.app() == Job.ASLEEP && s.socket() > 0) {
      BusyPollState woken = s.through(Stage.WAKE).app(Job.READY);
      out.step(
          Action.of("k", "wake"),
          wait == Wait.THEN_SLEEP ? woken.irq(Irq.MASKED) : woken,
          () -> "The scheduler makes the receiver runnable.");
    }
  }

  private boolean starves(BusyPollState s) {
    return s.vain() == SLICE && s.sender() == Job.READY && s.busy() == cpus;
  }

  private static boolean sleepsOnPacket(BusyPollState s) {
    return s.app() == Job.ASLEEP
        && s.socket() == 0
        && s.ring() > 0
        && (s.irq() == Irq.ARMED || s.irq() == Irq.MASKED);
  }

  @Override
  public List<Claim<BusyPollState>> claims() {
    return List.of(
        new Claim.Stuck<>(
            ALL_READ,
            "Whatever has happened, both packets can still be read.",
            s -> s.read() == PACKETS),
        new Claim.Never<>(
            SENDER_RUNS,
            "The sender never waits for a CPU while the receiver polls a whole slice in vain.",
            this::starves),
        new Claim.Never<>(
            NO_SLEEPER,
            "The receiver never sleeps on a packet of which no interrupt will tell.",
            BusyPollMachine::sleepsOnPacket),
        new Claim.Beats<>(
            POLL_BEATS_INTERRUPT,
            "With a CPU of its own, a poller has the packet sooner than one that sleeps.",
            "ns",
            "poll",
            "interrupt",
            () ->
                new Claim.Costs(cost(Wait.POLL, POLLING), cost(Wait.INTERRUPT, SLEEPING), POLLING)),
        new Claim.Sometimes<>(PACKET_READ, "A packet is read.", s -> s.read() > 0));
  }

  private static long cost(Wait wait, Schedule schedule) {
    return Replay.run(new BusyPollMachine(wait, 2, false, true), schedule).last().nanos();
  }
}
