package lab.experiments.nic.busypoll;

import static lab.experiments.nic.busypoll.BusyPollState.PACKETS;

import java.util.List;
import lab.experiments.nic.busypoll.BusyPollState.App;
import lab.experiments.nic.busypoll.BusyPollState.Hand;
import lab.experiments.nic.busypoll.BusyPollState.Interrupt;
import lab.experiments.nic.busypoll.BusyPollState.Job;
import lab.experiments.nic.busypoll.BusyPollState.Nic;
import lab.experiments.nic.busypoll.BusyPollState.Sender;
import lab.experiments.nic.busypoll.Setup.Waiting;
import lab.experiments.nic.busypoll.WayUp.Stage;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;

/** A sender and a receiver on one CPU or two, with the NIC and the kernel between them. */
final class BusyPollMachine implements Machine<BusyPollState> {
  static final String ALL_READ = "all-packets-read";
  static final String SENDER_RUNS = "sender-gets-a-cpu";
  static final String NO_SLEEPER = "no-sleep-on-a-packet";
  static final String POLL_BEATS_INTERRUPT = "poll-beats-interrupt";
  static final String PACKET_READ = "a-packet-is-read";

  private final Setup setup;

  BusyPollMachine(Setup setup) {
    this.setup = setup;
  }

  @Override
  public BusyPollState start() {
    return new BusyPollState(
        new Sender(Job.READY, PACKETS),
        new App(Job.READY, Hand.EMPTY, 0, 0),
        new Nic(setup.waiting() == Waiting.INTERRUPT ? Interrupt.ARMED : Interrupt.MASKED, 0, 0),
        0,
        WayUp.NOWHERE);
  }

  @Override
  public void steps(BusyPollState s, Steps<BusyPollState> out) {
    scheduler(s, out);
    if (s.sender().job() == Job.RUNNING) {
      Sender sent = s.sender().sent();
      out.step(
          Action.of("sender", "send"),
          s.with(sent).with(s.nic().sent()),
          () ->
              "The sender puts a packet on the wire"
                  + (sent.left() == 0 ? ", its last." : "; " + sent.left() + " to go."));
    }
    if (s.app().job() == Job.RUNNING) {
      receiver(s, out);
    }
    nic(s, out);
    kernel(s, out);
  }

  @Override
  public List<Refusal> refusals(BusyPollState s) {
    return BusyPollRefusals.of(setup, s);
  }

  private void scheduler(BusyPollState s, Steps<BusyPollState> out) {
    boolean free = s.busy() < setup.cpus();
    if (free && s.app().job() == Job.READY) {
      out.step(
          Action.of("os", "run", "app"),
          s.with(s.app().as(Job.RUNNING)),
          () ->
              s.sender().job() == Job.READY && setup.keepsTheCpu()
                  ? "The receiver gets the only CPU and polls: the sender waits for it for ever."
                  : "The receiver gets a CPU.");
    }
    if (free && s.sender().job() == Job.READY) {
      out.step(
          Action.of("os", "run", "sender"),
          s.with(s.sender().as(Job.RUNNING)),
          () -> "The sender gets a CPU.");
    }
    if (setup.preempt() && starves(s)) {
      out.step(
          Action.of("os", "slice"),
          s.with(s.app().as(Job.READY)).with(s.sender().as(Job.RUNNING)),
          () -> "The poller's slice is over: the sender gets the CPU after a whole slice.");
    }
  }

  private void receiver(BusyPollState s, Steps<BusyPollState> out) {
    switch (s.app().hand()) {
      case TAKEN ->
          out.step(
              Action.of("app", "deliver"),
              s.through(Stage.DELIVER).with(s.app().delivers()),
              () -> "The packet is handed to the application.");
      case DELIVERED -> {
        BusyPollState read = s.through(Stage.READ).with(s.app().reads());
        out.step(
            Action.of("app", "read"),
            read,
            () ->
                "The application reads it"
                    + (read.app().read() == 1
                        ? (", " + read.first().nanos())
                            + " ns after the wire by the page's numbers."
                        : "."));
      }
      case EMPTY -> look(s, out);
    }
  }

