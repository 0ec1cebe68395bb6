package lab.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0;0",
        "-0.0;0",
        "7;7",
        "-1234567;-1,234,567",
        "999999999999999;999,999,999,999,999",
        "1e15;1e15",
        "1.2345e18;1.235e18",
        "-9.9999e18;-1e19",
        "1e300;1e300",
        "0.5;0.5",
        "3.14159;3.142",
        "42.195;42.2",
        "123.456;123.5",
        "1234.5;1,235",
        "999.96;1,000",
        "0.00012345;0.0001235",
        "0.000012346;1.235e-5",
        "4.9e-324;4.941e-324",
        "NaN;not a number",
        "-Infinity;-infinity"
      })
  void numbersHaveNoNeedlessDigits(double value, String text) {
    assertThat(Numbers.text(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1,writes,1 write",
    "2,writes,2 writes",
    "1,entries,1 entry",
    "1,ns,1 ns",
    "1,bytes/s,1 bytes/s",
    "1,percent,1 percent",
    "1,'',1"
  })
  void oneOfThemIsSingular(double value, String unit, String text) {
    assertThat(Numbers.text(value, unit)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"3,3", "2.25,2.3", "-0.04,0", "-7.5,-7.5", "1e6,1000000"})
  void coordinatesHaveOneDecimalAtMost(double value, String text) {
    assertThat(Numbers.coordinate(value)).isEqualTo(text);
  }

  @Test
  void everyLanguageReadsTheSame() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Numbers.text(12345.678)).isEqualTo("12,346");
      assertThat(Numbers.text(1.5)).isEqualTo("1.5");
    } finally {
      Locale.setDefault(before);
    }
  }
}
