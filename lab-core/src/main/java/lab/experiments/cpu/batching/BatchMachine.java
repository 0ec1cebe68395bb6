package lab.experiments.cpu.batching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.cpu.batching.Setup.Coming;
import lab.experiments.cpu.batching.Setup.Sends;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.explore.Schedule;

/**
 * An application that hands items over, and a sender that sends what is there in batches, one after
 * the other. Times are relative, so that where items come whenever they like there are few states.
 */
final class BatchMachine implements Machine<BatchMachine.State> {
  /** The most units that pass in one step. */
  static final int TICK = 100;

  /** Items of a run in which they come by a given process. */
  static final int RUN = 64;

  static final String IN_TIME = "in-time";
  static final String BATCH_BEATS_SINGLE = "batch-beats-single";
  static final String FULL_BATCH = "full-batch";

  static final Action ITEM = Action.of("app", "item");
  static final Action SEND = Action.of("sender", "send");
  static final Action TICKS = Action.of("clock", "tick");

  /**
   * @param arrived items that have come by a given process; 0 where they come when they like
   * @param next units until the next one comes by that process
   * @param waiting items that have come and are not being sent
   * @param age units since the oldest of them came
   * @param sending items of the batch under way
   * @param left units until that is done
   */
  record State(int arrived, int next, int waiting, int age, int sending, int left) {}

  private final Setup setup;
  private final Arrivals arrivals;

  BatchMachine(Setup setup) {
    this(setup, RUN);
  }

  private BatchMachine(Setup setup, int items) {
    this.setup = setup;
    arrivals = Arrivals.of(setup, items);
  }

  private boolean given() {
    return setup.coming() != Coming.ANY;
  }

  private int items() {
    return arrivals.due().size();
  }

  @Override
  public State start() {
    return switch (setup.coming()) {
      case ANY -> new State(0, 0, 0, 0, 0, 0);
      case POISSON -> new State(0, arrivals.due().getFirst(), 0, 0, 0, 0);
      case CLOSED -> new State(items(), 0, items(), 0, 0, 0);
    };
  }

  @Override
  public void steps(State s, Steps<State> out) {
    BatchStory story = new BatchStory(setup, s);
    if (obstacleToItem(s).isEmpty()) {
      State next = item(s);
      out.step(ITEM, next, () -> story.item(next));
    }
    if (obstacleToSend(s).isEmpty()) {
      State next = send(s);
      out.step(SEND, next, () -> story.send(next));
    }
    if (obstacleToTick(s).isEmpty()) {
      State next = tick(s);
      out.step(TICKS, next, () -> story.tick(units(s), next, late(next)));
    }
  }

  @Override
  public List<Refusal> refusals(State s) {
    List<Refusal> refused = new ArrayList<>();
    obstacleToItem(s).ifPresent(why -> refused.add(new Refusal(ITEM, why)));
    obstacleToSend(s).ifPresent(why -> refused.add(new Refusal(SEND, why)));
    obstacleToTick(s).ifPresent(why -> refused.add(new Refusal(TICKS, why)));
    return refused;
  }

  private Optional<String> ended(State s) {
    return late(s) ? Optional.of("the run ends: an item is too late") : Optional.empty();
  }

  private Optional<String> obstacleToItem(State s) {
    if (given() && s.arrived() == items()) {
      return ended(s).or(() -> Optional.of("all " + items() + " items have come"));
    }
    if (s.next() > 0) {
      return ended(s).or(() -> Optional.of("the next item comes in " + s.next() + " units"));
    }
    return !given() && s.waiting() == setup.batch()
        ? ended(s).or(() -> Optional.of("the batch is full: the application is held back"))
        : ended(s);
  }

  private Optional<String> obstacleToSend(State s) {
    if (s.waiting() == 0) {
      return ended(s).or(() -> Optional.of("nothing waits"));
    }
    if (s.left() > 0) {
      return ended(s).or(() -> Optional.of("the sender is busy for " + s.left() + " units"));
    }
    return ended(s).or(() -> due(s) ? Optional.empty() : Optional.of(notDue(s)));
  }

