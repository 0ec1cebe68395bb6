package lab.net.collective;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The closed forms of Thakur, Rabenseifner and Gropp (2005), table 1 and section 4. */
class CostTest {
  private static final long ALPHA = 5_000_000;
  private static final long BETA = 80;
  private static final long GAMMA = 20;
  private static final Cost COST = Cost.of(ALPHA, BETA, GAMMA);

  @Test
  void ring() {
    for (int n : new int[] {2, 3, 8, 17, 64}) {
      long s = 1000L * n;
      assertThat(COST.time(Algorithm.RING.plan(n), s))
          .isEqualTo(
              2L * (n - 1) * ALPHA + 2L * (n - 1) * (s / n) * BETA + (n - 1L) * (s / n) * GAMMA);
    }
  }

  @Test
  void recursiveDoublingAndHalving() {
    for (int lg = 1; lg <= 8; lg++) {
      int n = 1 << lg;
      long s = 1000L * n;
      assertThat(COST.time(Algorithm.RECURSIVE_DOUBLING.plan(n), s))
          .isEqualTo(lg * (ALPHA + s * BETA + s * GAMMA));
      assertThat(COST.time(Algorithm.RABENSEIFNER.plan(n), s))
          .isEqualTo(2L * lg * ALPHA + 2L * (n - 1) * (s / n) * BETA + (n - 1L) * (s / n) * GAMMA);
      assertThat(COST.time(Algorithm.BINOMIAL_TREE.plan(n), s))
          .isEqualTo(2L * lg * (ALPHA + s * BETA) + lg * s * GAMMA);
    }
  }

  /** Few bytes: the tree's fewer steps win. Many: the ring's fewer bytes do. */
  @Test
  void ringAndTreeCross() {
    Plan ring = Algorithm.RING.plan(8);
    Plan tree = Algorithm.BINOMIAL_TREE.plan(8);
    assertThat(COST.time(tree, 1024)).isLessThan(COST.time(ring, 1024));
    assertThat(COST.time(ring, 1 << 24)).isLessThan(COST.time(tree, 1 << 24));
  }

  /** Every part passes every link of the ring, so one slow link is in the way of all. */
  @Test
  void aSlowLinkStallsTheRing() {
    Plan ring = Algorithm.RING.plan(8);
    long s = 8_000_000;
    long right = COST.time(ring, s);
    long slow = COST.slow(3, 4, 10).time(ring, s);
    assertThat((double) slow / right).isBetween(6.0, 10.0);
    // A link that the plan does not use is in nobody's way.
    assertThat(COST.slow(4, 3, 10).time(ring, s)).isEqualTo(right);
  }
}
