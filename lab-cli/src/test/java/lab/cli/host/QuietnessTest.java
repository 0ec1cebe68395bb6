package lab.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lab.cli.host.Quietness.Look;
import lab.host.SystemFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietnessTest {
  private static final Look QUIET =
      new Look(Optional.of(0.1), Optional.of(0.01), Optional.of(0.0), 0.001, 200);

  @TempDir private Path root;

  @Test
  void sharesComeFromTheTicksBetweenTwoLooks() throws IOException {
    CpuTimes then = times("1000 0 500 8000 100 10 20 30 0 0", "50 10 5 5");
    // 100 ticks of the two CPUs' 200 were busy, 60 of those ours; 4 were stolen.
    CpuTimes now = times("1080 0 520 8096 100 10 20 34 0 0", "80 20 20 10");
    assertThat(now.othersSince(then)).isEqualTo((100 - 60) / 200.0);
    assertThat(now.stolenSince(then)).isEqualTo(4 / 200.0);
    assertThat(then.othersSince(then)).isZero();
  }

  @Test
  void aNameWithBracketsAndBlanksIsNoObstacle() throws IOException {
    assertThat(times("1 1 1 1 1 1 1 1 0 0", "7 8 9 10").own()).isEqualTo(34);
  }

  @Test
  void aSystemThatShowsNothingIsNoReasonToFail() {
    assertThat(CpuTimes.read(new SystemFiles(root))).isEmpty();
  }

  @Test
  void aQuietMachineIsQuiet() {
    Quietness quiet = Quietness.of(QUIET, QUIET, Optional.of(0.02), Optional.of(0.0));
    assertThat(quiet.quiet()).isTrue();
    assertThat(quiet.reasons()).isEmpty();
  }

  @Test
  void eachDisturbanceSpeaksAgainstIt() {
    Look others = new Look(Optional.of(3.0), Optional.of(0.4), Optional.of(0.0), 0.001, 200);
    Look paused = new Look(Optional.of(0.0), Optional.of(0.0), Optional.of(0.0), 0.6, 9000);
    assertThat(Quietness.of(others, QUIET, Optional.empty(), Optional.empty()).reasons())
        .containsExactly("other processes took 40 % of all CPUs before the run");
    assertThat(Quietness.of(QUIET, paused, Optional.empty(), Optional.empty()).reasons())
        .containsExactly("a spinning thread was kept from running 60 % of the time after the run");
    assertThat(Quietness.of(QUIET, QUIET, Optional.of(0.11), Optional.of(0.03)).reasons())
        .containsExactly(
            "other processes took 11 % of all CPUs during the run",
            "the hypervisor took 3 % of all CPUs during the run");
  }

  @Test
  void aHighLoadAverageAloneIsHistory() {
    Look late = new Look(Optional.of(9.0), Optional.of(0.0), Optional.of(0.0), 0, 100);
    assertThat(Quietness.of(late, QUIET, Optional.empty(), Optional.empty()).quiet()).isTrue();
  }

  private CpuTimes times(String all, String own) throws IOException {
    Files.createDirectories(root.resolve("proc/self"));
    Files.writeString(root.resolve("proc/stat"), "cpu  " + all + "\ncpu0 1 2 3\n");
    Files.writeString(
        root.resolve("proc/self/stat"), "42 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 " + own + " 20 0\n");
    return CpuTimes.read(new SystemFiles(root)).orElseThrow();
  }
}
