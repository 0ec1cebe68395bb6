package lab.memorymodel;

import java.util.ArrayList;
import java.util.List;

/** Gives a thread's registers their numbers, in the order in which they are asked for. */
public final class Registers {
  private final int thread;
  private final String actor;
  private final List<String> names = new ArrayList<>();

  /**
   * @param thread number of the thread in its program
   * @param actor the actor of its actions, such as {@code producer}
   */
  public Registers(int thread, String actor) {
    this.thread = thread;
    this.actor = actor;
  }

  /** Another register; it is 0 at the start. */
  public Reg reg(String name) {
    if (names.contains(name)) {
      throw new IllegalArgumentException(actor + " has a register " + name + " already");
    }
    names.add(name);
    return new Reg(thread, names.size() - 1, name);
  }

  public int thread() {
    return thread;
  }

  public String actor() {
    return actor;
  }

  /** The names, by number. */
  public List<String> names() {
    return List.copyOf(names);
  }
}
