package lab.experiments.cpu.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import lab.cpu.cache.Caches;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;

/**
 * A core that loads the lines of its working set, one by one or all in turn, and a hand that takes
 * line 0 out of a level or puts it there.
 *
 * <p>A step that would change nothing is none: a load that finds its line where it just found it is
 * refused, with what it would cost.
 */
final class CacheMachine implements Machine<CacheMachine.State> {
  static final String NEAREST = "nearest";
  static final String STAYS = "stays-in-l1";
  static final String TO_MEMORY = "from-dram";
  static final String SPREAD = "spread-beats-one-set";
  static final String OPT_BEATS = "opt-beats-lru";
  static final String DIRTY = "a-line-is-dirty";

  /** Steps of a run under a random policy. */
  static final int LAST = 6;

  static final Action WALK = Action.of("core", "walk");

  /**
   * @param asked the last that the core asked for, until a hand changes something
   * @param known a bit for each line that was loaded and that no hand has taken out of L1 since
   * @param done steps so far where a run has an end, else 0
   * @param reasons what tells why L1 misses, where it is asked for
   */
  record State(Caches caches, Asked asked, int known, int done, Optional<Reasons> reasons) {}

  private final Setup setup;

  CacheMachine(Setup setup) {
    this.setup = setup;
  }

  Setup setup() {
    return setup;
  }

  @Override
  public State start() {
    Optional<Reasons> reasons = setup.why() ? Optional.of(Reasons.of(setup)) : Optional.empty();
    return new State(setup.start(), Asked.NOTHING, setup.warm() ? 1 : 0, 0, reasons);
  }

  static Action load(int line) {
    return Action.of("core", "load", Integer.toString(line));
  }

  static Action store(int line) {
    return Action.of("core", "store", Integer.toString(line));
  }

  static Action evict(int level) {
    return Action.of("l" + (level + 1), "evict");
  }

  static Action fill(int level) {
    return Action.of("l" + (level + 1), "fill");
  }

  @Override
  public void steps(State s, Steps<State> out) {
    if (ended(s)) {
      return;
    }
    for (Asking asking : askings(s)) {
      if (!asking.after().equals(s)) {
        out.step(asking.action(), asking.after(), () -> CacheStory.asked(setup, asking));
      }
    }
    for (int level = 0; level < setup.memory(); level++) {
      Caches.Touch touch = byHand(s, level);
      if (touch != null) {
        int at = level;
        Action action = s.caches.holds(level, setup.block(0)) ? evict(level) : fill(level);
        out.step(action, touched(s, touch), () -> CacheStory.byHand(setup, touch, at));
      }
    }
  }

  /** Something that the core may ask for, and what comes of it. */
  record Asking(Action action, State after, List<Caches.Touch> touches) {}

  /** Whether or not it changes anything. */
  private List<Asking> askings(State s) {
    List<Asking> all = new ArrayList<>();
    if (setup.walks()) {
      all.add(asking(s, WALK, setup.walk(), false));
    }
    if (setup.foreseen()) {
      return all;
    }
    for (int line : setup.singles()) {
      all.add(asking(s, load(line), List.of(line), false));
    }
    if (setup.stores()) {
      for (int line : setup.singles()) {
        all.add(asking(s, store(line), List.of(line), true));
      }
    }
    return all;
  }

  private Asking asking(State s, Action action, List<Integer> lines, boolean write) {
    List<Caches.Touch> touches = new ArrayList<>();
    Asked asked = Asked.NOTHING;
    Caches caches = s.caches;
    int known = s.known;
    Reasons reasons = s.reasons.orElse(null);
    for (int line : lines) {
      int nearest = caches.nearest(setup.block(line));
      Caches.Touch touch = caches.touch(setup.block(line), write);
      Reasons.Why why = reasons == null ? Reasons.Why.NONE : reasons.of(line, setup.block(line));
      reasons = reasons == null ? null : reasons.and(line, setup.block(line));
      asked = asked.and(line, touch, nearest, (known >> line & 1) != 0, why);
      caches = touch.after();
      // Where a store that misses fills nothing, L1 is not to be blamed for the next miss.
      known = caches.holds(0, setup.block(line)) ? known | 1 << line : known & ~(1 << line);
      touches.add(touch);
    }
    State after = new State(caches, asked, known, next(s), Optional.ofNullable(reasons));
    return new Asking(action, after, touches);
  }

