package lab.net.tcp.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lab.net.tcp.Reaction;

/** Gathers what is possible in a world and, if somebody asks, what is not. */
final class Offers {
  private final List<Step> steps = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private final boolean asked;

  /**
   * @param asked whether somebody wants to know what is refused: a search does not
   */
  Offers(boolean asked) {
    this.asked = asked;
  }

  List<Step> steps() {
    return steps;
  }

  List<Refused> refused() {
    return refused;
  }

  boolean asked() {
    return asked;
  }

  void add(Step step) {
    steps.add(step);
  }

  /** What a host does, if the network takes what it sends. */
  void add(Move move, int host, Optional<Flight> flight, Reacting.Outcome outcome) {
    if (outcome.world().net().size() > TwoHosts.MOST_IN_FLIGHT) {
      refuse(move, () -> TwoHosts.MOST_IN_FLIGHT + " segments are in flight, and it would be more");
      return;
    }
    Reaction r = outcome.reaction();
    steps.add(new Step(move, host, flight, outcome.world(), r.rules(), r.sent(), r.told()));
  }

  void refuse(Move move, Supplier<String> reason) {
    if (asked) {
      refused.add(new Refused(move, reason.get()));
    }
  }
}
