package lab.explore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param states distinct states reached
 * @param depth length of the longest shortest schedule
 * @param end why the search ended; only {@link End#COMPLETE} proves anything by exhaustion
 * @param bounds the bounds it ran under
 * @param took wall-clock time; zero if nobody looked at a clock
 * @param answers one per claim, in the machine's order
 */
public record Exploration(
    long states, int depth, End end, Bounds bounds, Duration took, List<Answer> answers) {

  public Exploration {
    answers = List.copyOf(answers);
  }

  /** The answer to the claim of that name. */
  public Answer answer(String claim) {
    return answers.stream().filter(a -> a.claim().name().equals(claim)).findFirst().orElseThrow();
  }

  /** Whether every reachable state was visited. */
  public boolean complete() {
    return end == End.COMPLETE;
  }

  /**
   * {@code complete: n states, depth d} or {@code bounded at n states / t seconds (by what)}: said
   * with every answer.
   */
  public String extent() {
    return switch (end) {
      case COMPLETE -> "complete: %,d states, depth %d".formatted(states, depth);
      case DECIDED ->
          "stopped at %,d states, depth %d: every claim is decided".formatted(states, depth);
      case STATES, TIME, MEMORY, INTERRUPTED ->
          took.isZero()
              ? "bounded at %,d states (%s)".formatted(states, end.word())
              : "bounded at %,d states / %.1f seconds (%s)"
                  .formatted(states, took.toMillis() / 1e3, end.word());
    };
  }

  /** Why a search ended. */
  public enum End {
    /** Every reachable state was visited. */
    COMPLETE("complete"),
    /** Every claim was decided and the caller wanted no more. */
    DECIDED("decided"),
    /** {@link Bounds#maxStates} were kept and there are more. */
    STATES("most states"),
    /** {@link Bounds#maxTime} was over. */
    TIME("most time"),
    /** The heap had no room for more. */
    MEMORY("memory is full"),
    /** The searching thread was interrupted; it still is. */
    INTERRUPTED("interrupted");

    private final String word;

    End(String word) {
      this.word = word;
    }

    /** In two or three words. */
    public String word() {
      return word;
    }
  }

  /** How a claim came out. */
  public enum Outcome {
    /**
     * A violation was found: {@code never}, {@code stuck}; or A does not cost less: {@code beats}.
     */
    BREAKS("breaks"),
    /** No violation exists: proved by exhaustion. */
    SAFE("safe"),
    /** The state asked for was found: {@code sometimes}, {@code reach}. */
    REACHED("reached"),
    /** A bound ended the search first, or the state asked for does not exist. */
    NO_ANSWER("no-answer");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    /** As it stands in JSON. */
    public String word() {
      return word;
    }
  }

  /**
   * The answer to one claim.
   *
   * @param claim the claim
   * @param outcome how it came out
   * @param schedule the shortest schedule to the violation or the state asked for; of equally short
   *     ones the first in action order
   * @param costs for {@code beats} the two costs
   */
  public record Answer(
      Claim<?> claim, Outcome outcome, Optional<Schedule> schedule, Optional<Claim.Costs> costs) {}
}
