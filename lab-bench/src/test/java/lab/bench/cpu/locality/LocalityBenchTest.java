package lab.bench.cpu.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalityBenchTest {
  private static OrderBench order(String order, int kib) {
    OrderBench bench = new OrderBench();
    bench.order = order;
    bench.kib = kib;
    bench.lay();
    return bench;
  }

  private static MatrixBench matrix(String order) {
    MatrixBench bench = new MatrixBench();
    bench.order = order;
    bench.side = 128;
    bench.fill();
    return bench;
  }

  /** 64 KiB are eight windows of 1,024 words; a word holds another one's number, each once. */
  @ParameterizedTest
  @ValueSource(strings = {"random", "sequential"})
  void aPassReadsEveryWordOnce(String order) {
    OrderBench sums = order(order, 64);
    OrderBench chain = order(order, 64);
    long all = 0;
    int at = -1;
    for (int window = 0; window < 8; window++) {
      all += sums.independent();
      sums.check();
      at = chain.dependent();
      chain.check();
      assertThat(at == 0).as("the chain closes behind the last").isEqualTo(window == 7);
    }
    assertThat(all).isEqualTo(8191L * 8192 / 2);
  }

  @ParameterizedTest
  @CsvSource({"random, 64", "sequential, 8"})
  void storesAreMadeAndSeen(String order, int kib) {
    OrderBench bench = order(order, kib);
    bench.stores();
    assertThatCode(bench::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 4, 5120})
  void sizesThatDoNotComeOutEvenAreRefused(int kib) {
    assertThatThrownBy(() -> order("random", kib)).hasMessageContaining("(got " + kib + ")");
  }

  @Test
  void rowsAndColumnsAddUpToTheSame() {
    MatrixBench one = matrix("rows");
    MatrixBench other = matrix("columns");
    assertThat(one.sum()).as("an invocation is the whole matrix").isEqualTo(other.sum());
    one.check();
    other.check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocked", "naive"})
  void aTransposeIsChecked(String order) {
    MatrixBench bench = matrix(order);
    bench.transpose();
    assertThatCode(bench::check).doesNotThrowAnyException();
  }
}
