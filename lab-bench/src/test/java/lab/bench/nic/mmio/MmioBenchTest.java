package lab.bench.nic.mmio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MmioBenchTest {
  /** One cycle through all lines: shorter ones would stay in a cache. */
  @Test
  void theChaseComesBackAfterAMillionLinesAndNotBefore() {
    MmioBench bench = new MmioBench();
    bench.makeCycle();
    int invocations = (1 << 20) / MmioBench.ACCESSES;
    for (int i = 1; i < invocations; i++) {
      assertThat(bench.dependentLoads())
          .as("after %d accesses", i * MmioBench.ACCESSES)
          .isNotZero();
    }
    assertThat(bench.dependentLoads()).isZero();
  }

  /** Both loops touch the same lines; the stores leave the cycle alone. */
  @Test
  void storesDoNotDisturbTheLoads() {
    MmioBench bench = new MmioBench();
    bench.makeCycle();
    MmioBench untouched = new MmioBench();
    untouched.makeCycle();
    for (int i = 0; i < 8; i++) {
      bench.independentStores();
    }
    for (int i = 0; i < 8; i++) {
      assertThat(bench.dependentLoads()).isEqualTo(untouched.dependentLoads());
    }
  }
}
