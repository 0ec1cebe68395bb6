package lab.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.cli.toy.ToyLab;
import lab.room.Bench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The engine with its real child, JMH and forks, on benchmarks of a known cost. */
class BenchEngineTest {
  private static final String CHAIN = "lab.bench.harness.ChainBench.";
  private static final Bench CHAINS =
      Bench.of("longer-costs-more", "short", "long")
          .score("short", CHAIN + "shortChain")
          .score("long", CHAIN + "longChain")
          .score("none", CHAIN + "noChain");

  @TempDir private Path folder;

  private final List<HostResult> reported = new ArrayList<>();
  private int windows;

  @Test
  void measuresWithItsOwnShape() throws InterruptedException, IOException {
    List<HostResult> results = new BenchEngine().run(CHAINS, context(List.of()));
    assertThat(results).isEqualTo(reported).hasSize(3);
    HostResult.Scored shorter = (HostResult.Scored) results.get(0);
    HostResult.Scored longer = (HostResult.Scored) results.get(1);
    // Eight times the work; a busy machine may blur it, but not by a factor of two.
    assertThat(longer.score().median() / shorter.score().median()).isBetween(4.0, 16.0);
    assertThat(shorter.score().low()).isLessThanOrEqualTo(shorter.score().median());
    assertThat(shorter.score().high()).isGreaterThanOrEqualTo(shorter.score().median());
    assertThat(shorter.score().unit()).isEqualTo("ns/op");
    assertThat(shorter.score().samples()).hasSize(2 * 20);
    assertThat(windows).isEqualTo(2 * 2 * 20);
    assertThat(shorter.command()).contains("-XX:+UseG1GC", "org.openjdk.jmh.Main");
    assertThat(shorter.command()).noneMatch(w -> w.contains("TieredStopAtLevel"));
    assertThat(shorter.command()).noneMatch(w -> w.contains(folder.toString()));
    assertThat(((HostResult.Unavailable) results.get(2)).reason())
        .isEqualTo("there is no benchmark lab.bench.harness.ChainBench.noChain");
    JsonNode jmh =
        JsonMapper.shared()
            .readTree(Files.readString(folder.resolve("jmh-longer-costs-more.json")));
    assertThat(jmh.size()).as("one result of JMH per fork").isEqualTo(4);
    assertThat(folder.resolve("jmh-longer-costs-more.json.partial")).doesNotExist();
  }

  @Test
  void whatAsksAboutAClaimAgainWritesOverNothing() throws IOException {
    assertThat(BenchEngine.free(folder, "jmh-c")).isEqualTo("jmh-c");
    Files.createFile(folder.resolve("jmh-c.log"));
    assertThat(BenchEngine.free(folder, "jmh-c")).isEqualTo("jmh-c-2");
    Files.createFile(folder.resolve("jmh-c-2.log"));
    assertThat(BenchEngine.free(folder, "jmh-c")).isEqualTo("jmh-c-3");
  }

  @Test
  void thePersonsOwnOptionsDecide() throws InterruptedException {
    Bench one = Bench.of("c", "short", "short").score("short", CHAIN + "shortChain");
    List<String> options =
        List.of("-f", "1", "-wi", "1", "-w", "10ms", "-i", "12", "-r", "10ms", "-bm", "thrpt");
    HostResult.Scored score =
        (HostResult.Scored) new BenchEngine().run(one, context(options)).getFirst();
    assertThat(score.score().samples()).hasSize(12);
    assertThat(score.score().unit()).isEqualTo("ops/ns");
    assertThat(score.score().moreIsBetter()).isTrue();
    assertThat(score.notes())
        .anyMatch(n -> n.contains("-bm thrpt"))
        .anyMatch(n -> n.contains("one fork"));
  }

  @Test
  void optionsThatJmhDoesNotKnowAreTheReason() throws InterruptedException {
    HostResult result = new BenchEngine().run(CHAINS, context(List.of("--nonsense"))).getFirst();
    assertThat(((HostResult.Unavailable) result).reason()).contains("nonsense");
  }

  private RunContext context(List<String> passedOn) {
    Progress progress =
        new Progress() {
          @Override
          public void begin(String what, Duration expected) {}

          @Override
          public void sample(String label, double value, String unit) {
            windows++;
          }

          @Override
          public void finished(HostResult result) {
            reported.add(result);
          }
        };
    var room = ToyLab.catalog().rooms().getFirst();
    return new RunContext(
        new Selection(room, room.controls().defaults(), List.of(), Optional.empty()),
        Budget.QUICK,
        Duration.ofSeconds(1),
        folder,
        progress,
        passedOn);
  }
}
