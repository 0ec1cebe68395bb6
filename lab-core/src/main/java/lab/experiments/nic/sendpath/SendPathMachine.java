package lab.experiments.nic.sendpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Schedule;

/**
 * An application that sets its send path up, technique by technique, and sends. The NIC takes the
 * sends of its queue in order; a technique that needs an empty queue looks at it when a frame is
 * sent.
 */
final class SendPathMachine implements Machine<SendPathMachine.State> {
  static final String WITHIN_BUDGET = "within-budget";
  static final String OVER_BUDGET = "never-over-budget";
  static final String FALLS_BACK = "never-falls-back";
  static final String BAD_CHECKSUM = "checksum-filled-in";
  static final String BYPASS_BEATS_KERNEL = "bypass-beats-kernel";
  static final String LEAVES = "a-frame-leaves";

  /** Frames that CTPIO takes: the option's upper bound in Onload. */
  static final int CTPIO_LIMIT = 4092;

  static final int QUEUE = 2;

  private static final int BURST_BYTES = 64;
  private static final int BURST_NS = 12;

  /** The stages in the order of the path, with the nanoseconds of the profile seed. */
  enum Stage {
    SYSCALL("send() and mode switch", 90),
    STACK("TCP/IP and sk_buff", 220),
    COPY("copy into the kernel", 80),
    SOFTIRQ("softirq, scheduler", 110),
    WRITE("write descriptor", 40),
    FETCH("NIC fetches descriptor", 300),
    DOORBELL("doorbell write", 60),
    DMA("NIC reads payload", 250),
    PHY("SerDes and PHY", 80);

    final String label;
    final int nanos;

    Stage(String label, int nanos) {
      this.label = label;
      this.nanos = nanos;
    }
  }

  /** The way that a frame takes. */
  enum Route {
    KERNEL,
    BYPASS,
    PUSH,
    CTPIO;

