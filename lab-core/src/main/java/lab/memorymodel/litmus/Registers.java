package lab.memorymodel.litmus;

import java.util.ArrayList;
import java.util.List;

/**
 * The registers of a thread while it is being read. Those that the reader adds for its own use have
 * a dot in their name, which no register of a file can have.
 */
final class Registers {
  private final List<String> names = new ArrayList<>();

  boolean has(String name) {
    return names.contains(name);
  }

  int number(String name) {
    if (!has(name)) {
      names.add(name);
    }
    return names.indexOf(name);
  }

  int temporary() {
    int free = 0;
    while (has("tmp." + free)) {
      free++;
    }
    return number("tmp." + free);
  }

  /** Gives a temporary the name of a register that is new. */
  void rename(int temporary, String name) {
    names.set(temporary, name);
  }

  /** Takes a temporary back that no instruction names any more, so that numbers have no gaps. */
  void releaseIfLast(int temporary) {
    if (temporary == names.size() - 1 && isTemporary(names.get(temporary))) {
      names.removeLast();
    }
  }

  List<String> list() {
    return List.copyOf(names);
  }

  List<String> visible() {
    return names.stream().filter(n -> !isTemporary(n)).toList();
  }

  static boolean isTemporary(String name) {
    return name.indexOf('.') >= 0;
  }
}
