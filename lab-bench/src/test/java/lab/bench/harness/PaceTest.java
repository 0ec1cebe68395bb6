package lab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final BenchPlan PLAN =
      BenchPlan.parse(
          List.of(
              "--warm-up=20",
              "--windows=20",
              "--millis=10",
              "chain|lab.bench.harness.ChainBench.longChain",
              "ring|lab.bench.concurrent.ring.SpscObjectBench.window|ring=lab",
              "slow|lab.bench.concurrent.ring.SpscObjectBench.window|ring=juc-array-blocking"));
  private static final BenchPlan.Item CHAIN = PLAN.items().getFirst();
  private static final BenchPlan.Item RING = PLAN.items().get(1);
  private static final BenchPlan.Item SLOW = PLAN.items().getLast();

  private final Pace pace = new Pace(PLAN);

  @Test
  void aWindowOfItsFullLengthIsOne() {
    assertThat(pace.times(CHAIN)).isEqualTo(1);
    pace.took(CHAIN, 60_000);
    assertThat(pace.times(CHAIN)).isEqualTo(1);
  }

  @Test
  void theFirstForkTellsHowManyFitIntoTheNext() {
    assertThat(pace.times(RING)).isEqualTo(Pace.FIRST);
    pace.took(RING, 450 + 120);
    assertThat(pace.times(RING)).as("a millisecond each, so ten for one of 10 ms").isEqualTo(10);
    pace.took(RING, 450 + 400 * 2);
    assertThat(pace.times(RING)).isEqualTo(5);
    pace.took(RING, 10);
    assertThat(pace.times(RING)).as("faster than a JVM starts").isEqualTo(Pace.MOST);
  }

  @Test
  void eachHasAPaceOfItsOwn() {
    pace.took(SLOW, 450 + 120 * 20);
    assertThat(pace.times(SLOW)).as("20 ms each").isEqualTo(1);
    assertThat(pace.times(RING)).isEqualTo(Pace.FIRST);
  }
}
