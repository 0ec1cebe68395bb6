package lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParallelismTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  @Test
  void oneCpuIsExplained() {
    Parallelism one = new Parallelism(1, 0, NONE, NONE);
    assertThat(one.enough()).isFalse();
    assertThat(one.sentence()).contains("one CPU only");
  }

  @Test
  void aBusySecondCpuIsExplained() {
    Parallelism busy = new Parallelism(2, 0.31, OptionalDouble.of(0.3), OptionalDouble.of(26));
    assertThat(busy.enough()).isFalse();
    assertThat(busy.sentence()).contains("31 % of the time", "other work has the CPUs");
  }

  @Test
  void twoFreeCpusAreNamedWithTheirDistance() {
    Parallelism free = new Parallelism(2, 0.995, OptionalDouble.of(1), OptionalDouble.of(157.3));
    assertThat(free.enough()).isTrue();
    assertThat(free.distance()).isEqualTo(Distance.FAR);
    assertThat(free.sentence()).contains("157 ns (far)");
  }

  @Test
  void measuringAnswersInTimeWhateverTheMachineDoes() {
    long start = System.nanoTime();
    Parallelism measured = Parallelism.measure();
    assertThat(measured.free()).isBetween(0.0, 1.0);
    measured.pinned().ifPresent(p -> assertThat(p).isBetween(0.0, 1.0));
    measured.handOverNanos().ifPresent(n -> assertThat(n).isPositive());
    // A third of a second on a quiet machine; the build's may be anything but.
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
  }

  @Test
  void distancesAreClassed() {
    assertThat(Distance.of(26)).isEqualTo(Distance.NEAR);
    assertThat(Distance.of(55)).isEqualTo(Distance.BETWEEN);
    assertThat(Distance.of(160)).isEqualTo(Distance.FAR);
    assertThat(Distance.of(OptionalDouble.of(26), OptionalDouble.of(28))).isEqualTo(Distance.NEAR);
    assertThat(Distance.of(OptionalDouble.of(26), OptionalDouble.of(160)))
        .isEqualTo(Distance.MIXED);
    assertThat(Distance.of(OptionalDouble.of(26), NONE)).isEqualTo(Distance.MIXED);
  }

  @Test
  void nobodyWaitsForAThreadThatDoesNotAnswer() {
    assertThat(new PingPong().measure(100, TimeUnit.MILLISECONDS.toNanos(5))).isEmpty();
  }

  @Test
  void theAnsweringThreadIsReleasedToo() throws InterruptedException {
    PingPong line = new PingPong();
    line.measure(100, TimeUnit.MILLISECONDS.toNanos(1));
    Thread late = Thread.ofPlatform().daemon().start(() -> line.answer(100));
    late.join(TimeUnit.SECONDS.toMillis(5));
    assertThat(late.isAlive()).isFalse();
  }
}
