package lab.net.frame;

import java.util.List;
import java.util.Optional;

/**
 * What a frame has come to.
 *
 * @param packet whose bytes are the frame's; of a refused frame, what cannot be read is payload
 * @param layers its headers, from the outside
 * @param refusal why it does not go on, if it does not
 */
public record Peeled(Packet packet, List<Layer> layers, Optional<Refusal> refusal) {
  public Peeled {
    layers = List.copyOf(layers);
  }

  /** Whether everything could be read and nothing is wrong with it. */
  public boolean clean() {
    return refusal.isEmpty() && layers.stream().allMatch(layer -> layer.findings().isEmpty());
  }
}
