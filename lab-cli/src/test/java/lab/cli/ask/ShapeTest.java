package lab.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void quickIsTwoForksAndStaysInItsShare() {
    Shape shape = Shape.of(Duration.ofSeconds(10), 3);
    assertThat(shape.forks()).isEqualTo(2);
    assertThat(shape.windows()).isEqualTo(60);
    assertThat(shape.duration(3)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void littleTimeMeansFewerWindowsButNeverFewerThanTwoForks() {
    Shape shape = Shape.of(Duration.ofSeconds(1), 4);
    assertThat(shape.forks()).isEqualTo(2);
    assertThat(shape.windows()).isEqualTo(20);
  }

  @Test
  void moreTimeGoesIntoForksThenIntoWindows() {
    assertThat(Shape.of(Duration.ofSeconds(20), 3).forks()).isEqualTo(4);
    Shape most = Shape.of(Duration.ofMinutes(30), 3);
    assertThat(most.forks()).isEqualTo(10);
    assertThat(most.windows()).isEqualTo(500);
  }
}
