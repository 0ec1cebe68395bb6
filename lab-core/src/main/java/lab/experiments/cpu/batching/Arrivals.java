package lab.experiments.cpu.batching;

import java.util.ArrayList;
import java.util.List;

/**
 * When items come that come by a given process.
 *
 * @param due for each item the unit at which it comes, ascending
 */
record Arrivals(List<Integer> due) {
  /**
   * Thousandths of the mean: the middle of each of 64 equally likely parts of the exponential
   * distribution, {@code -ln((i + 0.5) / 64)}. A table, for logarithms differ in their last digit
   * from one machine to the next. Its mean is 995.
   */
  static final List<Integer> QUANTILES =
      List.of(
          4852, 3753, 3243, 2906, 2655, 2454, 2287, 2144, 2019, 1908, 1808, 1717, 1633, 1556, 1485,
          1418, 1356, 1297, 1241, 1188, 1138, 1091, 1045, 1002, 960, 920, 882, 845, 809, 774, 741,
          709, 678, 647, 618, 589, 562, 535, 508, 483, 458, 433, 409, 386, 363, 341, 319, 298, 277,
          257, 237, 217, 198, 179, 161, 143, 125, 107, 90, 73, 56, 40, 24, 8);

  private static final int GOLDEN = 0x9e37_79b9;

  Arrivals {
    due = List.copyOf(due);
  }

  static Arrivals of(Setup setup, int items) {
    List<Integer> due = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < items; i++) {
      if (setup.coming() == Setup.Coming.POISSON) {
        int part = QUANTILES.get(mixed(setup.seed() * 1000 + i) >>> (Integer.SIZE - 6));
        at += (part * setup.gap() + 500) / 1000;
      }
      due.add(at);
    }
    return new Arrivals(due);
  }

  /** The finalizer of MurmurHash3 (32 bits): every bit of the number decides over every other. */
  private static int mixed(int number) {
    int h = number * GOLDEN;
    h = (h ^ (h >>> 16)) * 0x85eb_ca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2_ae35;
    return h ^ (h >>> 16);
  }

  /** Units from one item's coming to a later one's. */
  int between(int earlier, int later) {
    return due.get(later) - due.get(earlier);
  }
}
