package lab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.Options;

class BenchPlanTest {
  private static final String CHAIN = "chain|lab.bench.harness.ChainBench.longChain";
  private static final String PAIR = "pair|lab.bench.harness.TwinBench.apart|n=1|m=a=b";

  @Test
  void readsItsArguments() {
    BenchPlan plan =
        BenchPlan.parse(
            List.of(
                "--forks=3",
                "--warm-up=5",
                "--windows=7",
                "--millis=9",
                "--json=j.json",
                "--jvm=-XX:+UseG1GC",
                "--jvm=-Da=b",
                CHAIN,
                PAIR));
    assertThat(plan.rounds()).isEqualTo(3);
    assertThat(plan.windows()).isEqualTo(7);
    assertThat(plan.jmhJson()).contains(Path.of("j.json"));
    assertThat(plan.jvmFlags()).containsExactly("-XX:+UseG1GC", "-Da=b");
    assertThat(plan.items().getLast())
        .isEqualTo(
            new BenchPlan.Item(
                "pair", "lab.bench.harness.TwinBench.apart", Map.of("n", "1", "m", "a=b")));
  }

  @Test
  void refusesWhatIsNoBenchmark() {
    assertThatThrownBy(() -> BenchPlan.parse(List.of("label"))).hasMessageContaining("label");
    assertThatThrownBy(() -> BenchPlan.parse(List.of("l|m|p"))).hasMessageContaining("name=value");
  }

  @Test
  void aWindowOfOneInvocationIsShortSoThereMayBeManyTimesAsMany() throws Exception {
    BenchPlan plan = BenchPlan.parse(List.of("--windows=7", CHAIN, PAIR));
    assertThat(plan.items().stream().map(plan::single)).containsExactly(false, true);
    Options chain = plan.options(plan.items().getFirst(), 1);
    Options pair = plan.options(plan.items().getLast(), 10);
    assertThat(chain.getBenchModes()).containsExactly(Mode.AverageTime);
    assertThat(chain.getMeasurementIterations().get()).isEqualTo(7);
    assertThat(pair.getBenchModes()).containsExactly(Mode.SingleShotTime);
    assertThat(pair.getMeasurementIterations().get()).isEqualTo(70);
  }

  /** As JMH writes a secondary result; its profiler is the first word of its name. */
  @Test
  void aSecondaryResultMayBeTheScore() throws Exception {
    BenchPlan plan = BenchPlan.parse(List.of(CHAIN + ":gc.alloc.rate.norm", CHAIN));
    BenchPlan.Item bytes = plan.items().getFirst();
    assertThat(bytes.benchmark()).isEqualTo("lab.bench.harness.ChainBench.longChain");
    assertThat(bytes.secondary()).contains("gc.alloc.rate.norm");
    assertThat(plan.options(bytes, 1).getProfilers())
        .extracting(p -> p.getKlass())
        .containsExactly("gc");
    assertThat(plan.options(bytes, 1).getIncludes())
        .isEqualTo(plan.options(plan.items().getLast(), 1).getIncludes());
    assertThat(plan.options(plan.items().getLast(), 1).getProfilers()).isEmpty();
  }

  @Test
  void flagsOfThisJvmAreNeverInherited() throws Exception {
    BenchPlan plan = BenchPlan.parse(List.of(CHAIN));
    assertThat(plan.options(plan.items().getFirst(), 1).getJvmArgs().get()).isEmpty();
  }

  @Test
  void thePersonsOptionsComeAfterTheDashes() throws Exception {
    BenchPlan plan =
        BenchPlan.parse(List.of("--jvm=-Da=b", CHAIN, "--", "-f", "4", "-jvmArgs", "-Dc=d"));
    assertThat(plan.rounds()).as("JMH counts the forks").isEqualTo(1);
    Options options = plan.options(plan.items().getFirst(), 1);
    assertThat(options.getForkCount().get()).isEqualTo(4);
    assertThat(options.getJvmArgs().get()).containsExactly("-Da=b", "-Dc=d");
  }

  @Test
  void theyMayNotNameOtherBenchmarks() {
    BenchPlan plan = BenchPlan.parse(List.of(CHAIN, "--", "Other.*"));
    assertThatThrownBy(() -> plan.options(plan.items().getFirst(), 1))
        .isInstanceOf(CommandLineOptionException.class)
        .hasMessageContaining("Other.*");
  }
}
