package lab.experiments.trespass.first;

import java.util.HashMap;

/** Breaks two walls on purpose: a room that reads the clock and the order of a hash table. */
public final class RoomWithAClock {
  long now = System.nanoTime();

  int firstKey() {
    HashMap<Integer, Integer> table = new HashMap<>();
    table.put((int) now, 1);
    return table.keySet().iterator().next();
  }
}
