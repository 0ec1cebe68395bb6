package lab.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what a search found into an answer to each claim. */
final class Answers<S> {
  private final Reached<S> reached;
  private final Watch<S> watch;
  private final boolean complete;

  /** Call when the search has ended. */
  Answers(Reached<S> reached, Watch<S> watch, Limits limits) {
    this.reached = reached;
    this.watch = watch;
    this.complete = limits.end().isEmpty();
  }

  /** One answer per claim, in their order. */
  List<Exploration.Answer> all() {
    List<Exploration.Answer> answers = new ArrayList<>();
    for (int i = 0; i < watch.claims().size(); i++) {
      answers.add(answer(watch.claims().get(i), watch.first(i)));
    }
    return answers;
  }

  private Exploration.Answer answer(Claim<S> claim, int state) {
    return switch (claim) {
      case Claim.Never<S> c -> broken(c, state, complete);
      case Claim.Stuck<S> c -> {
        // From a state that was not stepped a goal may be reachable: only a complete search tells.
        int stuck = complete ? reached.firstStuck(c.goal()) : Backward.UNKNOWN;
        yield broken(c, stuck, stuck != Backward.UNKNOWN);
      }
      case Claim.Sometimes<S> c -> reached(c, state);
      case Claim.Reach<S> c -> reached(c, state);
      case Claim.Beats<S> c -> {
        Claim.Costs costs = c.costs().get();
        yield new Exploration.Answer(
            c,
            costs.a() < costs.b() ? Exploration.Outcome.SAFE : Exploration.Outcome.BREAKS,
            Optional.of(costs.witness()),
            Optional.of(costs));
      }
    };
  }

  /** {@code known}: whether there certainly is no violation if none was found. */
  private Exploration.Answer broken(Claim<S> claim, int state, boolean known) {
    Exploration.Outcome unbroken = known ? Exploration.Outcome.SAFE : Exploration.Outcome.NO_ANSWER;
    return new Exploration.Answer(
        claim, state >= 0 ? Exploration.Outcome.BREAKS : unbroken, way(state), Optional.empty());
  }

  private Exploration.Answer reached(Claim<S> claim, int state) {
    return new Exploration.Answer(
        claim,
        state >= 0 ? Exploration.Outcome.REACHED : Exploration.Outcome.NO_ANSWER,
        way(state),
        Optional.empty());
  }

  private Optional<Schedule> way(int state) {
    return state >= 0 ? Optional.of(reached.scheduleTo(state)) : Optional.empty();
  }
}
