package lab.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
  @Test
  void aCountIsThatOfAllRowsWhateverTheirOrder() {
    Findings.Counted none = row("mode=plain", 0, "default");
    Findings.Counted some = row("mode=plain", 7, "default");
    assertThat(found(none, some).count("c", "mode=plain")).contains("7 of 20");
    assertThat(found(some, none).count("c", "mode=plain")).contains("7 of 20");
    assertThat(found(none, none).count("c", "")).contains("0 of 20");
    assertThat(found(none).count("c", "mode=opaque")).isEmpty();
    assertThat(found(none).count("other", "")).isEmpty();
    Choice<String> mode = Choice.words("mode", "", List.of("plain", "opaque"));
    assertThat(found(none, some, row("mode=opaque", 0, "default")).counts("c", mode, ""))
        .contains("7 of 20 with plain, 0 of 10 with opaque");
  }

  @Test
  void itIsKnownWhetherACompilerHadAPart() {
    Findings.Counted compiled = row("mode=plain", 0, "default");
    Findings.Counted interpreted = row("mode=plain", 0, "interpreter");
    assertThat(found(interpreted).interpreted("c", "mode=plain")).isTrue();
    assertThat(found(interpreted, compiled).interpreted("c", "mode=plain")).isFalse();
    assertThat(found().interpreted("c", "")).isFalse();
  }

  private static Findings found(Findings.Counted... rows) {
    return new Findings("amd64", List.of(rows), List.of());
  }

  private static Findings.Counted row(String settings, long seen, String jit) {
    Map<String, String> stands = Settings.parse(settings);
    return new Findings.Counted("c", "T", stands, seen, 10, VerdictWord.CONSISTENT, jit);
  }
}
