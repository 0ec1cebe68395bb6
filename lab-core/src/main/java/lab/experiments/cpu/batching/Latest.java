package lab.experiments.cpu.batching;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import lab.experiments.cpu.batching.BatchMachine.State;
import lab.experiments.cpu.batching.Setup.Coming;

/**
 * The longest time from an item's coming until it is done, by how many may go together. Where items
 * come whenever they like it is a formula, which a test holds against the search; where they come
 * by a given process the run is made, with all orders of what happens at the same instant.
 */
record Latest(Setup setup) {

  /** Units; empty where there is no bound: an item may wait for ever. */
  OptionalInt of(int size) {
    return setup.coming() == Coming.ANY ? whatever(size) : OptionalInt.of(run(size));
  }

  /**
   * At worst an item comes when the sender has just begun, and a full batch goes before it and one
   * with it; or nobody follows, until the timer has run out, and then there come as many as fit.
   */
  private OptionalInt whatever(int size) {
    int full = setup.service(size);
    if (size == 1) {
      return OptionalInt.of(2 * full);
    }
    return switch (setup.sends()) {
      case FULL -> OptionalInt.empty();
      case TIMER -> OptionalInt.of(Math.max(setup.timer(), full) + full);
      case IDLE -> OptionalInt.of(2 * full);
    };
  }

  private int run(int size) {
    BatchMachine machine = new BatchMachine(setup.unhurried(size));
    Set<State> seen = new HashSet<>();
    Deque<State> open = new ArrayDeque<>();
    open.add(machine.start());
    int latest = 0;
    while (!open.isEmpty()) {
      State s = open.remove();
      int[] done = {0};
      machine.steps(
          s,
          (action, next, story) -> {
            done[0] = Math.max(done[0], next.left() > s.left() ? s.age() + next.left() : 0);
            if (seen.add(next)) {
              open.add(next);
            }
          });
      latest = Math.max(latest, done[0]);
    }
    return latest;
  }
}