  private String notDue(State s) {
    String there = s.waiting() + " of " + setup.batch() + " items are there";
    return setup.sends() == Sends.TIMER
        ? there + ", and the timer runs for " + (setup.timer() - s.age()) + " units"
        : there;
  }

  private Optional<String> obstacleToTick(State s) {
    if (ended(s).isPresent()) {
      return ended(s);
    }
    if (s.left() == 0 && due(s)) {
      return Optional.of("the batch is due: it is sent first");
    }
    if (given() && s.arrived() < items()) {
      return s.next() == 0 ? Optional.of("an item comes now") : Optional.empty();
    }
    return s.waiting() == 0 && s.left() == 0
        ? Optional.of("nothing waits, and nothing is under way")
        : Optional.empty();
  }

  /** Whether what waits is sent as soon as the sender is idle. */
  private boolean due(State s) {
    boolean last = given() && s.arrived() == items();
    return s.waiting() > 0
        && switch (setup.sends()) {
          case FULL -> s.waiting() >= setup.batch() || last;
          case TIMER -> s.waiting() >= setup.batch() || last || s.age() >= setup.timer();
          case IDLE -> true;
        };
  }

  /** Whether the oldest item that waits cannot be done in time, even if it goes next. */
  boolean late(State s) {
    int batch = Math.min(s.waiting(), setup.batch());
    return s.waiting() > 0 && s.age() + s.left() + setup.service(batch) > setup.deadline();
  }

  private State item(State s) {
    int arrived = s.arrived() + (given() ? 1 : 0);
    int next = given() && arrived < items() ? arrivals.between(arrived - 1, arrived) : 0;
    return new State(arrived, next, s.waiting() + 1, s.age(), s.sending(), s.left());
  }

  private State send(State s) {
    int taken = Math.min(s.waiting(), setup.batch());
    int waiting = s.waiting() - taken;
    int oldest = s.arrived() - s.waiting();
    int age = waiting == 0 ? 0 : s.age() - arrivals.between(oldest, oldest + taken);
    return new State(s.arrived(), s.next(), waiting, age, taken, setup.service(taken));
  }

  /** Units until something happens by itself, at most a tick. */
  private int units(State s) {
    int units = TICK;
    if (s.left() > 0) {
      units = Math.min(units, s.left());
    }
    if (s.next() > 0) {
      units = Math.min(units, s.next());
    }
    boolean runs = setup.sends() == Sends.TIMER && s.waiting() > 0 && s.age() < setup.timer();
    return runs ? Math.min(units, setup.timer() - s.age()) : units;
  }

  private State tick(State s) {
    int units = units(s);
    int left = Math.max(0, s.left() - units);
    return new State(
        s.arrived(),
        Math.max(0, s.next() - units),
        s.waiting(),
        s.waiting() == 0 ? 0 : s.age() + units,
        left == 0 ? 0 : s.sending(),
        left);
  }

  @Override
  public List<Claim<State>> claims() {
    return List.of(
        new Claim.Never<>(
            IN_TIME,
            "No item waits so long that it is done more than "
                + setup.deadline()
                + " units after it came.",
            this::late),
        new Claim.Beats<>(
            BATCH_BEATS_SINGLE,
            "Items that are all there, "
                + Setup.ITEMS
                + " of them, take fewer units in batches of "
                + setup.batch()
                + " than one by one.",
            "units",
            "in batches",
            "one by one",
            this::costs),
        new Claim.Sometimes<>(
            FULL_BATCH, "A batch is sent full.", s -> s.sending() == setup.batch()));
  }

  private Claim.Costs costs() {
    return new Claim.Costs(cost(setup.batch()), cost(1), Schedule.empty());
  }

  /** Counted, not computed: the machine runs until everything is sent. */
  private long cost(int size) {
    BatchMachine machine = new BatchMachine(setup.closed(size), Setup.ITEMS);
    State s = machine.start();
    long units = 0;
    while (s.waiting() > 0 || s.left() > 0) {
      boolean sends = s.left() == 0 && machine.due(s);
      units += sends ? 0 : machine.units(s);
      s = sends ? machine.send(s) : machine.tick(s);
    }
    return units;
  }

  @Override
  public Optional<Codec<State>> codec() {
    return Optional.of(BatchPacked.INSTANCE);
  }
}
