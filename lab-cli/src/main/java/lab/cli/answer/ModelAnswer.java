package lab.cli.answer;

import java.util.Map;
import java.util.Optional;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.room.Room;
import lab.room.Settings;

/**
 * What the model says of a claim under the settings of one row.
 *
 * @param row the controls that the row's test stands for
 * @param settings a value for each control: the person's, with the row's on top
 * @param answer the explorer's answer
 * @param extent how far the search went, in words
 */
public record ModelAnswer(
    String claim,
    Map<String, String> row,
    Settings settings,
    Exploration.Answer answer,
    long states,
    boolean complete,
    String extent) {

  /** Empty if the room's machine makes no such claim: then there is nothing to compare with. */
  public static Optional<ModelAnswer> of(
      Room room, Settings chosen, Map<String, String> row, String claim) {
    Settings settings = room.controls().with(chosen, row);
    if (!room.models().claims(settings, claim)) {
      return Optional.empty();
    }
    Exploration found = room.models().under(settings);
    return Optional.of(
        new ModelAnswer(
            claim,
            row,
            settings,
            found.answer(claim),
            found.states(),
            found.complete(),
            found.extent()));
  }

  /** Whether the model allows what the claim says cannot be. */
  public boolean canHappen() {
    return answer.outcome() == Exploration.Outcome.BREAKS;
  }

  /** Whether the model has excluded it by visiting every state. */
  public boolean cannotHappen() {
    return answer.outcome() == Exploration.Outcome.SAFE;
  }

  /** Whether what the claim asks for can be had. */
  public boolean isReached() {
    return answer.outcome() == Exploration.Outcome.REACHED;
  }

  /** The costs of a comparison. */
  public Optional<Claim.Costs> costs() {
    return answer.costs();
  }
}
