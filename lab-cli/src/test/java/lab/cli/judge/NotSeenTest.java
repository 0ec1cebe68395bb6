package lab.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.room.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotSeenTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          amd64   | plain           | sc tso java | default     | any CPU can show it
          amd64   | opaque          | tso java    | default     | x86-64 can show it
          amd64   | plain           | java        | default     | only a compiler can break it
          amd64   | plain           | java        | interpreter | in program order
          amd64   | plain           | tso java    | interpreter | the interpreter is too slow
          amd64   | opaque          | java        | default     | a CPU such as AArch64 may show it
          amd64   | acquire-release | java        | default     | neither x86-64 nor AArch64
          aarch64 | opaque          | java        | default     | this CPU (aarch64) may show it
          aarch64 | acquire-release | java        | default     | the instructions AArch64 uses
          ppc64le | acquire-release | java        | default     | this CPU (ppc64le) may show it
          """)
  void saysWhetherThisCpuCouldHaveShownIt(
      String arch, String mode, String allowed, String jit, String words) {
    assertThat(
            NotSeen.reason(
                arch,
                row(mode, List.of(allowed.split(" ")), jit, false),
                Optional.empty(),
                0.97,
                true))
        .contains(words)
        .endsWith("looked for 2.0 s");
  }

  @Test
  void theRoomsOwnReasonComesFirst() {
    assertThat(
            NotSeen.reason(
                "amd64",
                row("plain", List.of("java"), "default", false),
                Optional.of("the scheduler took nobody's CPU"),
                0.97,
                true))
        .isEqualTo("the scheduler took nobody's CPU; looked for 2.0 s");
  }

  @Test
  void saysThatTheThreadsSeldomRanAtTheSameTime() {
    assertThat(
            NotSeen.reason(
                "amd64",
                row("plain", List.of("java"), "default", false),
                Optional.empty(),
                0.31,
                false))
        .endsWith("but two threads ran at the same time only 31 % of it");
  }

  @Test
  void saysThatActorsTookTurns() {
    assertThat(
            NotSeen.reason(
                "amd64",
                row("plain", List.of("java"), "default", true),
                Optional.empty(),
                0.97,
                true))
        .contains("time-sliced: more actors than CPUs");
  }

  private static HostResult.Outcomes row(
      String mode, List<String> allowed, String jit, boolean timeSliced) {
    Outcome bad = Outcome.bad("1, 0", "bad");
    return new HostResult.Outcomes(
        "stress",
        "c",
        "t",
        Map.of("mode", mode),
        List.of(new HostResult.Count(bad, allowed, 0)),
        Duration.ofSeconds(2),
        Optional.empty(),
        timeSliced,
        jit,
        List.of(),
        List.of(),
        Optional.empty());
  }
}
