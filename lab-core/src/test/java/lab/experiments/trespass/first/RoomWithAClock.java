package lab.experiments.trespass.first;

import java.util.HashMap;
import java.util.Map;

/** Breaks two walls on purpose: a room that reads the clock and the order of a hash table. */
public final class RoomWithAClock {
  long now = System.nanoTime();

  int firstKey(HashMap<Integer, Integer> table) {
    for (Map.Entry<Integer, Integer> entry : table.entrySet()) {
      return entry.getKey();
    }
    return 0;
  }
}
