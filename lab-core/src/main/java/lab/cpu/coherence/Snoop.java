package lab.cpu.coherence;

import static lab.cpu.coherence.LineState.INVALID;
import static lab.cpu.coherence.LineState.OWNED;
import static lab.cpu.coherence.LineState.SHARED;

/**
 * What a copy does when another cache is heard on the bus.
 *
 * @param supplies whether it sends its words
 * @param updatesMemory whether memory takes them too
 */
record Snoop(LineState next, boolean supplies, boolean updatesMemory) {

  /** The table: a row for each state, BusRd on the left of what asks for ownership. */
  static Snoop of(Protocol protocol, Supply supply, LineState state, BusRequest heard) {
    if (heard == BusRequest.READ) {
      return switch (state) {
        case INVALID -> becomes(INVALID);
        case EXCLUSIVE -> supply == Supply.MEMORY ? becomes(SHARED) : supplies(SHARED);
        case SHARED -> supply == Supply.ANY ? supplies(SHARED) : becomes(SHARED);
        case MODIFIED ->
            protocol == Protocol.MOESI ? supplies(OWNED) : new Snoop(SHARED, true, true);
        case OWNED -> supplies(OWNED);
        // The new reader answers from now on.
        case FORWARD -> supplies(SHARED);
      };
    }
    // An upgrade asks for no words: whoever says it has them.
    boolean wanted = heard == BusRequest.READ_FOR_OWNERSHIP;
    return switch (state) {
      case INVALID -> becomes(INVALID);
      case SHARED -> wanted && supply == Supply.ANY ? supplies(INVALID) : becomes(INVALID);
      case EXCLUSIVE, MODIFIED, OWNED, FORWARD -> wanted ? supplies(INVALID) : becomes(INVALID);
    };
  }

  private static Snoop becomes(LineState next) {
    return new Snoop(next, false, false);
  }

  private static Snoop supplies(LineState next) {
    return new Snoop(next, true, false);
  }
}
