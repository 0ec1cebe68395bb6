package lab.bench.memory.rcu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import lab.bench.harness.LiveAnswers;
import org.junit.jupiter.api.Test;

class GracePeriodsTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final LiveAnswers answers = LiveAnswers.to(new PrintStream(said, true, UTF_8));

  @Test
  void nothingIsPoisonedAfterAGracePeriod() throws Exception {
    GracePeriods.run(new String[] {"after-grace-period", "--millis=300"}, answers);
    assertThat(said.toString(UTF_8))
        .contains("{\"outcome\":\"poison\",\"count\":0}", "longest grace period", "µs")
        .doesNotContain("{\"outcome\":\"whole\",\"count\":0}\n{\"outcome\":\"poison\"")
        .doesNotContain("\"grace periods\",\"value\":0");
  }

  /** The broken twin; if the two threads never met, this test says so by failing. */
  @Test
  void freedAtOncePoisonIsRead() throws Exception {
    for (int i = 0;
        i < 20 && !said.toString(UTF_8).matches("(?s).*poison\",\"count\":[1-9].*");
        i++) {
      GracePeriods.run(new String[] {"now", "--millis=250"}, answers);
    }
    assertThat(said.toString(UTF_8)).containsPattern("poison\",\"count\":[1-9]");
  }

  @Test
  void theArgumentIsAsked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GracePeriods.run(new String[] {"--millis=1"}, answers))
        .withMessageContaining("now or after-grace-period");
  }
}
