package lab.net.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {
  private static Stream<Integer> sizes() {
    return Stream.concat(
        IntStream.rangeClosed(2, 33).boxed(),
        Stream.of(63, 64, 65, 100, 128, 255, 256, 1000, 1024));
  }

  private static int log2(int ranks) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(ranks - 1);
  }

  private static boolean power(int ranks) {
    return Integer.bitCount(ranks) == 1;
  }

  @ParameterizedTest
  @EnumSource
  void everyRankHasTheSumInTheEnd(Algorithm algorithm) {
    sizes()
        .forEach(ranks -> {
          Plan plan = algorithm.plan(ranks);
          Vectors end = Vectors.start(plan).run(plan);
          assertThat(end.complete()).as("%s of %d", algorithm, ranks).isEqualTo(ranks);
        });
  }

  /** The owner's figures, and the closed forms of Thakur, Rabenseifner and Gropp. */
  @Test
  void stepsAreTheClosedForms() {
    assertThat(Algorithm.RING.plan(8).steps()).hasSize(14);
    assertThat(Algorithm.BINOMIAL_TREE.plan(8).steps()).hasSize(6);
    assertThat(Algorithm.RING.plan(1024).steps()).hasSize(2046);
    assertThat(Algorithm.BINOMIAL_TREE.plan(1024).steps()).hasSize(20);
    sizes()
        .forEach(n -> {
          int low = 31 - Integer.numberOfLeadingZeros(n);
          assertThat(Algorithm.RING.plan(n).steps()).hasSize(2 * (n - 1));
          assertThat(Algorithm.BINOMIAL_TREE.plan(n).steps()).hasSize(2 * log2(n));
          assertThat(Algorithm.LINEAR.plan(n).steps()).hasSize(2 * (n - 1));
          assertThat(Algorithm.RECURSIVE_DOUBLING.plan(n).steps())
              .hasSize(low + (power(n) ? 0 : 2));
          assertThat(Algorithm.RABENSEIFNER.plan(n).steps()).hasSize(2 * low + (power(n) ? 0 : 3));
        });
  }

  /** Of a vector whose elements go evenly into the parts: what a rank sends, and all of them. */
  @Test
  void bytesAreTheClosedForms() {
    sizes()
        .forEach(n -> {
          long s = 1024L * n * Integer.highestOneBit(n);
          Plan.Sent ring = Algorithm.RING.plan(n).sent(s);
          assertThat(ring.byRank()).as("ring of %d", n).containsOnly(2L * (n - 1) * (s / n));
          assertThat(Algorithm.BINOMIAL_TREE.plan(n).sent(s).all()).isEqualTo(2L * (n - 1L) * s);
          assertThat(Algorithm.DOUBLE_BINARY_TREE.plan(n).sent(s).all())
              .isEqualTo(2L * (n - 1L) * s);
          assertThat(Algorithm.LINEAR.plan(n).sent(s).most()).isEqualTo((n - 1L) * s);
          if (power(n)) {
            assertThat(Algorithm.RABENSEIFNER.plan(n).sent(s).byRank())
                .as("halving of %d", n)
                .containsOnly(2L * (n - 1) * (s / n));
            assertThat(Algorithm.RECURSIVE_DOUBLING.plan(n).sent(s).byRank())
                .containsOnly(log2(n) * s);
          }
        });
  }

  /**
   * Nobody sends more than the vector twice, in NCCL's words; the two roots send it once and half.
   */
  @Test
  void inADoubleTreeTheWorkIsSpread() {
    for (int n : new int[] {4, 8, 16, 64, 1024}) {
      Plan.Sent sent = Algorithm.DOUBLE_BINARY_TREE.plan(n).sent(1 << 20);
      assertThat(sent.most()).isLessThanOrEqualTo(2L << 20);
    }
  }

  @Test
  void whoIsInnerInOneTreeIsALeafInTheOther() {
    for (int n = 2; n <= 130; n++) {
      int both = 0;
      for (int r = 0; r < n; r++) {
        both +=
            children(BinaryTree.of(n, 0), r) > 0 && children(BinaryTree.of(n, 1), r) > 0 ? 1 : 0;
        assertThat(children(BinaryTree.of(n, 0), r)).isLessThanOrEqualTo(2);
        assertThat(BinaryTree.of(n, 1).depth(r)).isLessThanOrEqualTo(log2(n));
      }
      assertThat(both).as("%d ranks", n).isEqualTo(n % 2);
    }
  }

  private static int children(BinaryTree tree, int rank) {
    int count = 0;
    for (int r = 0; r < tree.ranks(); r++) {
      count += r != tree.root() && tree.parent(r) == rank ? 1 : 0;
    }
    return count;
  }

  @Test
  void theFirstPartsAreLonger() {
    Plan plan = Algorithm.RING.plan(4);
    assertThat(IntStream.range(0, 4).mapToLong(p -> plan.elements(p, 10)))
        .containsExactly(3L, 3L, 2L, 2L);
    assertThat(IntStream.range(0, 4).mapToLong(p -> plan.elements(p, 3)))
        .containsExactly(1L, 1L, 1L, 0L);
  }

  /** A plan that sums a part twice and another not at all does not pass for one that is right. */
  @Test
  void aWrongPartShows() {
    Plan right = Algorithm.RING.plan(4);
    List<List<Transfer>> steps = new ArrayList<>(right.steps());
    steps.set(1, steps.getFirst());
    Plan wrong = new Plan(4, 4, steps);
    assertThat(Vectors.start(wrong).run(wrong).complete()).isZero();
  }

  @Test
  void aRankHasOnePort() {
    Transfer a = new Transfer(0, 1, 0, 1, true);
    Transfer b = new Transfer(2, 1, 0, 1, true);
    assertThatThrownBy(() -> new Plan(3, 1, List.of(List.of(a, b))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one port");
    assertThatThrownBy(() -> new Plan(3, 1, List.of(List.of(new Transfer(0, 1, 0, 2, true)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no message of 1 parts");
  }

  @Test
  void oneRankIsNoAllReduce() {
    for (int n : new int[] {-1, 0, 1, 1025}) {
      assertThatThrownBy(() -> Algorithm.RING.plan(n))
          .isInstanceOf(BadInput.class)
          .hasMessage("an all-reduce has 2..1024 ranks (got " + n + ")");
    }
  }
}
