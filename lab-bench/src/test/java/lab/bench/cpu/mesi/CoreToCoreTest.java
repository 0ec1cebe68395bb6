package lab.bench.cpu.mesi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Over machines that are made up: eight CPUs to a complex, and two threads to a core. */
class CoreToCoreTest {
  private static CoreToCore.Looking madeUp() {
    return (one, other) -> OptionalDouble.of(one / 8 == other / 8 ? 25 : 105);
  }

  @Test
  void everyPairIsLookedAtInBothDirections() throws Exception {
    List<Integer> cpus = List.of(0, 3, 9);
    AtomicInteger left = new AtomicInteger(30);
    CoreToCore.Found found = CoreToCore.look(cpus, madeUp(), () -> left.getAndDecrement() > 0);
    assertThat(found.sampled()).isFalse();
    double[][] medians = found.medians();
    assertThat(medians[0]).containsExactly(Double.NaN, 25, 105);
    assertThat(medians[1]).containsExactly(25, Double.NaN, 105);
    assertThat(medians[2]).containsExactly(105, 105, Double.NaN);
  }

  @Test
  void whereTimeEndsThePairsAreASample() throws Exception {
    List<Integer> cpus = IntStream.range(0, 192).boxed().toList();
    AtomicInteger left = new AtomicInteger(2_000);
    CoreToCore.Found found = CoreToCore.look(cpus, madeUp(), () -> left.getAndDecrement() > 0);
    assertThat(found.sampled()).isTrue();
    double[][] medians = found.medians();
    long measured =
        IntStream.range(0, 192)
            .mapToLong(row -> IntStream.range(0, 192).filter(c -> medians[row][c] > 0).count())
            .sum();
    assertThat(measured).isEqualTo(2 * 2_000);
    assertThat(IntStream.range(0, 192))
        .as("the order favours no CPU")
        .allMatch(row -> IntStream.range(0, 192).anyMatch(c -> medians[row][c] > 0));
  }

  @Test
  void aPairThatDoesNotAnswerIsNotMeasured() throws Exception {
    AtomicInteger left = new AtomicInteger(12);
    CoreToCore.Found found =
        CoreToCore.look(
            List.of(0, 1, 2),
            (one, other) -> other == 2 ? OptionalDouble.empty() : OptionalDouble.of(9),
            () -> left.getAndDecrement() > 0);
    assertThat(found.medians()[0]).containsExactly(Double.NaN, 9, Double.NaN);
    assertThat(found.sampled()).isTrue();
  }

  @Test
  void theMedianIsTheMiddle() {
    assertThat(CoreToCore.median(List.of())).isNaN();
    assertThat(CoreToCore.median(List.of(3.0, 1.0, 90.0))).isEqualTo(3);
    assertThat(CoreToCore.median(List.of(4.0, 1.0))).isEqualTo(2.5);
  }
}
