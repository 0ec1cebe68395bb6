package lab.experiments.cpu.numa;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lab.experiments.cpu.numa.Setup.Initialiser;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.explore.Replay;
import lab.explore.Schedule;

/**
 * A main thread that initialises pages, a worker that uses them, and the nodes on which they lie. A
 * page gets its node when it is first touched. A run ends after {@link #RUN} accesses.
 */
final class NumaMachine implements Machine<NumaMachine.State> {
  static final int RUN = 8;

  static final String LOCAL_ONLY = "worker-stays-local";
  static final String WITHIN = "average-within-threshold";
  static final String LOCAL_BEATS_REMOTE = "local-beats-remote";
  static final String ENDS = "run-ends";

  /**
   * Accesses by the links that they went over.
   *
   * @param local over none
   * @param one over one link
   * @param two over two links
   * @param three over three links
   */
  record Served(int local, int one, int two, int three) {
    static final Served NONE = new Served(0, 0, 0, 0);

    int all() {
      return local + remote();
    }

    int remote() {
      return one + two + three;
    }

    int over(int hops) {
      return switch (hops) {
        case 0 -> local;
        case 1 -> one;
        case 2 -> two;
        default -> three;
      };
    }

    Served and(int hops) {
      return new Served(
          local + (hops == 0 ? 1 : 0),
          one + (hops == 1 ? 1 : 0),
          two + (hops == 2 ? 1 : 0),
          three + (hops == 3 ? 1 : 0));
    }
  }

  /**
   * @param worker the node on which the worker runs
   * @param latest the node that served the latest access; {@link #NONE}: there was none from where
   *     the worker is now
   */
  record State(Pages pages, int worker, Served served, int latest) {
    static final int NONE = -1;
  }

  private final Setup setup;

  NumaMachine(Setup setup) {
    this.setup = setup;
  }

  @Override
  public State start() {
    return new State(Pages.UNTOUCHED, setup.workerStarts(), Served.NONE, State.NONE);
  }

  static Action touch(int page) {
    return Action.of("main", "touch", Integer.toString(page));
  }

  static Action access(int page) {
    return Action.of("worker", "access", Integer.toString(page));
  }

  static Action move(int node) {
    return Action.of("scheduler", "move", "node" + node);
  }

  @Override
  public void steps(State s, Steps<State> out) {
    for (int page = 0; page < setup.pages(); page++) {
      int touched = page;
      if (obstacleToTouch(s, page).isEmpty()) {
        int node = setup.place(s.pages(), Setup.MAIN).orElseThrow();
        State next = new State(s.pages().at(page, node), s.worker(), s.served(), s.latest());
        out.step(touch(page), next, () -> NumaStory.touch(setup, s, touched, node));
      }
    }
    for (int page = 0; page < setup.pages(); page++) {
      int accessed = page;
      if (obstacleToAccess(s, page).isEmpty()) {
        State next = accessed(s, page);
        out.step(access(page), next, () -> NumaStory.access(setup, s, accessed, next));
      }
    }
    for (int node = 0; node < setup.nodes(); node++) {
      int to = node;
      if (node != s.worker() && obstacleToMove(s).isEmpty()) {
        State next = new State(s.pages(), node, s.served(), State.NONE);
        out.step(move(node), next, () -> NumaStory.move(s, to));
      }
    }
  }

  @Override
  public List<Refusal> refusals(State s) {
    List<Refusal> refused = new ArrayList<>();
    for (int page = 0; page < setup.pages(); page++) {
      Action touch = touch(page);
      obstacleToTouch(s, page).ifPresent(why -> refused.add(new Refusal(touch, why)));
      Action access = access(page);
      obstacleToAccess(s, page).ifPresent(why -> refused.add(new Refusal(access, why)));
    }
    for (int node = 0; node < setup.nodes(); node++) {
      Action move = move(node);
      if (node != s.worker()) {
        obstacleToMove(s).ifPresent(why -> refused.add(new Refusal(move, why)));
      }
    }
    return refused;
  }

