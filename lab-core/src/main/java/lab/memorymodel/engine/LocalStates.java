package lab.memorymodel.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The states of one thread, each under a number of its own. */
final class LocalStates {
  private final Map<LocalState, Integer> numbers = new HashMap<>();

  /**
   * By number. Replaced by a longer one when it is full: whoever has a number has it from somebody
   * who saw its state in here.
   */
  private volatile LocalState[] all = new LocalState[8];

  LocalState get(int number) {
    return all[number];
  }

  synchronized int number(LocalState state) {
    Integer known = numbers.get(state);
    if (known != null) {
      return known;
    }
    int next = numbers.size();
    if (next == all.length) {
      LocalState[] longer = Arrays.copyOf(all, 2 * next);
      longer[next] = state;
      all = longer;
    } else {
      all[next] = state;
    }
    numbers.put(state, next);
    return next;
  }
}
