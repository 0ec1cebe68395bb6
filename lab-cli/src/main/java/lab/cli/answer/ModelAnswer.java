package lab.cli.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Schedule;
import lab.room.Ordered;

/**
 * What the model says of a claim under the settings of one row.
 *
 * @param settings a value for each control: the person's, with the row's on top
 * @param answer the explorer's, in its word
 * @param schedule to the violation or the state asked for
 * @param row the controls that the row's test stands for
 * @param extent how far the search went, in words
 * @param costs of a comparison
 */
public record ModelAnswer(
    String claim,
    Map<String, String> settings,
    String answer,
    @JsonProperty("do") Optional<String> schedule,
    long states,
    boolean complete,
    Map<String, String> row,
    String extent,
    Optional<Costs> costs) {
  public ModelAnswer {
    settings = Ordered.copy(settings);
    row = Ordered.copy(row);
  }

  /** The two costs that a model counts. */
  public record Costs(long a, long b) {}

  /** What a search says of one claim. */
  public static ModelAnswer of(
      String claim, Map<String, String> settings, Map<String, String> row, Exploration found) {
    Exploration.Answer answer = found.answer(claim);
    return new ModelAnswer(
        claim,
        settings,
        answer.outcome().word(),
        answer.schedule().map(Schedule::toString),
        found.states(),
        found.complete(),
        row,
        found.extent(),
        answer.costs().map(ModelAnswer::costs));
  }

  private static Costs costs(Claim.Costs costs) {
    return new Costs(costs.a(), costs.b());
  }

  /** Whether the model allows what the claim says cannot be. */
  public boolean canHappen() {
    return answer.equals(Exploration.Outcome.BREAKS.word());
  }

  /** Whether the model has excluded it by visiting every state. */
  public boolean cannotHappen() {
    return answer.equals(Exploration.Outcome.SAFE.word());
  }

  /** Whether what the claim asks for can be had. */
  public boolean isReached() {
    return answer.equals(Exploration.Outcome.REACHED.word());
  }

  /** Whether it is the answer to that claim for that row. */
  public boolean answers(String asked, Map<String, String> of) {
    return claim.equals(asked) && row.equals(of);
  }
}
