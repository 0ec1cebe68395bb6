package lab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A search that takes long says so now and then, and answers the same. */
class SearchProgressTest {
  private static final long STATES = 32_767;

  /** A binary tree, wide enough for parallel rounds; each state takes 50 µs or longer. */
  private static Numbers slow() {
    return new Numbers(
        0,
        1,
        s -> {
          long until = System.nanoTime() + 50_000;
          while (System.nanoTime() < until) {
            Thread.onSpinWait();
          }
          return s < STATES / 2 ? new int[] {2 * s + 1, 2 * s + 2} : new int[0];
        },
        List.of(new Claim.Never<>("far", "30000 is not reached", s -> s == 30_000)));
  }

  private record Heard(long states, Duration gone, Thread by) {}

  @Test
  void theSearchingThreadTellsHowFarItIs() {
    for (int threads : new int[] {1, 3}) {
      List<Heard> heard = new ArrayList<>();
      AtomicBoolean busy = new AtomicBoolean();
      Explorer.Options options =
          Explorer.Options.within(Bounds.DEFAULT.withThreads(threads))
              .withProgress((states, gone) -> {
                assertThat(busy.getAndSet(true)).as("told twice at once").isFalse();
                LockSupport.parkNanos(1_000_000);
                heard.add(new Heard(states, gone, Thread.currentThread()));
                busy.set(false);
              });
      Exploration found = Explorer.explore(slow(), 0, options);
      assertThat(found.states()).isEqualTo(STATES);
      assertThat(found.answer("far").schedule()).map(Schedule::size).contains(14);
      // 32,767 times 50 µs are 1.6 s, on three threads at least 0.5 s.
      assertThat(heard).hasSizeBetween(threads == 1 ? 4 : 1, (int) found.took().toMillis() / 250);
      assertThat(heard).allMatch(h -> h.by.equals(Thread.currentThread()));
      assertThat(heard).extracting(Heard::states).isSorted().last().matches(s -> s > 1);
      assertThat(heard).allMatch(h -> h.states <= found.states());
      assertThat(heard).extracting(Heard::gone).isSorted();
      assertThat(heard.getFirst().gone).isBetween(Duration.ofMillis(250), found.took());
    }
  }

  @Test
  void aSearchThatIsOverAtOnceSaysNothing() {
    List<Long> heard = new ArrayList<>();
    Explorer.Options options =
        Explorer.Options.within(Bounds.DEFAULT).withProgress((states, gone) -> heard.add(states));
    Numbers three = Numbers.graph(List.of(), new int[] {1}, new int[] {2});
    assertThat(Explorer.explore(three, 0, options).complete()).isTrue();
    assertThat(heard).isEmpty();
  }

  @Test
  void whoHearsMayEndTheSearch() {
    Explorer.Options interrupting =
        Explorer.Options.within(Bounds.DEFAULT)
            .withProgress((states, gone) -> Thread.currentThread().interrupt());
    assertThat(Explorer.explore(slow(), 0, interrupting).end())
        .isEqualTo(Exploration.End.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
    Explorer.Options throwing =
        Explorer.Options.within(Bounds.DEFAULT)
            .withProgress((states, gone) -> {
              throw new IllegalStateException("heard enough");
            });
    assertThatThrownBy(() -> Explorer.explore(slow(), 0, throwing)).hasMessage("heard enough");
  }
}
