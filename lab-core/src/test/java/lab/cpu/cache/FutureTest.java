package lab.cpu.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;

/** OPT as a policy, which knows one round for ever, against a replay of a whole trace. */
class FutureTest {
  private static final int ROUNDS = 20;

  private static Hierarchy opt(Geometry geometry, long... round) {
    return Hierarchy.foreseeing(Future.of(round), 100, Level.of(geometry, 4).with(Replacement.OPT));
  }

  /** It cannot miss less; and at the end it still keeps what comes in a round that does not. */
  @Test
  void roundAfterRoundItMissesAsTheReplayDoes() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 300; i++) {
      Geometry geometry = new Geometry(1 << random.nextInt(3), 1 + random.nextInt(10), 64);
      long[] round = random.longs(3 + random.nextInt(30), 0, 24).toArray();
      long[] trace = new long[ROUNDS * round.length];
      for (int at = 0; at < trace.length; at++) {
        trace[at] = References.load(round[at % round.length] * 64, 1);
      }
      FlatCaches flat = new FlatCaches(opt(geometry, round));
      flat.replay(trace);
      long least = Optimal.replay(geometry, trace).misses();
      assertThat(flat.counts().misses(0)).isBetween(least, least + geometry.lines());
      assertThat(flat.counts().misses(0))
          .isLessThanOrEqualTo(misses(geometry, Replacement.LRU, trace) + geometry.lines());
      Caches value = Caches.empty(opt(geometry, round));
      int misses = 0;
      for (long r : trace) {
        Caches.Touch touch = value.touch(References.address(r) / 64, false);
        misses += touch.hit() ? 0 : 1;
        value = touch.after();
      }
      assertThat(misses).as("the value's").isEqualTo((int) flat.counts().misses(0));
    }
  }

  private static long misses(Geometry geometry, Replacement policy, long[] trace) {
    FlatCaches caches = new FlatCaches(Hierarchy.of(100, Level.of(geometry, 4).with(policy)));
    caches.replay(trace);
    return caches.counts().misses(0);
  }

  /** One line too many in a loop: once in as many uses as there are ways. */
  @Test
  void oneLineTooManyMissesOnceInAsManyUsesAsThereAreWays() {
    FlatCaches caches = new FlatCaches(opt(new Geometry(1, 4, 64), 0, 1, 2, 3, 4));
    caches.replay(Traces.cyclic(64, 5, 1, 80));
    assertThat(caches.counts().misses(0)).isEqualTo(5 + (400 - 5) / 4);
  }

  @Test
  void whatWasNotForeseenIsRefused() {
    Caches caches = Caches.empty(opt(new Geometry(1, 2, 64), 7, 8));
    assertThatThrownBy(() -> caches.touch(8, false))
        .hasMessage("line 7 alone was foreseen, and 8 is asked for");
    assertThatThrownBy(() -> caches.reference(7 * 64 + 60, 8, false))
        .hasMessage("line 7 alone was foreseen, and 7 is asked for");
    assertThat(caches.touch(7, false).after().touch(8, false).after().touch(7, false).hit())
        .isTrue();
    assertThatThrownBy(
            () -> Hierarchy.of(100, Level.of(new Geometry(1, 2, 64), 4).with(Replacement.OPT)))
        .isInstanceOf(BadInput.class)
        .hasMessage("OPT needs the future: which lines come, round after round");
  }

  @Test
  void theFutureComesRoundAgain() {
    Future future = Future.of(4, 5, 4, 6);
    assertThat(future.until(4, 0)).isZero();
    assertThat(future.until(4, 1)).isEqualTo(1);
    assertThat(future.until(4, 3)).isEqualTo(1);
    assertThat(future.until(5, 2)).isEqualTo(3);
    assertThat(future.until(9, 0)).isEqualTo(Future.NEVER);
    assertThat(future).isEqualTo(Future.of(4, 5, 4, 6)).isNotEqualTo(Future.of(4, 5));
  }
}
