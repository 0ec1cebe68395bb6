package lab.net.collective;

import java.util.ArrayList;
import java.util.List;

/** Recursive doubling: the whole vector at once. */
final class Doubling {
  private Doubling() {}

  static Plan plan(Fold fold, Fault fault) {
    boolean folds = fold.waiting() > 0 && fault != Fault.NO_FOLD;
    List<List<Transfer>> steps = new ArrayList<>();
    if (folds) {
      steps.add(pairs(fold, true));
    }
    for (int distance = 1; distance < fold.power(); distance *= 2) {
      List<Transfer> step = new ArrayList<>();
      for (int n = 0; n < fold.power(); n++) {
        step.add(new Transfer(fold.rank(n), fold.rank(n ^ distance), 0, 1, true));
      }
      steps.add(step);
    }
    if (folds) {
      steps.add(pairs(fold, false));
    }
    return new Plan(fold.ranks(), 1, steps);
  }

  /** Those that wait give their vector away, or get the sum. */
  private static List<Transfer> pairs(Fold fold, boolean in) {
    List<Transfer> step = new ArrayList<>();
    for (int n = 0; n < fold.waiting(); n++) {
      step.add(new Transfer(in ? 2 * n : 2 * n + 1, in ? 2 * n + 1 : 2 * n, 0, 1, in));
    }
    return step;
  }
}
