package lab.cpu.coherence;

import java.util.Optional;

/**
 * What one access or eviction came to.
 *
 * @param after the line afterwards
 * @param request what was said on the bus; nothing for a hit, a silent upgrade, a silent eviction
 * @param supplier the core whose copy was sent, or {@link #MEMORY}, or {@link #NOBODY}
 * @param memoryWritten whether memory took words from a cache
 */
public record Transaction(
    CoherentLine after, Optional<BusRequest> request, int supplier, boolean memoryWritten) {
  /** No words were asked for. */
  public static final int NOBODY = -1;

  public static final int MEMORY = -2;

  static Transaction silent(CoherentLine after) {
    return new Transaction(after, Optional.empty(), NOBODY, false);
  }

  /** Whether the line came from another cache. */
  public boolean transfer() {
    return supplier >= 0;
  }
}
