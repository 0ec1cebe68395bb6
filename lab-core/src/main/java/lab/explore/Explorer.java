package lab.explore;

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

  /**
   * How a search is done.
   *
   * @param bounds how far it may go
   * @param until what the caller wants to know
   * @param progress who hears how far it is; may be nobody
   */
  public record Options(Bounds bounds, Until until, Optional<SearchProgress> progress) {

    /** Every state within the bounds is visited, and nobody hears of it. */
    public static Options within(Bounds bounds) {
      return new Options(bounds, Until.EXHAUSTED, Optional.empty());
    }

    public Options withUntil(Until goal) {
      return new Options(bounds, goal, progress);
    }

    public Options withProgress(SearchProgress listener) {
      return new Options(bounds, until, Optional.of(listener));
    }
  }

  public static <S> Exploration explore(Machine<S> machine, Bounds bounds) {
    return explore(machine, machine.start(), bounds);
  }

  /** Searches everything that is reachable from {@code from}; schedules begin there. */
  public static <S> Exploration explore(Machine<S> machine, S from, Bounds bounds) {
    return explore(machine, from, Options.within(bounds));
  }

  /** As above, in the way that the options say. */
  public static <S> Exploration explore(Machine<S> machine, S from, Options options) {
    HeapBudget heap = HeapBudget.ofThisJvm(machine.codec().isPresent());
    return explore(machine, from, options, heap, RoundSize.USUAL);
  }

  static <S> Exploration explore(
      Machine<S> machine, S from, Options options, HeapBudget heap, RoundSize size) {
    Bounds bounds = options.bounds();
    Limits limits = new Limits(bounds.maxTime(), options.progress());
    try (Crew crew = new Crew(bounds.threads())) {
      Reached<S> reached = new Reached<>(machine, bounds, limits, heap);
      Watch<S> watch = new Watch<>(machine.claims());
      Search<S> search = new Search<>(machine, reached, watch, limits, crew, size);
      search.run(from, options.until());
      Exploration.End end = limits.end().orElse(Exploration.End.COMPLETE);
      Answers<S> answers = new Answers<>(reached, watch, limits);
      return new Exploration(
          reached.count(), search.depth(), end, bounds, limits.took(), answers.all());
    }
  }
}
