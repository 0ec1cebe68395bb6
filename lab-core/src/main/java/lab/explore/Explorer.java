package lab.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides a machine's claims by visiting every state, breadth-first, on all cores.
 *
 * <p>The first violation found is therefore a shortest one, and of equally short ones the first in
 * action order. States, depth, answers and schedules do not depend on the number of threads nor on
 * their timing, unless time, memory or an interrupt end the search.
 *
 * <p>Neither time, memory nor states can run out with an error: the search then ends
 * <em>bounded</em> and keeps what it found. What breaks within a bound is broken; what does not has
 * no answer. Interrupting the calling thread ends the search in the same way.
 */
public final class Explorer {
  private Explorer() {}

  /** What the caller wants to know. */
  public enum Until {
    /** Every reachable state is visited, so that states and depth describe the whole machine. */
    EXHAUSTED,
    /** The search may end as soon as no claim can get another answer. */
    DECIDED
  }

  public static <S> Exploration explore(Machine<S> machine, Bounds bounds) {
    return explore(machine, machine.start(), bounds);
  }

  /** Searches everything that is reachable from {@code from}; schedules begin there. */
  public static <S> Exploration explore(Machine<S> machine, S from, Bounds bounds) {
    return explore(machine, from, bounds, Until.EXHAUSTED);
  }

  /** As above, but perhaps no further than the answers need. */
  public static <S> Exploration explore(Machine<S> machine, S from, Bounds bounds, Until until) {
    Limits limits = new Limits(bounds.maxTime());
    try (Crew crew = new Crew(bounds.threads())) {
      Search<S> search = new Search<>(machine, bounds, limits, crew);
      search.run(from, until);
      Exploration.End end = limits.end().orElse(Exploration.End.COMPLETE);
      List<Exploration.Answer> answers = new ArrayList<>();
      List<Claim<S>> claims = machine.claims();
      for (int i = 0; i < claims.size(); i++) {
        answers.add(answer(claims.get(i), i, search, end == Exploration.End.COMPLETE));
      }
      return new Exploration(search.states(), search.depth(), end, bounds, limits.took(), answers);
    }
  }

  private static <S> Exploration.Answer answer(
      Claim<S> claim, int number, Search<S> search, boolean complete) {
    Exploration.Outcome unbroken =
        complete ? Exploration.Outcome.SAFE : Exploration.Outcome.NO_ANSWER;
    return switch (claim) {
      case Claim.Never<S> c ->
          answer(c, search, search.decides(number), Exploration.Outcome.BREAKS, unbroken);
      case Claim.Stuck<S> c -> {
        int stuck = complete ? search.firstStuck(c.goal()) : Backward.UNKNOWN;
        yield answer(
            c,
            search,
            stuck,
            Exploration.Outcome.BREAKS,
            stuck == Backward.UNKNOWN ? Exploration.Outcome.NO_ANSWER : unbroken);
      }
      case Claim.Sometimes<S> c -> reached(c, search, search.decides(number));
      case Claim.Reach<S> c -> reached(c, search, search.decides(number));
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

  private static <S> Exploration.Answer reached(Claim<S> claim, Search<S> search, int state) {
    return answer(claim, search, state, Exploration.Outcome.REACHED, Exploration.Outcome.NO_ANSWER);
  }

  private static <S> Exploration.Answer answer(
      Claim<S> claim,
      Search<S> search,
      int state,
      Exploration.Outcome found,
      Exploration.Outcome notFound) {
    return new Exploration.Answer(
        claim,
        state >= 0 ? found : notFound,
        state >= 0 ? Optional.of(search.scheduleTo(state)) : Optional.empty(),
        Optional.empty());
  }
}
