package lab.net.collective;

import java.util.ArrayList;
import java.util.List;

/** Reduce-scatter and all-gather round a ring. */
final class Ring {
  private Ring() {}

  /**
   * As many parts as ranks. In step j of the first half rank r sends part r - j to r + 1;
   * afterwards it has the whole sum of part r, and in step j of the second half it sends part r -
   * j.
   */
  static Plan plan(int ranks, Fault fault) {
    List<List<Transfer>> steps = new ArrayList<>();
    int last = fault == Fault.GATHERS_EARLY ? ranks - 2 : ranks - 1;
    for (int j = 1; j <= last; j++) {
      steps.add(step(ranks, fault == Fault.OFF_BY_ONE ? Math.max(1, j - 1) : j, true));
    }
    for (int j = 0; j < ranks - 1; j++) {
      steps.add(step(ranks, j, false));
    }
    return new Plan(ranks, ranks, steps);
  }

  private static List<Transfer> step(int ranks, int back, boolean combine) {
    List<Transfer> step = new ArrayList<>();
    for (int r = 0; r < ranks; r++) {
      step.add(new Transfer(r, (r + 1) % ranks, Math.floorMod(r - back, ranks), 1, combine));
    }
    return step;
  }
}
