package lab.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
  @ParameterizedTest
  @CsvSource({
    "quick,10000",
    "normal,60000",
    "long,1800000",
    "250ms,250",
    "20s,20000",
    "5m,300000",
    "2h,7200000"
  })
  void readsWordsAndDurations(String text, long millis) {
    assertThat(Budget.parse(text).perRoom()).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fast", "0s", "-1s", "10", "1.5s", "10 s", "99999999999s"})
  void refusesAnythingElseAndSaysWhatIsPossible(String text) {
    assertThatThrownBy(() -> Budget.parse(text))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("quick, normal, long or a duration")
        .hasMessageContaining("(got " + text + ")");
  }

  @Test
  void keepsTheWord() {
    assertThat(Budget.parse("long").word()).isEqualTo("long");
  }
}
