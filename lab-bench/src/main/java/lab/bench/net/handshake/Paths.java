package lab.bench.net.handshake;

import java.util.List;
import lab.net.tcp.State;

/** States that an end has been in, in order, none twice in a row. */
final class Paths {
  private Paths() {}

  /** Goes on along another path. */
  static void append(List<State> path, List<State> more) {
    for (State state : more) {
      if (path.getLast() != state) {
        path.add(state);
      }
    }
  }

  /** Whether one is the other with some left out: a short stay may not be seen. */
  static boolean within(List<State> some, List<State> all) {
    int at = 0;
    for (State state : all) {
      if (at < some.size() && some.get(at) == state) {
        at++;
      }
    }
    return at == some.size();
  }

  static String words(List<State> path) {
    return String.join(" > ", path.stream().map(State::word).toList());
  }
}
