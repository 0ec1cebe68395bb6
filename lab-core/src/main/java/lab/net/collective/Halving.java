package lab.net.collective;

import java.util.ArrayList;
import java.util.List;

/**
 * Rabenseifner's: reduce-scatter by halving, all-gather by doubling (Rabenseifner 2004). Where the
 * ranks are no power of two, the pairs of the {@link Fold} add up half of the vector each, and the
 * one that goes on gets the other's half: two steps of half a vector instead of one of a whole.
 */
final class Halving {
  private Halving() {}

  static Plan plan(Fold fold, Fault fault) {
    boolean folds = fold.waiting() > 0 && fault != Fault.NO_FOLD;
    int parts = fold.power();
    int half = parts / 2;
    List<List<Transfer>> steps = new ArrayList<>();
    if (folds) {
      List<Transfer> exchange = new ArrayList<>();
      List<Transfer> join = new ArrayList<>();
      for (int n = 0; n < fold.waiting(); n++) {
        exchange.add(new Transfer(2 * n, 2 * n + 1, half, parts - half, true));
        exchange.add(new Transfer(2 * n + 1, 2 * n, 0, half, true));
        join.add(new Transfer(2 * n, 2 * n + 1, 0, half, false));
      }
      steps.add(exchange);
      steps.add(join);
    }
    for (int distance = half; distance >= 1; distance /= 2) {
      steps.add(exchanges(fold, distance, true));
    }
    for (int distance = 1; distance <= half; distance *= 2) {
      steps.add(exchanges(fold, distance, false));
    }
    if (folds) {
      List<Transfer> back = new ArrayList<>();
      for (int n = 0; n < fold.waiting(); n++) {
        back.add(new Transfer(2 * n + 1, 2 * n, 0, parts, false));
      }
      steps.add(back);
    }
    return new Plan(fold.ranks(), parts, steps);
  }

  /**
   * Number n has the 2·distance parts around it (those whose numbers differ from n in low bits
   * only) and sends its partner the half that is the partner's; or has its own half of the sum, and
   * sends that.
   */
  private static List<Transfer> exchanges(Fold fold, int distance, boolean combine) {
    List<Transfer> step = new ArrayList<>();
    for (int n = 0; n < fold.power(); n++) {
      int partner = n ^ distance;
      int whose = combine ? partner : n;
      int first = whose & -distance;
      step.add(new Transfer(fold.rank(n), fold.rank(partner), first, distance, combine));
    }
    return step;
  }
}
