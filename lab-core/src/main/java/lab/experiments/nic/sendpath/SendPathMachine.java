package lab.experiments.nic.sendpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.nic.sendpath.Techniques.Technique;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;

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

  static final int QUEUE = 2;

  static final Action SEND = Action.of("app", "send");
  static final Action COMPLETE = Action.of("nic", "complete");

  /** What a send found out about its path. */
  enum Sent {
    NOTHING,
    AS_SET_UP,
    FELL_BACK
  }

  /** Who fills checksums in; CTPIO leaves it to software. */
  enum Checksum {
    OFFLOAD,
    SOFTWARE
  }

  /** Whether the application waits for an empty queue before it sends. */
  enum Pace {
    EAGER,
    DRAINED
  }

  /**
   * @param queue sends that the NIC has not finished, 0 to {@link #QUEUE}
   * @param sent whether the last send took the path that was set up
   * @param last the path of the last send; meaningless before the first
   */
  record State(Techniques on, int queue, Sent sent, Route last) {}

  /**
   * @param on what is set up at the start
   * @param budget nanoseconds that a frame may take
   * @param frame bytes of a frame
   * @param open whether techniques can still be toggled
   */
  record Setup(Techniques on, int budget, int frame, Checksum checksum, Pace pace, boolean open) {}

  private final Setup setup;

  SendPathMachine(Setup setup) {
    this.setup = setup;
  }

  Setup setup() {
    return setup;
  }

  @Override
  public State start() {
    return new State(setup.on, 0, Sent.NOTHING, Route.KERNEL);
  }

  @Override
  public void steps(State s, Steps<State> out) {
    for (Technique technique : Technique.values()) {
      if (obstacle(s, technique).isEmpty()) {
        State next = new State(s.on.toggled(technique), s.queue, s.sent, s.last);
        out.step(toggle(technique), next, () -> toggleStory(technique, next));
      }
    }
    if (obstacleToSending(s).isEmpty()) {
      Route route = route(s);
      Sent sent = route == s.on.wanted() ? Sent.AS_SET_UP : Sent.FELL_BACK;
      State next = new State(s.on, s.queue + 1, sent, route);
      out.step(SEND, next, () -> sendStory(s, next));
    }
    if (s.queue > 0) {
      State next = new State(s.on, s.queue - 1, s.sent, s.last);
      out.step(
          COMPLETE,
          next,
          () -> "The NIC finishes the oldest send; " + next.queue + " left in its queue.");
    }
  }

  @Override
  public List<Refusal> refusals(State s) {
    List<Refusal> refused = new ArrayList<>();
    for (Technique technique : Technique.values()) {
      obstacle(s, technique).ifPresent(why -> refused.add(new Refusal(toggle(technique), why)));
    }
    obstacleToSending(s).ifPresent(why -> refused.add(new Refusal(SEND, why)));
    if (s.queue == 0) {
      refused.add(new Refusal(COMPLETE, "nothing to finish: no send is outstanding"));
    }
    return refused;
  }

  static Action toggle(Technique technique) {
    return Action.of("app", technique.word);
  }

  /** Why a technique cannot be toggled now. */
  Optional<String> obstacle(State s, Technique technique) {
    return setup.open
        ? s.on.obstacle(technique)
        : Optional.of("setup=closed: techniques stay as set");
  }

  private Optional<String> obstacleToSending(State s) {
    if (setup.pace == Pace.DRAINED && s.queue > 0) {
      return Optional.of("pace=drained: a send is outstanding");
    }
    return s.queue == QUEUE
        ? Optional.of("the queue is full: " + QUEUE + " sends are outstanding")
        : Optional.empty();
  }

  /** The path of a frame that is sent now. */
  Route route(State s) {
    return s.on.route(setup.frame, s.queue);
  }

  int total(Route route) {
    return route.total(setup.frame);
  }

  boolean checksumMissing(State s) {
    return s.sent != Sent.NOTHING && s.last == Route.CTPIO && setup.checksum == Checksum.OFFLOAD;
  }

  boolean overBudget(State s) {
    return s.sent != Sent.NOTHING && total(s.last) > setup.budget;
  }

  private String toggleStory(Technique technique, State next) {
    return technique.word
        + (next.on.has(technique) ? " goes on" : " goes off")
        + ": on an empty queue a frame now takes "
        + total(next.on.route(setup.frame, 0))
        + " ns.";
  }

  private String sendStory(State before, State after) {
    List<String> said = new ArrayList<>();
    String frame = "A frame of " + setup.frame + " bytes leaves " + after.last.how;
    said.add(frame + ", " + total(after.last) + " ns after its send");
    if (after.sent == Sent.FELL_BACK) {
      said.add(
          before.queue > 0
              ? "it fell back, for an earlier send is outstanding"
              : "it fell back, for CTPIO takes no more than " + Route.CTPIO_LIMIT + " bytes");
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
            "Some set of techniques sends a frame on an empty queue within "
                + setup.budget
                + " ns.",
            s -> total(route(s)) <= setup.budget),
        new Claim.Never<>(
            OVER_BUDGET,
            "No frame that is sent takes more than " + setup.budget + " ns.",
            this::overBudget),
        new Claim.Never<>(
            FALLS_BACK,
            "No frame falls back to a longer path than was set up.",
            s -> s.sent == Sent.FELL_BACK),
        new Claim.Never<>(
            BAD_CHECKSUM,
            "No frame leaves with a checksum that nobody filled in.",
            this::checksumMissing),
        Claim.Beats.arithmetic(
            BYPASS_BEATS_KERNEL,
            "By the page's numbers a path past the kernel takes fewer nanoseconds than the one"
                + " through it.",
            "ns",
            "bypass",
            "kernel",
            total(Route.BYPASS),
            total(Route.KERNEL)),
        new Claim.Sometimes<>(LEAVES, "A frame leaves.", s -> s.sent != Sent.NOTHING));
  }
}
