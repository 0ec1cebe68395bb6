package lab.experiments.cpu.branch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lab.cpu.branch.Learned;
import lab.cpu.branch.Predictor;
import lab.cpu.branch.Trace;
import lab.experiments.cpu.branch.Setup.Kind;
import lab.experiments.cpu.branch.Setup.Pattern;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.explore.Schedule;
import lab.stage.Numbers;

/**
 * A core that runs the same branch for one element after the other, each costing a cycle, and the
 * flush on top if it was mispredicted; or that does elements without a branch. The elements that
 * are shown run one by one, the rest at once. An outcome that has not run yet may be turned round.
 */
final class BranchMachine implements Machine<BranchMachine.State> {
  static final String PAYS = "branches-cost-no-more";
  static final String SORTED_BEATS = "sorted-beats-shuffled";
  static final String BRANCHLESS_BEATS = "branchless-beats-branches";
  static final String HISTORY_BEATS = "history-beats-counter";
  static final String FLUSHES = "pipeline-flushed";
  static final String JUDGED = "run-is-judged";

  /** The run so far is judged from this many elements on: the first few say little. */
  static final int JUDGED_FROM = 16;

  static final Action NEXT = Action.of("cpu", "next");
  static final Action REST = Action.of("cpu", "rest");

  /** All elements, none turned round: what is compared. */
  private static final Schedule WHOLE = whole();

  /**
   * @param at elements done
   * @param flipped which of the shown outcomes have been turned round, the first in bit 0
   * @param missed which of the shown ones were mispredicted
   * @param mispredicts of all so far
   * @param learned what the predictor knows
   */
  record State(int at, long flipped, long missed, int mispredicts, Learned learned) {
    boolean flipped(int i) {
      return i < Setup.SHOWN && (flipped >>> i & 1) != 0;
    }

    boolean missed(int i) {
      return (missed >>> i & 1) != 0;
    }
  }

  private final Setup setup;
  private final Predictor predictor;
  private final Trace trace;
  private final BranchStories stories = new BranchStories(this);

  BranchMachine(Setup setup) {
    this.setup = setup;
    predictor = setup.predictor();
    trace = setup.trace();
  }

  Setup setup() {
    return setup;
  }

  Predictor predictor() {
    return predictor;
  }

  /** The address of branch {@code i}. */
  int pc(int i) {
    return trace.pc(i);
  }

  /** How branch {@code i} goes, or has gone. */
  boolean taken(State s, int i) {
    return trace.taken(i) != s.flipped(i);
  }

  /** What the predictor expects of the branch that comes next. */
  boolean expected(State s) {
    return s.learned().predicts(predictor, pc(s.at()), false);
  }

  /** Turns outcome {@code i} round; people count from 1. */
  static Action flip(int i) {
    return Action.of("data", "flip", Integer.toString(i + 1));
  }

  @Override
  public State start() {
    return new State(0, 0, 0, 0, Learned.nothing(predictor));
  }

  @Override
  public void steps(State s, Steps<State> out) {
    if (s.at() < Setup.SHOWN) {
      State next = next(s);
      out.step(NEXT, next, () -> stories.next(s, next));
    } else if (s.at() < Setup.ELEMENTS) {
      State next = rest(s);
      out.step(REST, next, () -> stories.rest(s, next));
    }
    if (Long.bitCount(s.flipped()) < setup.flips()) {
      for (int i = s.at(); i < Setup.SHOWN; i++) {
        if (!s.flipped(i)) {
          int which = i;
          long flipped = s.flipped() | 1L << i;
          State next = new State(s.at(), flipped, s.missed(), s.mispredicts(), s.learned());
          out.step(flip(i), next, () -> stories.flip(which, next));
        }
      }
    }
  }

  private static Schedule whole() {
    List<Action> all = new ArrayList<>(Collections.nCopies(Setup.SHOWN, NEXT));
    all.add(REST);
    return new Schedule(all);
  }

  private State next(State s) {
    int i = s.at();
    if (setup.branchless()) {
      return new State(i + 1, s.flipped(), 0, 0, s.learned());
    }
    boolean taken = taken(s, i);
    boolean missed = expected(s) != taken;
    return new State(
        i + 1,
        s.flipped(),
        missed ? s.missed() | 1L << i : s.missed(),
        s.mispredicts() + (missed ? 1 : 0),
        s.learned().after(predictor, pc(i), false, taken));
  }

  private State rest(State s) {
    if (setup.branchless()) {
      return new State(Setup.ELEMENTS, s.flipped(), 0, 0, s.learned());
    }
    Learned.Run rest = s.learned().afterRest(predictor, trace, s.at());
    return new State(
        Setup.ELEMENTS,
        s.flipped(),
        s.missed(),
        s.mispredicts() + rest.mispredicts(),
        rest.learned());
  }

  @Override
  public List<Refusal> refusals(State s) {
    List<Refusal> refused = new ArrayList<>();
    if (s.at() < Setup.SHOWN && Long.bitCount(s.flipped()) >= setup.flips()) {
      refused.add(
          new Refusal(
              flip(s.at()), "no more outcomes may be turned round: flips=" + setup.flips()));
    }
    if (s.at() == Setup.ELEMENTS) {
      refused.add(new Refusal(NEXT, "all elements are done"));
    } else if (s.at() == Setup.SHOWN) {
      refused.add(new Refusal(NEXT, "the elements that are not shown run at once, by cpu.rest"));
    } else {
      refused.add(new Refusal(REST, "the elements that are shown run one by one, by cpu.next"));
    }
    return refused;
  }

  /** Cycles so far. */
  long cycles(State s) {
    return setup.branchless()
        ? setup.costs().withoutBranches(s.at())
        : setup.costs().ofBranches(s.at(), s.mispredicts());
  }

  /** Whether what has run cost more than it would have without branches. */
  boolean dearer(State s) {
    return s.at() >= JUDGED_FROM && cycles(s) > setup.costs().withoutBranches(s.at());
  }

  @Override
  public List<Claim<State>> claims() {
    return List.of(
        new Claim.Never<>(
            PAYS,
            "From element "
                + JUDGED_FROM
                + " on, those done so far have cost no more than they would without branches.",
            this::dearer),
        new Claim.Beats<>(
            SORTED_BEATS,
            "Sorted, the same outcomes cost fewer cycles than shuffled.",
            "cycles",
            "sorted",
            "shuffled",
            () ->
                new Claim.Costs(setup.whole(Pattern.SORTED), setup.whole(Pattern.SHUFFLED), WHOLE)),
        new Claim.Beats<>(
            BRANCHLESS_BEATS,
            "Without branches all elements cost fewer cycles than with them.",
            "cycles",
            "branchless",
            "branches",
            () ->
                new Claim.Costs(
                    setup.withoutBranches(), setup.withBranches(setup.percent()), WHOLE)),
        new Claim.Beats<>(
            HISTORY_BEATS,
            "Over outcomes that repeat every "
                + Numbers.text(setup.period(), "elements")
                + " a predictor that remembers seven costs fewer cycles than a two-bit counter.",
            "cycles",
            "seven remembered",
            "a two-bit counter",
            () ->
                new Claim.Costs(
                    setup.repeating(Kind.TWO_LEVEL), setup.repeating(Kind.TWO_BIT), WHOLE)),
        new Claim.Sometimes<>(FLUSHES, "The pipeline is flushed.", s -> s.mispredicts() > 0),
        new Claim.Sometimes<>(
            JUDGED, "A run gets as far as to be judged.", s -> s.at() >= JUDGED_FROM));
  }
}
