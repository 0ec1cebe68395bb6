package lab.bench.nic.qemu;

import java.util.List;
import java.util.Optional;

/**
 * Two lists of observations, line by line.
 *
 * @param equal how many lines are equal
 * @param all how many there are
 * @param first the first that is not, in words
 */
record Comparison(int equal, int all, Optional<String> first) {

  /** Compares; a line that only one of them has counts as different. */
  static Comparison of(List<String> ours, List<String> theirs) {
    int all = Math.max(ours.size(), theirs.size());
    int equal = 0;
    Optional<String> first = Optional.empty();
    for (int i = 0; i < all; i++) {
      String our = i < ours.size() ? ours.get(i) : "nothing";
      String their = i < theirs.size() ? theirs.get(i) : "nothing";
      if (our.equals(their)) {
        equal++;
      } else {
        first = first.or(() -> Optional.of("ours \"%s\", QEMU's \"%s\"".formatted(our, their)));
      }
    }
    return new Comparison(equal, all, first);
  }

  String text() {
    return "%d of %d observations are equal%s"
        .formatted(equal, all, first.map(f -> "; the first that is not: " + f).orElse(""));
  }
}
