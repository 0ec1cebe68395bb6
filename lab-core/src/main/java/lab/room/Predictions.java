package lab.room;

import java.util.Map;

/**
 * What {@code break} and {@code run} must find for the lab to agree with itself: the answer to each
 * claim under the default preset and under the fixed one, as in {@code breaks} and {@code safe}.
 *
 * @param byDefault claim name to answer, under the default preset
 * @param whenFixed claim name to answer, under the fixed preset
 */
public record Predictions(Map<String, String> byDefault, Map<String, String> whenFixed) {
  public Predictions {
    byDefault = Map.copyOf(byDefault);
    whenFixed = Map.copyOf(whenFixed);
  }
}
