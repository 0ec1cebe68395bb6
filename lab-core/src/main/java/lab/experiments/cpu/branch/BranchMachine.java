package lab.experiments.cpu.branch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lab.cpu.branch.Learned;
import lab.cpu.branch.Predictor;
import lab.cpu.branch.Trace;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.explore.Schedule;

/**
 * A core that runs the same branch for one element after the other, each costing a cycle, and the
 * flush on top if it was mispredicted; or that does elements without a branch. The elements that
 * are shown run one by one, the rest at once. An outcome that has not run yet may be turned round.
 * Or, before the first element, the data may become steadier, percent by percent: so the search
 * finds where a branch begins to pay.
 */
final class BranchMachine implements Machine<BranchMachine.State> {
  static final String PAYS = "branches-cost-no-more";
  static final String SORTED_BEATS = "sorted-beats-shuffled";
  static final String BRANCHLESS_BEATS = "branchless-beats-branches";
  static final String HISTORY_BEATS = "history-beats-counter";
  static final String BRANCH_PAYS = "branch-pays";
  static final String FLUSHES = "pipeline-flushed";
  static final String JUDGED = "judged";

  /** The run so far is judged from this many elements on: the first few say little. */
  static final int JUDGED_FROM = 16;

  static final Action NEXT = Action.of("cpu", "next");
  static final Action REST = Action.of("cpu", "rest");
  static final Action STEADIER = Action.of("data", "steadier");

  /** All elements, none turned round: what is compared. */
  static final Schedule WHOLE = whole();

  /**
   * @param at elements done
   * @param percent the predictability, which was made no less than it was set to
   * @param flipped which of the shown outcomes have been turned round, the first in bit 0
   * @param missed which of the shown ones were mispredicted
   * @param mispredicts of all so far
   * @param learned what the predictor knows
   */
  record State(int at, int percent, long flipped, long missed, int mispredicts, Learned learned) {
    boolean flipped(int i) {
      return i < Setup.SHOWN && (flipped >>> i & 1) != 0;
    }

    boolean missed(int i) {
      return (missed >>> i & 1) != 0;
    }
  }

  private final Setup setup;
  private final Predictor predictor;

  /** By predictability, filled in when first needed; whoever comes second draws the same. */
  private final Trace[] traces = new Trace[Setup.MOST + 1];

  private final BranchStories stories = new BranchStories(this);

  BranchMachine(Setup setup) {
    this.setup = setup;
    predictor = setup.predictor();
  }

  Setup setup() {
    return setup;
  }

  Predictor predictor() {
    return predictor;
  }

  private Trace trace(State s) {
    Trace trace = traces[s.percent()];
    if (trace == null) {
      trace = setup.trace(s.percent());
      traces[s.percent()] = trace;
    }
    return trace;
  }

  /** The address of branch {@code i}. */
  int pc(State s, int i) {
    return trace(s).pc(i);
  }

  /** How branch {@code i} goes, or has gone. */
  boolean taken(State s, int i) {
    return trace(s).taken(i) != s.flipped(i);
  }

  /** What the predictor expects of the branch that comes next. */
  boolean expected(State s) {
    return s.learned().predicts(predictor, pc(s, s.at()), trace(s).backward(s.at()));
  }

  /** Turns outcome {@code i} round; people count from 1. */
  static Action flip(int i) {
    return Action.of("data", "flip", Integer.toString(i + 1));
  }

  @Override
  public State start() {
    return new State(0, setup.percent(), 0, 0, 0, Learned.nothing(predictor));
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
    if (unsteady(s).isEmpty()) {
      State next = new State(0, s.percent() + 1, 0, 0, 0, s.learned());
      out.step(STEADIER, next, () -> stories.steadier(next));
    }
    if (flipsLeft(s) > 0) {
      for (int i = s.at(); i < Setup.SHOWN; i++) {
        if (!s.flipped(i)) {
          int which = i;
          long flipped = s.flipped() | 1L << i;
          State next =
              new State(s.at(), s.percent(), flipped, s.missed(), s.mispredicts(), s.learned());
          out.step(flip(i), next, () -> stories.flip(which, next));
        }
      }
    }
  }

  /** Why the data cannot become steadier now, if they cannot. */
  private Optional<String> unsteady(State s) {
    if (!setup.pattern().drawn) {
      return Optional.of("these outcomes are not drawn");
    }
    if (s.percent() == Setup.MOST) {
      return Optional.of("all outcomes go the usual way");
    }
    if (s.at() > 0) {
      return Optional.of("elements have run: data become steadier before the first");
    }
    return s.flipped() == 0 ? Optional.empty() : Optional.of("an outcome was turned round");
  }

  /** Steadier data are looked at as they come: turning round is for those that were set. */
  private int flipsLeft(State s) {
    return s.percent() > setup.percent() ? 0 : setup.flips() - Long.bitCount(s.flipped());
  }

  private static Schedule whole() {
    List<Action> all = new ArrayList<>(Collections.nCopies(Setup.SHOWN, NEXT));
    all.add(REST);
    return new Schedule(all);
  }

  private State next(State s) {
    int i = s.at();
    if (setup.branchless()) {
      return new State(i + 1, s.percent(), s.flipped(), 0, 0, s.learned());
    }
    boolean taken = taken(s, i);
    boolean missed = expected(s) != taken;
    return new State(
        i + 1,
        s.percent(),
        s.flipped(),
        missed ? s.missed() | 1L << i : s.missed(),
        s.mispredicts() + (missed ? 1 : 0),
        s.learned().after(predictor, pc(s, i), trace(s).backward(i), taken));
  }

  private State rest(State s) {
    if (setup.branchless()) {
      return new State(Setup.ELEMENTS, s.percent(), s.flipped(), 0, 0, s.learned());
    }
    Learned.Run rest = s.learned().afterRest(predictor, trace(s), s.at());
    return new State(
        Setup.ELEMENTS,
        s.percent(),
        s.flipped(),
        s.missed(),
        s.mispredicts() + rest.mispredicts(),
        rest.learned());
  }

  @Override
  public List<Refusal> refusals(State s) {
    List<Refusal> refused = new ArrayList<>();
    unsteady(s).ifPresent(why -> refused.add(new Refusal(STEADIER, why)));
    if (s.at() < Setup.SHOWN && flipsLeft(s) == 0) {
      String why =
          s.percent() > setup.percent()
              ? "outcomes are turned round at the predictability that is set, and not above it"
              : "no more outcomes may be turned round: flips=" + setup.flips();
      refused.add(new Refusal(flip(s.at()), why));
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

  /** Whether all elements have run, none turned round, and cost less than without branches. */
  boolean pays(State s) {
    return s.at() == Setup.ELEMENTS && s.flipped() == 0 && cycles(s) < setup.withoutBranches();
  }

  @Override
  public List<Claim<State>> claims() {
    return new BranchClaims(this).all();
  }
}
