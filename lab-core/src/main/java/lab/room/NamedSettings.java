package lab.room;

import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Settings that have a name, as in {@code zen4}: what is called for by it are settings like any
 * others, each named in the replay line and in every document.
 *
 * @param name as typed: {@code --preset=zen4}
 * @param text what they stand for, in a few words
 * @param changes what differs from the default preset, as in {@code l1=32 l2=1024}; those of this
 *     machine may follow from what it tells and from what was measured on it before
 */
public record NamedSettings(String name, String text, Function<Measured, String> changes) {

  /** What was measured in this room on this machine. */
  @FunctionalInterface
  public interface Measured {
    /** Nothing has been measured yet. */
    Measured NOTHING = label -> OptionalDouble.empty();

    /**
     * The median of the newest score of that label, in its own unit; of a point of a series as
     * {@link Series#label} calls it.
     */
    OptionalDouble median(String label);
  }
}
