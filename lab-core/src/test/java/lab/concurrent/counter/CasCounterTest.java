package lab.concurrent.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CasCounterTest {

  @Test
  void countsAndTellsOfFailures() {
    CasCounter counter = new CasCounter(4);
    assertThat(counter.getAndAdd(5)).isZero();
    assertThat(counter.update(v -> v * 3)).isZero();
    assertThat(counter.get()).isEqualTo(15);
    boolean[] interfered = {false};
    int failures =
        counter.update(v -> {
          if (!interfered[0]) {
            interfered[0] = true;
            counter.getAndAdd(1);
          }
          return v + 100;
        });
    assertThat(failures).isEqualTo(1);
    assertThat(counter.get()).isEqualTo(116);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CasCounter(-1))
        .withMessage("longestPause must be >= 0: -1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16})
  void everyTicketIsGivenOnce(int longestPause) throws Exception {
    long threads = 4;
    int each = 5_000;
    CasCounter counter = new CasCounter(longestPause);
    List<Future<BitSet>> tickets = new ArrayList<>();
    BitSet all = new BitSet();
    try (ExecutorService pool = Executors.newFixedThreadPool((int) threads)) {
      for (int t = 0; t < threads; t++) {
        tickets.add(
            pool.submit(() -> {
              BitSet mine = new BitSet();
              for (int i = 0; i < each; i++) {
                mine.set((int) counter.getAndAdd(1));
                counter.update(v -> v);
              }
              return mine;
            }));
      }
      for (Future<BitSet> mine : tickets) {
        assertThat(all.intersects(mine.get())).isFalse();
        all.or(mine.get());
      }
    }
    assertThat(all.cardinality()).isEqualTo(threads * each);
    assertThat(counter.get()).isEqualTo(threads * each);
  }

  /** The shipped counter. */
  public static class Shipped {
    private final CasCounter counter = new CasCounter(0);

    @Operation
    public long next() {
      return counter.getAndAdd(1);
    }

    @Operation
    public int twice() {
      return counter.update(v -> 2 * v) >= 0 ? 1 : 0;
    }

    @Operation
    public long get() {
      return counter.get();
    }
  }

  /** Read and write apart: the update between is lost. */
  public static class ReadThenWrite {
    private volatile long value;

    @Operation
    public long next() {
      long v = value;
      value = v + 1;
      return v;
    }
  }

  private static final ModelCheckingOptions OPTIONS =
      new ModelCheckingOptions()
          .iterations(3)
          .invocationsPerIteration(200)
          .threads(2)
          .actorsPerThread(3)
          .actorsBefore(1)
          .actorsAfter(1);

  @Test
  void isLinearizable() {
    OPTIONS.check(Shipped.class);
  }

  @Test
  void isLinearizableUnderStress() {
    new StressOptions()
        .iterations(4)
        .invocationsPerIteration(2_000)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .check(Shipped.class);
  }

  @Test
  void aLostUpdateIsFound() {
    assertThatThrownBy(() -> OPTIONS.check(ReadThenWrite.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("next()");
  }
}
