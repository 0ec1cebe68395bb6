package lab.cli.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.cli.answer.Curves;
import lab.cli.answer.HostResult;
import lab.cli.answer.Score;
import lab.cli.render.html.Html;
import org.junit.jupiter.api.Test;

class CurveTableTest {
  private static final Score SCORE =
      new Score("ns/op", false, 2, 1, 3, List.of(2.0), Optional.empty());

  @Test
  void aPointThatWasAskedForAndNotMeasuredIsNamed() {
    assertThat(written(curve("near", 2, 4, 8), curve("far", 2)))
        .contains("Not measured: far at kib 4, 8.")
        .doesNotContain("near at");
    assertThat(written(curve("", 2, 8))).contains("Not measured: kib 4.");
    assertThat(written(curve("", 2, 4, 8))).doesNotContain("Not measured");
  }

  private static String written(Curves.Curve... curves) {
    Html html = new Html();
    new CurveTable(html)
        .write(
            new HostResult.Swept(
                "series",
                "c",
                "B.m",
                Map.of(),
                Optional.empty(),
                "a sweep",
                new Curves("kib", "KiB", List.of(2, 4, 8), List.of(curves)),
                List.of()));
    return html.toString();
  }

  private static Curves.Curve curve(String label, int... points) {
    return new Curves.Curve(
        label,
        IntStream.of(points).mapToObj(x -> new Curves.At(x, SCORE, List.of(), List.of())).toList());
  }
}
