package lab.bench.harness;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A known cost, to hold the harness against: each link of the chain needs the result of the one
 * before (a shift, an exclusive or and a multiplication: five or six cycles on current CPUs), so
 * that eight times as many links take eight times as long. Multiplications alone would not do: C2
 * knows that they associate, and computes the factor's powers once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChainBench {
  private static final int SHORT = 100;
  private static final int LONG = 8 * SHORT;

  /** Odd, so that multiplying never loses a bit; a field, so that nothing is known beforehand. */
  private long factor = 0x9E3779B97F4A7C15L;

  /** As many links as asked for: a parameter to sweep. */
  @State(Scope.Thread)
  public static class Links {
    @Param("100")
    int links;
  }

  @Benchmark
  public long ofLinks(Links asked) {
    return chain(asked.links);
  }

  @Benchmark
  public long shortChain() {
    return chain(SHORT);
  }

  @Benchmark
  public long longChain() {
    return chain(LONG);
  }

  private long chain(int links) {
    long product = factor;
    for (int i = 0; i < links; i++) {
      product = (product ^ product >>> 32) * factor;
    }
    return product;
  }
}
