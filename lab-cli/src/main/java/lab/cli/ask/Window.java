package lab.cli.ask;

import java.util.Optional;
import java.util.OptionalDouble;
import lab.host.Distance;
import tools.jackson.databind.JsonNode;

/**
 * One measured window.
 *
 * @param fork the number of its fork, from 1
 * @param distance how far apart the two threads' CPUs were, where two threads were measured
 * @param pinned false if two threads were measured that could not be bound to their CPUs
 */
record Window(int fork, double value, String unit, Optional<Distance> distance, boolean pinned) {

  static Window of(JsonNode event) {
    return new Window(
        event.path("fork").asInt(),
        event.path("value").asDouble(),
        event.path("unit").asString(),
        event.has("handOverBefore")
            ? Optional.of(
                Distance.of(
                    number(event.path("handOverBefore")), number(event.path("handOverAfter"))))
            : Optional.empty(),
        event.path("pinned").asDouble(1) == 1);
  }

  private static OptionalDouble number(JsonNode value) {
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }
}