  private void look(BusyPollState s, Steps<BusyPollState> out) {
    Action look = Action.of("app", setup.look());
    App app = s.app();
    if (s.socket() > 0) {
      out.step(
          look,
          s.socket(s.socket() - 1).with(app.takes()),
          () -> "The receiver takes a packet from the socket.");
    } else if (setup.waiting() == Waiting.INTERRUPT) {
      out.step(
          look,
          s.with(app.as(Job.ASLEEP)),
          () -> "The socket is empty: the receiver falls asleep and gives its CPU up.");
    } else if (s.nic().ring() > 0) {
      out.step(
          look,
          s.with(s.nic().taken(1)).with(app.takes()),
          () -> "The receiver takes a packet from the ring.");
    } else if (app.vain() < setup.patience()) {
      out.step(
          look,
          s.with(app.polledInVain()),
          () -> "The receiver looks into the ring in vain and keeps its CPU.");
    }
    if (setup.waiting() == Waiting.THEN_SLEEP && app.vain() == Setup.PATIENCE) {
      sleep(s, out);
    }
  }

  /** The decision fell with the last poll in vain: what has come since is seen here, or not. */
  private void sleep(BusyPollState s, Steps<BusyPollState> out) {
    boolean late = s.nic().ring() > 0;
    boolean last = s.sender().left() == 0 && s.nic().wire() == 0;
    Interrupt next = late && setup.checks() ? Interrupt.DUE : Interrupt.ARMED;
    out.step(
        Action.of("app", "sleep"),
        s.with(s.app().as(Job.ASLEEP)).with(s.nic().with(next)),
        () ->
            !late
                ? "The receiver arms the interrupt and falls asleep."
                : setup.checks()
                    ? "A packet has come just before: it counts, and the interrupt is due."
                    : "A packet has come just before, and the edge is missed: it raises no"
                        + " interrupt"
                        + (last ? ", and the receiver sleeps for ever." : "."));
  }

  private static void nic(BusyPollState s, Steps<BusyPollState> out) {
    if (s.nic().wire() > 0) {
      out.step(
          Action.of("nic", "dma"),
          s.through(Stage.DMA).with(s.nic().stored()),
          () -> "The NIC writes the packet to host memory.");
    }
    if (s.nic().interrupt() == Interrupt.DUE) {
      out.step(
          Action.of("nic", "interrupt"),
          s.through(Stage.MSIX).with(s.nic().with(Interrupt.RAISED)),
          () -> "The NIC interrupts a CPU.");
    }
  }

  private void kernel(BusyPollState s, Steps<BusyPollState> out) {
    Nic nic = s.nic();
    if (nic.interrupt() == Interrupt.RAISED) {
      out.step(
          Action.of("kernel", "poll"),
          s.through(Stage.NAPI)
              .socket(s.socket() + nic.ring())
              .with(nic.taken(nic.ring()).with(Interrupt.ARMED)),
          () -> "NAPI moves " + packets(nic.ring()) + " to the socket and re-arms.");
    }
    if (s.app().job() == Job.ASLEEP && s.socket() > 0) {
      out.step(
          Action.of("kernel", "wake"),
          s.through(Stage.WAKE)
              .with(s.app().as(Job.READY))
              .with(setup.waiting() == Waiting.THEN_SLEEP ? nic.with(Interrupt.MASKED) : nic),
          () -> "The scheduler makes the receiver runnable.");
    }
  }

  private boolean starves(BusyPollState s) {
    return s.app().vain() == Setup.SLICE
        && s.sender().job() == Job.READY
        && s.busy() == setup.cpus();
  }

  private static boolean sleepsOnPacket(BusyPollState s) {
    return s.app().job() == Job.ASLEEP
        && s.socket() == 0
        && s.nic().ring() > 0
        && (s.nic().interrupt() == Interrupt.ARMED || s.nic().interrupt() == Interrupt.MASKED);
  }

  @Override
  public List<Claim<BusyPollState>> claims() {
    return List.of(
        new Claim.Stuck<>(
            ALL_READ,
            "Whatever has happened, both packets can still be read.",
            s -> s.app().read() == PACKETS),
        new Claim.Never<>(
            SENDER_RUNS,
            "The sender never waits for a CPU while the receiver polls a whole slice in vain.",
            this::starves),
        new Claim.Never<>(
            NO_SLEEPER,
            "The receiver never sleeps on a packet that raises no interrupt.",
            BusyPollMachine::sleepsOnPacket),
        Claim.Beats.arithmetic(
            POLL_BEATS_INTERRUPT,
            "By the page's stages, a poller with a CPU of its own has the packet sooner than one"
                + " that sleeps.",
            "ns",
            "poll",
            "interrupt",
            Stage.nanos(true),
            Stage.nanos(false)),
        new Claim.Sometimes<>(PACKET_READ, "A packet is read.", s -> s.app().read() > 0));
  }

  private static String packets(int number) {
    return number == 1 ? "a packet" : number + " packets";
  }
}