    boolean spares(Stage stage) {
      return switch (stage) {
        case SYSCALL, STACK, COPY, SOFTIRQ -> this != KERNEL;
        case FETCH -> this == PUSH || this == CTPIO;
        case DMA -> this == CTPIO;
        case WRITE, DOORBELL, PHY -> false;
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  enum Technique {
    BYPASS,
    TX_PUSH,
    CTPIO;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a send found out about its path. */
  enum Sent {
    NOTHING,
    AS_SET_UP,
    FELL_BACK
  }

  /**
   * @param queue sends that the NIC has not finished, 0 to {@link #QUEUE}
   * @param sent whether the last send took the path that was set up
   * @param last the path of the last send; meaningless before the first
   */
  record State(boolean bypass, boolean push, boolean ctpio, int queue, Sent sent, Route last) {
    boolean has(Technique technique) {
      return switch (technique) {
        case BYPASS -> bypass;
        case TX_PUSH -> push;
        case CTPIO -> ctpio;
      };
    }

    State toggled(Technique technique) {
      return new State(
          bypass ^ (technique == Technique.BYPASS),
          push ^ (technique == Technique.TX_PUSH),
          ctpio ^ (technique == Technique.CTPIO),
          queue,
          sent,
          last);
    }
  }

  /**
   * @param budget nanoseconds that a frame may take
   * @param frame bytes of a frame
   * @param softwareChecksum whether software fills checksums in, which CTPIO needs
   * @param drained whether the application waits for an empty queue before it sends
   * @param open whether techniques can still be toggled
   */
  record Setup(
      boolean bypass,
      boolean push,
      boolean ctpio,
      int budget,
      int frame,
      boolean softwareChecksum,
      boolean drained,
      boolean open) {}

  private final Setup setup;

  SendPathMachine(Setup setup) {
    this.setup = setup;
  }

  Setup setup() {
    return setup;
  }

  @Override
  public State start() {
    return new State(setup.bypass, setup.push, setup.ctpio, 0, Sent.NOTHING, Route.KERNEL);
  }

  @Override
  public void steps(State s, Steps<State> out) {
    if (setup.open) {
      for (Technique technique : Technique.values()) {
        if (mayToggle(s, technique)) {
          State next = s.toggled(technique);
          out.step(toggle(technique), next, () -> toggleStory(technique, next));
        }
      }
    }
    if (setup.drained ? s.queue == 0 : s.queue < QUEUE) {
      State next = send(s);
      out.step(Action.of("app", "send"), next, () -> sendStory(s, next));
    }
    if (s.queue > 0) {
      State next = new State(s.bypass, s.push, s.ctpio, s.queue - 1, s.sent, s.last);
      out.step(
          Action.of("nic", "done"),
          next,
          () -> "The NIC finishes the oldest send; %d left in its queue.".formatted(next.queue));
    }
  }

  static Action toggle(Technique technique) {
    return Action.of("app", technique.word());
  }

  /** Push and CTPIO stand on bypass: without it the application cannot reach the NIC. */
  static boolean mayToggle(State s, Technique technique) {
    return technique == Technique.BYPASS ? !s.push && !s.ctpio : s.bypass;
  }

  private State send(State s) {
    Route route = route(s, s.queue);
    Sent sent = route == wanted(s) ? Sent.AS_SET_UP : Sent.FELL_BACK;
    return new State(s.bypass, s.push, s.ctpio, s.queue + 1, sent, route);
  }

  /** The path of a frame that is sent with so many sends outstanding. */
  Route route(State s, int queue) {
    if (s.ctpio && queue == 0 && setup.frame <= CTPIO_LIMIT) {
      return Route.CTPIO;
    }
    if (s.push && queue == 0) {
      return Route.PUSH;
    }
    return s.bypass ? Route.BYPASS : Route.KERNEL;
  }

  private static Route wanted(State s) {
    return s.ctpio ? Route.CTPIO : s.push ? Route.PUSH : s.bypass ? Route.BYPASS : Route.KERNEL;
  }

  /** What a stage costs on that path. */
  int nanos(Route route, Stage stage) {
    if (route.spares(stage)) {
      return 0;
    }
    // CTPIO stores the frame where the others write a descriptor.
    boolean stores = route == Route.CTPIO && stage == Stage.WRITE;
    int bursts = (setup.frame + BURST_BYTES - 1) / BURST_BYTES;
    return stage.nanos + (stores ? (bursts - 1) * BURST_NS : 0);
  }

  int total(Route route) {
    int sum = 0;
    for (Stage stage : Stage.values()) {
      sum += nanos(route, stage);
    }
    return sum;
  }

  boolean checksumMissing(State s) {
    return s.sent != Sent.NOTHING && s.last == Route.CTPIO && !setup.softwareChecksum;
  }

  boolean overBudget(State s) {
    return s.sent != Sent.NOTHING && total(s.last) > setup.budget;
  }

  private String toggleStory(Technique technique, State next) {
    return "%s goes %s: on an empty queue a frame now takes %d ns."
        .formatted(technique.word(), next.has(technique) ? "on" : "off", total(route(next, 0)));
  }

  private String sendStory(State before, State after) {
    List<String> said = new ArrayList<>();
    said.add(
        "A frame of %d bytes leaves by %s in %d ns"
            .formatted(setup.frame, after.last.word(), total(after.last)));
    if (after.sent == Sent.FELL_BACK) {
      said.add(
          before.queue > 0
              ? "it fell back, for %d before it in the queue".formatted(before.queue)
              : "it fell back, for CTPIO takes no more than %d bytes".formatted(CTPIO_LIMIT));
    }
    if (checksumMissing(after)) {
      said.add("nobody filled its checksum in");
    }
    return String.join("; ", said) + ".";
  }

  @Override
  public List<Claim<State>> claims() {
    return List.of(
        new Claim.Reach<>(
            WITHIN_BUDGET,
            "Some set of techniques sends a frame on an empty queue within %d ns."
                .formatted(setup.budget),
            s -> total(route(s, s.queue)) <= setup.budget),
        new Claim.Never<>(
            OVER_BUDGET,
            "No frame that is sent takes more than %d ns.".formatted(setup.budget),
            this::overBudget),
        new Claim.Never<>(
            FALLS_BACK,
            "No frame falls back to a longer path than was set up.",
            s -> s.sent == Sent.FELL_BACK),
        new Claim.Never<>(
            BAD_CHECKSUM,
            "No frame leaves with a checksum that nobody filled in.",
            this::checksumMissing),
        new Claim.Beats<>(
            BYPASS_BEATS_KERNEL,
            "A path past the kernel takes fewer nanoseconds than the one through it.",
            "ns",
            "bypass",
            "kernel",
            () ->
                new Claim.Costs(
                    total(Route.BYPASS),
                    total(Route.KERNEL),
                    Schedule.of(Action.of("app", "send")))),
        new Claim.Sometimes<>(LEAVES, "A frame leaves.", s -> s.sent != Sent.NOTHING));
  }
}
