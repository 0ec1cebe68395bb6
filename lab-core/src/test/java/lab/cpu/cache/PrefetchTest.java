package lab.cpu.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrefetchTest {
  /** Asked of L1 it is a load that nobody waits for. */
  @Test
  void whatIsPrefetchedIntoL1IsWhereALoadWouldHavePutIt() {
    SplittableRandom random = new SplittableRandom(1);
    for (Inclusion outer : Inclusion.values()) {
      Hierarchy hierarchy =
          Hierarchy.of(
              100,
              Level.of(new Geometry(2, 2, 64), 1),
              Level.of(new Geometry(4, 2, 64), 4).with(outer),
              Level.of(new Geometry(8, 2, 64), 12).with(outer));
      Caches caches = Caches.empty(hierarchy);
      for (int i = 0; i < 2000; i++) {
        long block = random.nextInt(24);
        Caches.Touch touch = caches.touch(block, random.nextInt(4) == 0);
        if (!touch.hit()) {
          Caches.Touch load = caches.touch(block, false);
          Caches.Touch prefetch = caches.prefetch(0, block);
          assertThat(prefetch.after()).isEqualTo(load.after());
          assertThat(prefetch.level()).isEqualTo(-1);
          assertThat(prefetch.counts().accesses(0)).isZero();
        }
        caches = touch.after();
      }
    }
  }

  /** Asked of another level it leaves those inside alone. */
  @Test
  void whatIsPrefetchedIntoL2StaysOutOfL1() {
    Hierarchy hierarchy =
        Hierarchy.of(
            100,
            Level.of(new Geometry(2, 2, 64), 1),
            Level.of(new Geometry(4, 2, 64), 4),
            Level.of(new Geometry(8, 2, 64), 12));
    Caches after = Caches.empty(hierarchy).prefetch(1, 5).after();
    assertThat(after.lines(0)).isEmpty();
    assertThat(after.lines(1)).containsExactly(5L);
    assertThat(after.lines(2)).containsExactly(5L);
  }
}
