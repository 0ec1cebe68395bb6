package lab.explore;

import static lab.explore.Exploration.Outcome.BREAKS;
import static lab.explore.Exploration.Outcome.NO_ANSWER;
import static lab.explore.Exploration.Outcome.REACHED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each bound is run into, with one thread and with several. */
class ExplorerBoundsTest {
  private static final int[] THREADS = {1, 2, 4};

  private static List<Claim<Integer>> claims() {
    return List.of(
        new Claim.Never<>("early", "5000 is not reached", s -> s == 5_000),
        new Claim.Never<>("late", "4000000 is not reached", s -> s == 4_000_000),
        new Claim.Sometimes<>("some", "77 is reached", s -> s == 77),
        new Claim.Stuck<>("stuck", "there is a way on", s -> s > 2_000_000_000));
  }

  /** Without end: 0 leads to 1 and 2, 1 to 3 and 4, … */
  private static Numbers endless(int width) {
    return new Numbers(0, width, s -> new int[] {2 * s + 1, 2 * s + 2}, claims());
  }

  private static void isSoundButBounded(Exploration found, Exploration.End end) {
    assertThat(found.end()).isEqualTo(end);
    assertThat(found.complete()).isFalse();
    assertThat(found.answer("early").outcome()).isEqualTo(BREAKS);
    assertThat(found.answer("early").schedule()).map(Schedule::size).contains(12);
    assertThat(found.answer("late").outcome()).isEqualTo(NO_ANSWER);
    assertThat(found.answer("some").outcome()).isEqualTo(REACHED);
    assertThat(found.answer("stuck").outcome()).isEqualTo(NO_ANSWER);
  }

  @Test
  void mostStates() {
    for (int threads : THREADS) {
      for (int width : new int[] {0, 1, 2}) {
        Bounds bounds = Bounds.DEFAULT.withMaxStates(123_456).withThreads(threads);
        Exploration found = Explorer.explore(endless(width), bounds);
        isSoundButBounded(found, Exploration.End.STATES);
        assertThat(found.states()).isEqualTo(123_456);
        assertThat(found.depth()).isEqualTo(16);
        assertThat(found.extent())
            .matches("bounded at 123,456 states / \\d+\\.\\d seconds \\(most states\\)");
      }
    }
  }

  @Test
  void whatIsBeyondTheLastStateIsNotWritten() {
    // Exactly full segments of the log: a state too many would have no place.
    for (int threads : THREADS) {
      Bounds bounds = Bounds.DEFAULT.withMaxStates(30 * 4_096).withThreads(threads);
      Exploration found = Explorer.explore(endless(1), bounds);
      isSoundButBounded(found, Exploration.End.STATES);
      assertThat(found.states()).isEqualTo(30 * 4_096);
    }
  }

  @Test
  void asManyStatesAsAllowedIsComplete() {
    for (int most = 1; most <= 4; most++) {
      Numbers three = Numbers.graph(claims(), new int[] {1}, new int[] {2, 0});
      Exploration found = Explorer.explore(three, Bounds.DEFAULT.withMaxStates(most));
      assertThat(found.states()).isEqualTo(Math.min(most, 3));
      assertThat(found.complete()).isEqualTo(most >= 3);
      assertThat(found.depth()).isEqualTo(Math.min(most, 3) - 1);
    }
  }

  @Test
  void aStateThatWasReachedButNotSteppedIsStillLookedAt() {
    // 5000 is among the last states that fit.
    Exploration found = Explorer.explore(endless(1), Bounds.DEFAULT.withMaxStates(5_001));
    isSoundButBounded(found, Exploration.End.STATES);
    found = Explorer.explore(endless(1), Bounds.DEFAULT.withMaxStates(5_000));
    assertThat(found.answer("early").outcome()).isEqualTo(NO_ANSWER);
  }

  @Test
  void mostTime() {
    for (int threads : THREADS) {
      Bounds bounds = Bounds.DEFAULT.withMaxTime(Duration.ofMillis(900)).withThreads(threads);
      Exploration found = Explorer.explore(slowly(endless(1)), bounds);
      isSoundButBounded(found, Exploration.End.TIME);
      assertThat(found.took()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(30));
    }
  }

  @Test
  void interruption() throws InterruptedException {
    for (int threads : THREADS) {
      List<Exploration> found = new ArrayList<>();
      List<Boolean> interrupted = new ArrayList<>();
      Thread searching =
          Thread.ofPlatform()
              .start(() -> {
                found.add(
                    Explorer.explore(slowly(endless(1)), Bounds.DEFAULT.withThreads(threads)));
                interrupted.add(Thread.currentThread().isInterrupted());
              });
      Thread.sleep(300);
      searching.interrupt();
      searching.join(TimeUnit.SECONDS.toMillis(10));
      assertThat(searching.isAlive()).isFalse();
      assertThat(found.getFirst().end()).isEqualTo(Exploration.End.INTERRUPTED);
      assertThat(found.getFirst().extent()).endsWith("(interrupted)");
      assertThat(found.getFirst().states()).isPositive();
      assertThat(interrupted).containsExactly(true);
    }
  }

  /** The same machine, so slow behind state 8192 that no test computer comes to its end. */
  private static Numbers slowly(Numbers machine) {
    return new Numbers(
        0,
        machine.width(),
        s -> {
          long until = System.nanoTime() + (s > 8_192 ? 20_000 : 0);
          while (System.nanoTime() < until) {
            Thread.onSpinWait();
          }
          return machine.next().apply(s);
        },
        machine.claims());
  }

  @Test
  void theHeapIsFull() {
    for (int threads : THREADS) {
      for (int width : new int[] {0, 1}) {
        int[] collections = new int[1];
        HeapBudget eightMegabytes =
            new HeapBudget(() -> collections[0] > 0 ? 0 : 8_000_000, () -> collections[0]++, 0, 1);
        Exploration found =
            Explorer.explore(
                endless(width),
                0,
                Explorer.Options.within(Bounds.DEFAULT.withThreads(threads)),
                eightMegabytes,
                RoundSize.USUAL);
        isSoundButBounded(found, Exploration.End.MEMORY);
        assertThat(found.states()).isBetween(10_000L, 500_000L);
        assertThat(collections[0]).isPositive();
      }
    }
  }

  @Test
  void aMachineMayRunOutOfMemoryItself() {
    for (int threads : THREADS) {
      Numbers greedy =
          new Numbers(
              0,
              1,
              s -> {
                if (s == 30_000) {
                  throw new OutOfMemoryError("as if");
                }
                return new int[] {2 * s + 1, 2 * s + 2};
              },
              claims());
      Exploration found = Explorer.explore(greedy, Bounds.DEFAULT.withThreads(threads));
      isSoundButBounded(found, Exploration.End.MEMORY);
    }
  }

  @Test
  void noRoomForTheWayBackLeavesStuckUndecided() {
    Numbers ring = new Numbers(0, 1, s -> new int[] {(s + 1) % 100_000}, claims());
    long[] free = {4_000_000};
    HeapBudget tight = new HeapBudget(() -> free[0], () -> free[0] = 0, 0, 1);
    Exploration found =
        Explorer.explore(ring, 0, Explorer.Options.within(Bounds.DEFAULT), tight, RoundSize.USUAL);
    assertThat(found.complete()).isTrue();
    assertThat(found.answer("stuck").outcome()).isEqualTo(NO_ANSWER);
    assertThat(Explorer.explore(ring, Bounds.DEFAULT).answer("stuck").outcome()).isEqualTo(BREAKS);
  }
}
