package lab.explore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param states distinct states reached
 * @param depth length of the longest shortest schedule
 * @param complete whether every reachable state was visited; if not, a bound ended the search
 * @param bounds the bounds it ran under
 * @param took wall-clock time
 * @param answers one per claim, in the machine's order
 */
public record Exploration(
    long states, int depth, boolean complete, Bounds bounds, Duration took, List<Answer> answers) {

  public Exploration {
    answers = List.copyOf(answers);
  }

  /** The answer to the claim of that name. */
  public Answer answer(String claim) {
    return answers.stream().filter(a -> a.claim().name().equals(claim)).findFirst().orElseThrow();
  }

  /**
   * {@code complete (n states)} or {@code bounded at n states / t seconds}: said with every answer.
   */
  public String extent() {
    return complete
        ? "complete: %,d states, depth %d".formatted(states, depth)
        : "bounded at %,d states / %.1f seconds".formatted(states, took.toMillis() / 1e3);
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