  /** What a hand can do to line 0 in a level: take it out, or put it there; null: nothing. */
  private Caches.Touch byHand(State s, int level) {
    if (setup.why()) {
      return null;
    }
    long block = setup.block(0);
    if (s.caches.holds(level, block)) {
      return s.caches.evict(level, block);
    }
    return s.caches.nearest(block) > level ? s.caches.prefetch(level, block) : null;
  }

  private State touched(State s, Caches.Touch touch) {
    boolean stays = touch.after().holds(0, setup.block(0));
    int known = stays ? s.known : s.known & ~1;
    return new State(touch.after(), Asked.NOTHING, known, next(s), s.reasons);
  }

  private int next(State s) {
    return setup.ends() ? s.done + 1 : 0;
  }

  private boolean ended(State s) {
    return setup.ends() && s.done == LAST;
  }

  @Override
  public List<Refusal> refusals(State s) {
    if (ended(s)) {
      return List.of(
          new Refusal(WALK, "a run under policy=random ends after " + LAST + " steps: start anew"));
    }
    List<Refusal> refused = new ArrayList<>();
    for (Asking asking : askings(s)) {
      if (asking.after().equals(s)) {
        refused.add(new Refusal(asking.action(), CacheStory.again(setup, s.asked)));
      }
    }
    if (setup.foreseen()) {
      refused.add(new Refusal(load(0), "policy=opt foresees walks, and a load is none"));
    }
    if (setup.why()) {
      refused.add(
          new Refusal(evict(0), "why=on: what a hand takes out is missed for none of the reasons"));
      return refused;
    }
    for (int level = 0; level < setup.memory(); level++) {
      if (byHand(s, level) == null) {
        String nearer = Setup.LEVELS[s.caches.nearest(setup.block(0))];
        refused.add(new Refusal(fill(level), nearer + " is nearer and has line 0 already"));
      }
    }
    return refused;
  }

  /** What a click on line 0 in a level does. */
  Optional<Action> onClick(State s, int level) {
    if (ended(s) || byHand(s, level) == null) {
      return Optional.empty();
    }
    return Optional.of(s.caches.holds(level, setup.block(0)) ? evict(level) : fill(level));
  }

  @Override
  public List<Claim<State>> claims() {
    int memory = setup.hierarchy().cycles(setup.memory());
    List<Claim<State>> claims = new ArrayList<>();
    claims.add(
        new Claim.Never<>(
            NEAREST,
            "What a load costs is the whole time of the nearest level that has the line.",
            s -> s.asked.surprising()));
    claims.add(
        new Claim.Never<>(
            STAYS,
            "A line that was loaded, and that no hand took out, is found in L1 the next time.",
            s -> s.asked.lost() > 0));
    if (!setup.foreseen()) {
      claims.add(
          new Claim.Reach<>(
              TO_MEMORY,
              "In some way a load of line 0 comes to cost " + memory + " cycles or more.",
              s -> s.asked.only() && s.asked.line() == 0 && s.asked.cycles() >= memory));
    }
    claims.add(OneSet.claim(SPREAD, setup));
    boolean ends = setup.foreseen();
    for (int level = 0; level < setup.memory(); level++) {
      int at = level;
      claims.add(
          new Claim.Sometimes<>(
              "from-l" + (level + 1),
              (setup.foreseen() ? "The last load of a walk" : "A single load")
                  + " is answered by "
                  + Setup.LEVELS[level]
                  + ".",
              s -> (s.asked.only() || ends) && s.asked.count() > 0 && s.asked.level() == at));
    }
    if (setup.foreseen()) {
      claims.add(Foreseen.claim(OPT_BEATS, setup));
    }
    if (setup.why()) {
      claims.add(missed("compulsory", "was never asked for before", Reasons.Why::compulsory));
      claims.add(
          missed("capacity", "is not in a single set of that size either", Reasons.Why::capacity));
      claims.add(
          missed("conflict", "is in a single set of that size, under lru", Reasons.Why::conflict));
    }
    if (setup.stores()) {
      claims.add(
          new Claim.Sometimes<>(
              DIRTY,
              "A cache holds what was stored, and memory does not have it yet.",
              this::dirty));
    }
    return claims;
  }

  private static Claim<State> missed(String reason, String text, ToIntFunction<Reasons.Why> count) {
    return new Claim.Sometimes<>(
        reason + "-miss",
        "L1 has a " + reason + " miss: the line " + text + ".",
        s -> count.applyAsInt(s.asked.why()) > 0);
  }

  private boolean dirty(State s) {
    for (int level = 0; level < setup.memory(); level++) {
      for (int line = 0; line < setup.lines(); line++) {
        if (s.caches.dirty(level, setup.block(line))) {
          return true;
        }
      }
    }
    return false;
  }
}
