package lab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** The parts of the explorer where a whole search would not come, or not for certain. */
class PartsTest {
  private static HeapBudget plenty() {
    return new HeapBudget(() -> 1L << 30, () -> {}, 0, 1);
  }

  @Test
  void statesWithEqualHashesAreToldApart() {
    StateLog log = new StateLog(2, plenty());
    Index index = new Index(log, plenty());
    long hash = 0xFFFF_FFFF_0000_0001L;
    assertThat(log.reserve(1_000)).isTrue();
    for (int n = 0; n < 1_000; n++) {
      long[] state = {0, 5, n};
      assertThat(index.reserve(1)).isTrue();
      int slot = index.find(hash, state, 1);
      assertThat(slot).as("state %d is new", n).isNegative();
      log.write(n, state, 1, -1);
      index.put(~slot, hash, n);
    }
    for (int n = 0; n < 1_000; n++) {
      int slot = index.find(hash, new long[] {5, n}, 0);
      assertThat(index.number(slot)).isEqualTo(n);
    }
  }

  @Test
  void statesWithoutNumberAreFoundAndNumberedLater() {
    StateLog log = new StateLog(1, plenty());
    Index index = new Index(log, plenty());
    assertThat(log.reserve(600)).isTrue();
    assertThat(index.reserve(600)).isTrue();
    int[] slots = new int[600];
    index.beginRound();
    for (int n = 0; n < 600; n++) {
      long[] state = {n};
      long hash = StateLog.hash(state, 0, 1) | 0xFFFF_0000_0000_0000L;
      slots[n] = ~index.find(hash, state, 0);
      assertThat(slots[n]).isNotNegative();
      index.putUnnumbered(slots[n], hash, state, 0);
      assertThat(index.find(hash, state, 0)).isEqualTo(slots[n]);
    }
    for (int n = 0; n < 600; n++) {
      long[] state = {n};
      long hash = StateLog.hash(state, 0, 1) | 0xFFFF_0000_0000_0000L;
      log.write(599 - n, state, 0, -1);
      index.setNumber(slots[n], hash, 599 - n);
      assertThat(index.number(index.find(hash, state, 0))).isEqualTo(599 - n);
    }
  }

  @Test
  void theHashOfAStateDependsOnEveryBitOfEveryWord() {
    long[] state = {3, 0, -1};
    long hash = StateLog.hash(state, 0, 3);
    for (int word = 0; word < 3; word++) {
      for (int bit = 0; bit < 64; bit++) {
        state[word] ^= 1L << bit;
        long other = StateLog.hash(state, 0, 3);
        assertThat(Integer.bitCount((int) ((hash ^ other) >>> 32))).isBetween(4, 28);
        assertThat(Integer.bitCount((int) (hash ^ other))).isBetween(4, 28);
        state[word] ^= 1L << bit;
      }
    }
  }

  @Test
  void aBudgetCollectsOnceBeforeItRefuses() {
    long[] free = {100};
    int[] collections = new int[1];
    HeapBudget heap =
        new HeapBudget(
            () -> free[0],
            () -> {
              collections[0]++;
              free[0] = 150;
            },
            20,
            1);
    assertThat(heap.take(80)).isTrue();
    assertThat(collections[0]).as("80 of 100 with 20 to spare").isZero();
    assertThat(heap.take(130)).isTrue();
    assertThat(collections[0]).isEqualTo(1);
    assertThat(heap.take(131)).isFalse();
    heap.give(1);
    assertThat(heap.take(131)).as("130 were measured and 1 was given back").isTrue();
  }

  @Test
  void ofEstimatesOnlyAShareIsHandedOutAtATime() {
    int[] collections = new int[1];
    HeapBudget heap = new HeapBudget(() -> 100, () -> collections[0]++, 20, 4);
    assertThat(heap.take(20)).isTrue();
    assertThat(collections[0]).isZero();
    assertThat(heap.take(20)).isTrue();
    assertThat(collections[0]).isEqualTo(1);
    assertThat(heap.take(21)).isFalse();
  }

  @Test
  void aCrewRunsEachTaskOnceInEachPhase() {
    try (Crew crew = new Crew(4)) {
      for (int phase = 0; phase < 2_000; phase++) {
        AtomicIntegerArray runs = new AtomicIntegerArray(phase % 40);
        crew.run(runs.length(), runs::incrementAndGet);
        for (int i = 0; i < runs.length(); i++) {
          assertThat(runs.get(i)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aCrewThrowsWhatATaskThrewAndGoesOn() {
    try (Crew crew = new Crew(3)) {
      AtomicInteger ran = new AtomicInteger();
      assertThatThrownBy(() ->
              crew.run(
                  1_000,
                  task -> {
                    ran.incrementAndGet();
                    if (task == 3) {
                      throw new AssertionError("task 3");
                    }
                  }))
          .isInstanceOf(AssertionError.class)
          .hasMessage("task 3");
      assertThat(ran.get()).isBetween(4, 1_000);
      ran.set(0);
      crew.run(10, task -> ran.incrementAndGet());
      assertThat(ran.get()).isEqualTo(10);
    }
  }

  @Test
  void aCrewLeavesNoThreadBehind() throws InterruptedException {
    Thread[] helper = new Thread[1];
    try (Crew crew = new Crew(2)) {
      while (helper[0] == null) {
        crew.run(
            64,
            task -> {
              Thread me = Thread.currentThread();
              if (me.getName().startsWith("explore-")) {
                helper[0] = me;
              }
              Thread.onSpinWait();
            });
      }
      assertThat(helper[0].isDaemon()).isTrue();
    }
    helper[0].join(10_000);
    assertThat(helper[0].isAlive()).isFalse();
  }

  @Test
  void limitsKeepTheFirstReason() {
    Limits limits = new Limits(Duration.ofNanos(1), Optional.empty());
    assertThat(limits.reached()).isTrue();
    assertThat(limits.isLate()).isTrue();
    limits.end(Exploration.End.MEMORY);
    assertThat(limits.end()).contains(Exploration.End.TIME);
  }

  @Test
  void aTimeLimitMayBeBeyondWhatNanosecondsCount() {
    Limits limits = new Limits(Duration.ofDays(1_000_000), Optional.empty());
    assertThat(limits.reached()).isFalse();
    assertThat(limits.isLate()).isFalse();
  }

  @Test
  void boundsAreAtLeastOne() {
    assertThatThrownBy(() -> Bounds.DEFAULT.withThreads(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Bounds.DEFAULT.withMaxStates(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Bounds.DEFAULT.withMaxTime(Duration.ZERO))
        .hasMessageContaining("at least 1");
  }
}
