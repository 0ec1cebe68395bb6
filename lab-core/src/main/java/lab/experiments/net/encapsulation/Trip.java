package lab.experiments.net.encapsulation;

import java.util.List;
import java.util.Optional;

/**
 * A message under way.
 *
 * @param message bytes that the application hands over at a time, without its own check
 * @param units what it has become: real headers, real checksums
 * @param spoilt whether something has gone wrong; one thing does at most
 * @param dropped why somebody has thrown it away, if so
 */
record Trip(At at, int message, List<Unit> units, boolean spoilt, Optional<String> dropped) {
  Trip {
    units = List.copyOf(units);
  }

  static Trip start(int message) {
    return new Trip(At.UNSENT, message, List.of(), false, Optional.empty());
  }

  Trip to(At next, List<Unit> become) {
    return new Trip(next, message, become, spoilt, dropped);
  }

  Trip spoiling() {
    return new Trip(at, message, units, true, dropped);
  }

  Trip dropping(String why) {
    return new Trip(at, message, units, spoilt, Optional.of(why));
  }

  Trip handing(int bytes) {
    return start(bytes);
  }

  /** How far it is peeled: who throws it away has taken nothing off. */
  At peeled() {
    return dropped.isPresent() && at.theirs() ? at.before() : at;
  }
}