  private Optional<String> obstacleToTouch(State s, int page) {
    if (setup.initialiser() == Initialiser.WORKER) {
      return Optional.of("initialiser=worker: who uses a page writes to it first");
    }
    return s.pages().touched(page)
        ? Optional.of("page " + page + " has been touched: it has its node")
        : obstacleToAccess(s, page, Setup.MAIN);
  }

  private Optional<String> obstacleToAccess(State s, int page) {
    return obstacleToAccess(s, page, s.worker());
  }

  private Optional<String> obstacleToAccess(State s, int page, int toucher) {
    if (s.served().all() == RUN) {
      return Optional.of("the run ends after " + RUN + " accesses");
    }
    return s.pages().touched(page) || setup.place(s.pages(), toucher).isPresent()
        ? Optional.empty()
        : Optional.of("node " + setup.workerStarts() + " is full, and bind takes no other");
  }

  private Optional<String> obstacleToMove(State s) {
    if (!setup.moves()) {
      return Optional.of("moves=off: the worker is bound to its node");
    }
    return s.served().all() == RUN
        ? Optional.of("the run ends after " + RUN + " accesses")
        : Optional.empty();
  }

  private State accessed(State s, int page) {
    OptionalInt home = s.pages().home(page);
    int node = home.orElseGet(() -> setup.place(s.pages(), s.worker()).orElseThrow());
    Pages pages = home.isPresent() ? s.pages() : s.pages().at(page, node);
    if (setup.migrates()) {
      // The kernel's filter has two stages: a page moves at the second fault of one node in a row.
      boolean follows = pages.reachedFrom(page, s.worker()) && setup.hasRoom(pages, s.worker());
      pages = follows ? pages.at(page, s.worker()) : pages.accessed(page, s.worker());
    }
    return new State(pages, s.worker(), s.served().and(setup.hops(s.worker(), node)), node);
  }

  /** Nanoseconds of all accesses so far. */
  int nanos(Served served) {
    int sum = 0;
    for (int hops = 0; hops <= setup.topology().farthest(); hops++) {
      sum += served.over(hops) * setup.nanos(hops);
    }
    return sum;
  }

  private boolean above(State s) {
    int accesses = s.served().all();
    return accesses >= setup.limit().from()
        && nanos(s.served()) > setup.limit().threshold() * accesses;
  }

  @Override
  public List<Claim<State>> claims() {
    return List.of(
        new Claim.Never<>(
            LOCAL_ONLY,
            "The worker never has to reach over to another node.",
            s -> s.served().remote() > 0),
        new Claim.Never<>(
            WITHIN,
            "From access "
                + setup.limit().from()
                + " on, the worker's accesses take at most "
                + setup.limit().threshold()
                + " ns on average.",
            this::above),
        new Claim.Beats<>(
            LOCAL_BEATS_REMOTE,
            "To a page that the worker touched first "
                + RUN
                + " accesses take less than to one that the main thread did.",
            "ns",
            "touched by the worker",
            "touched by the main thread",
            this::costs),
        new Claim.Sometimes<>(
            ENDS, "The worker makes all its accesses.", s -> s.served().all() == RUN));
  }

  private Claim.Costs costs() {
    List<Action> accesses = Collections.nCopies(RUN, access(0));
    List<Action> first = new ArrayList<>(List.of(touch(0)));
    first.addAll(accesses);
    return new Claim.Costs(
        cost(Initialiser.WORKER, new Schedule(accesses)),
        cost(Initialiser.MAIN, new Schedule(first)),
        new Schedule(accesses));
  }

  private int cost(Initialiser who, Schedule schedule) {
    return nanos(Replay.run(new NumaMachine(setup.by(who)), schedule).last().served());
  }

  @Override
  public Optional<Codec<State>> codec() {
    return Optional.of(NumaPacked.INSTANCE);
  }
}
