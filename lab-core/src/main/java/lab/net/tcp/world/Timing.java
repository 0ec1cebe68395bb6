package lab.net.tcp.world;

import java.util.Optional;
import lab.input.BadInput;
import lab.net.tcp.SynRetries;

/**
 * How long the hosts of a world wait.
 *
 * @param retries when a SYN is sent again, and how often before its sender gives up; empty: for
 *     ever
 * @param outlasts whether TIME-WAIT lasts until nothing is in flight any more, as 2 MSL do
 */
public record Timing(Optional<SynRetries> retries, boolean outlasts) {
  /** What fits into a packed world. */
  static final int MOST_RETRIES = 7;

  /** Whoever waits is patient. */
  public static final Timing PATIENT = new Timing(Optional.empty(), true);

  /**
   * Checks the number of retries.
   *
   * @throws BadInput if it is above 7
   */
  public Timing {
    if (retries.isPresent() && retries.get().retries() > MOST_RETRIES) {
      throw new BadInput(
          "in a world a SYN is sent again at most "
              + MOST_RETRIES
              + " times (got "
              + retries.get().retries()
              + ")");
    }
  }

  /** Whether who sent its SYN so often again gives up next. */
  boolean exhausted(int tries) {
    return retries.isPresent() && tries >= retries.get().retries();
  }
}
