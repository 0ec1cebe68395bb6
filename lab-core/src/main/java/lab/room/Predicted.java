package lab.room;

import java.util.function.IntToDoubleFunction;

/**
 * What the model says of a measured curve, in a unit of its own: cycles, transfers, units of time.
 *
 * @param label what it is called, as in {@code the model}
 * @param of the label of the measured curve that it is drawn beside
 * @param fit how its unit becomes that of the measurement
 * @param cost of a point, above 0
 */
public record Predicted(String label, String of, Fit fit, IntToDoubleFunction cost) {

  /** How a model's costs are laid over measured ones: where they are made to meet says nothing. */
  public enum Fit {
    /** By a factor: they meet at the first point. */
    SCALED,
    /** By a factor and a constant: they meet at the first point and at the last. */
    FITTED
  }
}
