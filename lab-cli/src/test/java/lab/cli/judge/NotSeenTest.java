package lab.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.memorymodel.Architecture;
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
          amd64   | acquire-release | java        | default     | a CPU such as POWER may show it
          aarch64 | plain           | java        | default     | AArch64 or a compiler may show it
          aarch64 | opaque          | java        | default     | AArch64 may show it
          aarch64 | acquire-release | java        | default     | what HotSpot emits for acquire
          aarch64 | acquire-release | tso java    | default     | AArch64 may show it
          ppc64le | acquire-release | java        | default     | POWER may show it
          s390x   | opaque          | java        | default     | z/Architecture keeps this order
          s390x   | opaque          | tso java    | default     | z/Architecture can show it
          sparc9  | opaque          | java        | default     | this CPU (sparc9) may show it
          """)
  void saysWhetherThisCpuCouldHaveShownIt(
      String arch, String mode, String allowed, String jit, String words) {
    assertThat(
            NotSeen.reason(
                Architecture.of(arch),
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
                Architecture.of("amd64"),
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
                Architecture.of("amd64"),
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
                Architecture.of("amd64"),
                row("plain", List.of("java"), "default", true),
                Optional.empty(),
                0.97,
                true))
        .contains("time-sliced: more actors than CPUs");
  }

  private static HostResult.Outcomes row(
      String mode, List<String> allowed, String jit, boolean timeSliced) {
    Count bad = new Count("1, 0", "bad", Optional.of("c"), allowed, 0);
    return new HostResult.Outcomes(
        "stress",
        "c",
        "t",
        Map.of("mode", mode),
        Optional.of(false),
        Optional.empty(),
        jit,
        List.of(bad),
        2_000,
        Optional.empty(),
        timeSliced,
        List.of(),
        List.of());
  }
}
