package lab.explore;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which states decide the claims that one state can decide: for each claim the least number of a
 * state that does, which is the end of the shortest and first schedule.
 */
final class Watch<S> {
  static final int NONE = -1;

  private final List<Claim<S>> claims;
  private final List<Predicate<S>> tests;
  private final int[] first;

  Watch(List<Claim<S>> claims) {
    this.claims = List.copyOf(claims);
    this.tests = this.claims.stream().map(Watch::test).toList();
    this.first = new int[claims.size()];
    Arrays.fill(first, NONE);
  }

  private static <S> Predicate<S> test(Claim<S> claim) {
    return switch (claim) {
      case Claim.Never<S> c -> c.bad();
      case Claim.Sometimes<S> c -> c.state();
      case Claim.Reach<S> c -> c.goal();
      case Claim.Stuck<S> c -> state -> false;
      case Claim.Beats<S> c -> state -> false;
    };
  }

  List<Claim<S>> claims() {
    return claims;
  }

  int size() {
    return first.length;
  }

  /** Notes in {@code found} which claims this state decides, unless an earlier one did. */
  void look(int number, S state, int[] found) {
    for (int i = 0; i < first.length; i++) {
      if (first[i] == NONE && found[i] == NONE && tests.get(i).test(state)) {
        found[i] = number;
      }
    }
  }

  /** Takes over what was found; called in the order of the states' numbers. */
  void accept(int[] found) {
    for (int i = 0; i < first.length; i++) {
      if (first[i] == NONE) {
        first[i] = found[i];
      }
    }
  }

  /** Number of the state that decides the claim, or {@link #NONE}. */
  int first(int claim) {
    return first[claim];
  }

  /** Whether more states cannot change any answer. */
  boolean allDecided() {
    for (int i = 0; i < first.length; i++) {
      if (first[i] == NONE && !(claims.get(i) instanceof Claim.Beats<S>)) {
        return false;
      }
    }
    return true;
  }
}
