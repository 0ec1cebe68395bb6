package lab.memorymodel.litmus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.memorymodel.Program.SharedCell;

/**
 * The shared locations of a test while it is being read: numbered in the order of first mention.
 */
final class Cells {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<SharedCell> cells = new ArrayList<>();

  /** Says whether the location is new. */
  boolean declare(String name, int initial) {
    if (numbers.containsKey(name)) {
      return false;
    }
    numbers.put(name, cells.size());
    cells.add(new SharedCell(name, initial));
    return true;
  }

  boolean has(String name) {
    return numbers.containsKey(name);
  }

  int number(String name) {
    return numbers.get(name);
  }

  /** A location that is not declared begins with 0. */
  int numberOrDeclare(String name) {
    declare(name, 0);
    return number(name);
  }

  Set<String> names() {
    return numbers.keySet();
  }

  List<SharedCell> list() {
    return List.copyOf(cells);
  }
}
