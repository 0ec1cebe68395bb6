package lab.cli.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import lab.stage.Plot.Scale;
import org.junit.jupiter.api.Test;

class AxisTest {
  private static Axis linear(double... values) {
    return Axis.of(Scale.LINEAR, DoubleStream.of(values).summaryStatistics(), 0, 100);
  }

  /** Nothing has been counted yet: no scale goes below zero for that. */
  @Test
  void whatIsAllZeroLiesOnTheAxis() {
    assertThat(linear(0, 0, 0).at(0)).isZero();
    assertThat(linear(0).ticks(4)).isEqualTo(List.of(0.0, 0.5, 1.0));
  }

  @Test
  void anotherSingleValueLiesInTheMiddle() {
    assertThat(linear(7, 7).at(7)).isEqualTo(50);
    assertThat(linear(-3).at(-3)).isEqualTo(50);
    assertThat(linear(7).ticks(4)).allMatch(t -> t >= 0 && t <= 14);
  }

  @Test
  void severalValuesReachFromEndToEnd() {
    Axis axis = linear(10, 30);
    assertThat(axis.at(10)).isZero();
    assertThat(axis.at(30)).isEqualTo(100);
    assertThat(axis.at(20)).isEqualTo(50);
  }
}
