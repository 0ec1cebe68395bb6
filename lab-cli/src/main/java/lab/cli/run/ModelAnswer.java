package lab.cli.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lab.catalog.Experiment;
import lab.catalog.Scene;
import lab.catalog.Settings;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;

/**
 * What the model says of a claim under the settings of one row.
 *
 * @param row the controls that the row's test stands for
 * @param settings a value for each control: the person's, with the row's on top
 * @param answer the explorer's answer
 * @param extent how far the search went, in words
 */
record ModelAnswer(
    String claim,
    Map<String, String> row,
    Settings settings,
    Exploration.Answer answer,
    long states,
    boolean complete,
    String extent) {

  /** Rooms answer in milliseconds; a row whose model takes longer than this has no answer. */
  private static final Bounds BOUNDS = Bounds.DEFAULT.withMaxTime(Duration.ofSeconds(20));

  /** Empty if the room's machine makes no such claim: then there is nothing to compare with. */
  static Optional<ModelAnswer> of(
      Experiment room, Settings chosen, Map<String, String> row, String claim) {
    Map<String, String> values = new LinkedHashMap<>(chosen.values());
    values.putAll(row);
    Settings settings = new Settings(values);
    return explore(room.scene(settings), row, settings, claim);
  }

  private static <S> Optional<ModelAnswer> explore(
      Scene<S> scene, Map<String, String> row, Settings settings, String claim) {
    if (scene.machine().claims().stream().noneMatch(c -> c.name().equals(claim))) {
      return Optional.empty();
    }
    Exploration found = Explorer.explore(scene.machine(), BOUNDS);
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
  boolean canHappen() {
    return answer.outcome() == Exploration.Outcome.BREAKS;
  }

  /** Whether the model has excluded it by visiting every state. */
  boolean cannotHappen() {
    return answer.outcome() == Exploration.Outcome.SAFE;
  }

  /** The costs of a comparison. */
  Optional<Claim.Costs> costs() {
    return answer.costs();
  }
}
