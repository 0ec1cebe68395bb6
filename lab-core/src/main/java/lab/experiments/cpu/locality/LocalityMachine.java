package lab.experiments.cpu.locality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lab.cpu.cache.Caches;
import lab.experiments.cpu.locality.Setup.Order;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.explore.Schedule;

/**
 * A core reads every element of a matrix once, through a cache of a few lines. Only in {@link
 * Order#FREE} is anything open: which element comes next.
 */
final class LocalityMachine implements Machine<LocalityState> {
  static final String NONE_TWICE = "no-line-twice";
  static final String SEQUENTIAL_WINS = "sequential-beats-other";
  static final String HITS = "a-read-hits";

  static final Action NEXT = Action.of("cpu", "next");

  private final Setup setup;
  private final int[] walk;
  private final boolean free;

  LocalityMachine(Setup setup) {
    this.setup = setup;
    walk = Walk.of(setup);
    free = setup.order() == Order.FREE;
  }

  @Override
  public LocalityState start() {
    return LocalityState.start(setup);
  }

  static Action access(int element) {
    return Action.of("cpu", "access", Integer.toString(element));
  }

  /** The element that is read next; none where the person is free, and at the end. */
  Optional<Integer> next(LocalityState s) {
    return free || s.reads() == walk.length ? Optional.empty() : Optional.of(walk[s.reads()]);
  }

  @Override
  public void steps(LocalityState s, Steps<LocalityState> out) {
    if (!free) {
      next(s).ifPresent(element -> step(s, NEXT, element, out));
      return;
    }
    for (int element : walk) {
      if (unread(s, element)) {
        step(s, access(element), element, out);
      }
    }
  }

  private static boolean unread(LocalityState s, int element) {
    return !s.hit().get(element) && !s.missed().get(element);
  }

  private void step(LocalityState s, Action action, int element, Steps<LocalityState> out) {
    LocalityState next = s.read(element);
    out.step(action, next, () -> story(s, element, next));
  }

  private static String story(LocalityState before, int element, LocalityState after) {
    int line = LocalityState.line(element);
    String reads = "Element " + element + " of line " + line;
    if (after.misses() == before.misses()) {
      return reads + " is read from the cache.";
    }
    Caches.Touch touch = before.cache().touch(line, false);
    String fetched =
        before.seen(element)
            ? " misses: its line is fetched again"
            : " misses: its line is fetched";
    return touch.gone(0).isEmpty()
        ? reads + fetched + "."
        : reads + fetched + ", and line " + touch.gone(0).getFirst() + " gives way.";
  }

  @Override
  public List<Refusal> refusals(LocalityState s) {
    if (!free) {
      String end = "all " + walk.length + " elements have been read";
      return next(s).isPresent() ? List.of() : List.of(new Refusal(NEXT, end));
    }
    List<Refusal> refused = new ArrayList<>();
    for (int element : walk) {
      if (!unread(s, element)) {
        refused.add(new Refusal(access(element), "element " + element + " has been read"));
      }
    }
    return refused;
  }

  @Override
  public List<Claim<LocalityState>> claims() {
    Setup dear = heldAgainst();
    return List.of(
        new Claim.Never<>(
            NONE_TWICE, "No line is fetched a second time.", s -> s.fetchedAgain() > 0),
        new Claim.Beats<>(
            SEQUENTIAL_WINS,
            "A pass over "
                + setup.elements()
                + " elements as they lie in memory takes less than one "
                + dear.order().words
                + ".",
            "cycles",
            Order.SEQUENTIAL.word,
            dear.order().word,
            () -> costs(dear)),
        new Claim.Sometimes<>(HITS, "A read finds its line in the cache.", s -> s.hits() > 0));
  }

  /** The order that the sequential one is held against: this one, if it says one. */
  private Setup heldAgainst() {
    boolean says = setup.order() != Order.FREE && setup.order() != Order.SEQUENTIAL;
    return says ? setup : setup.in(Order.RANDOM);
  }

  private Claim.Costs costs(Setup dear) {
    return new Claim.Costs(
        cycles(setup.in(Order.SEQUENTIAL)),
        cycles(dear),
        new Schedule(Collections.nCopies(setup.elements(), NEXT)));
  }

  private static long cycles(Setup setup) {
    int misses = Walk.misses(setup, setup.elements());
    return setup.cycles(setup.elements() - misses, misses);
  }
}
