package lab.room;

import java.util.List;
import lab.explore.Action;
import lab.net.frame.Bytes;
import lab.net.frame.Link;

/**
 * What the steps of a machine put on a wire, so that it can be captured.
 *
 * @param link what every frame begins with
 * @param tap what a step sent
 */
public record Wire<S>(Link link, Tap<S> tap) {

  /** Looks at one step. */
  @FunctionalInterface
  public interface Tap<S> {

    /** The frames that the step put on the wire, in order; most steps put none. */
    List<Bytes> sent(S before, Action action, S after);
  }
}
