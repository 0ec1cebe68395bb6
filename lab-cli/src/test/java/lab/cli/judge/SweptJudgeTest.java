package lab.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.Curves;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Score;
import lab.cli.render.SweptPlot;
import lab.explore.Exploration;
import lab.memorymodel.Architecture;
import lab.room.Series.Shape;
import lab.room.Series.Shape.Edge;
import lab.room.VerdictWord;
import lab.stage.Plot;
import org.junit.jupiter.api.Test;

/** A row for each way in which curves can have the expected shape, another, or none for certain. */
class SweptJudgeTest {
  private static final Shape FALLS = new Shape.Falls("a");
  private static final Shape BELOW = new Shape.Below("a", "b");
  private static final Shape KNEE = new Shape.Knee("a", 4, 8, 2);
  private static final Shape CROSSES = new Shape.Crosses("a", "b", 4, 8);

  @Test
  void aCurveFallsIfItsEndsAreApartAndNothingRises() {
    assertThat(word(FALLS, curve("a", 40, 30, 21, 20))).isEqualTo(VerdictWord.CONFIRMED);
    assertThat(word(FALLS, curve("a", 20, 20, 20, 20))).isEqualTo(VerdictWord.INCONCLUSIVE);
    assertThat(word(FALLS, curve("a", 40, 20, 30, 10))).isEqualTo(VerdictWord.CONTRADICTED);
    assertThat(word(FALLS, curve("a", 20, 20, 20, 40))).isEqualTo(VerdictWord.CONTRADICTED);
    assertThat(word(FALLS, curve("a", 10, 11, 12.5, 14))).isEqualTo(VerdictWord.CONTRADICTED);
    assertThat(sentence(FALLS, curve("a", 40, 30, 21, 20)))
        .isEqualTo("n=2 costs 2.00 (1.86 to 2.16) times as much as n=16");
  }

  @Test
  void oneCurveLiesBelowAnotherAtEveryPoint() {
    Curves.Curve b = curve("b", 20, 30, 40, 50);
    assertThat(word(BELOW, curve("a", 10, 20, 30, 40), b)).isEqualTo(VerdictWord.CONFIRMED);
    assertThat(word(BELOW, curve("a", 10, 20, 40, 40), b)).isEqualTo(VerdictWord.INCONCLUSIVE);
    assertThat(word(BELOW, curve("a", 10, 20, 50, 40), b)).isEqualTo(VerdictWord.CONTRADICTED);
  }

  @Test
  void aKneeIsWhereTheCurveLeavesItsLevel() {
    assertThat(word(KNEE, curve("a", 10, 10, 25, 40))).isEqualTo(VerdictWord.CONFIRMED);
    assertThat(word(KNEE, curve("a", 10, 10, 10, 40))).isEqualTo(VerdictWord.CONFIRMED);
    assertThat(word(KNEE, curve("a", 10, 25, 40, 40)))
        .as("it is not level up to 4")
        .isEqualTo(VerdictWord.CONTRADICTED);
    assertThat(word(new Shape.Knee("a", 2, 3, 2), curve("a", 10, 10, 25, 40)))
        .isEqualTo(VerdictWord.CONTRADICTED);
    assertThat(word(KNEE, curve("a", 10, 10, 11, 12))).isEqualTo(VerdictWord.CONTRADICTED);
    assertThat(word(KNEE, curve("a", 10, 10, 11, 19))).isEqualTo(VerdictWord.INCONCLUSIVE);
    assertThat(word(new Shape.Knee("a", 20, 40, 2), curve("a", 10, 10, 11, 12)))
        .isEqualTo(VerdictWord.INCONCLUSIVE);
    assertThat(sentence(KNEE, curve("a", 10, 10, 25, 40)))
        .isEqualTo("a bends between 4 and 8 things; expected between 4 and 8");
  }

  @Test
  void curvesCrossOnceAndWhereTheyShould() {
    Curves.Curve b = curve("b", 20, 20, 20, 20);
    assertThat(word(CROSSES, curve("a", 10, 15, 30, 40), b)).isEqualTo(VerdictWord.CONFIRMED);
    assertThat(word(CROSSES, curve("a", 10, 15, 20, 40), b)).isEqualTo(VerdictWord.CONFIRMED);
    assertThat(word(new Shape.Crosses("a", "b", 16, 16), curve("a", 10, 30, 30, 40), b))
        .isEqualTo(VerdictWord.CONTRADICTED);
    assertThat(word(CROSSES, curve("a", 10, 10, 10, 10), b)).isEqualTo(VerdictWord.INCONCLUSIVE);
    assertThat(word(CROSSES, curve("a", 10, 30, 10, 30), b)).isEqualTo(VerdictWord.INCONCLUSIVE);
    assertThat(word(CROSSES, curve("a", 30, 30, 10, 10), b)).isEqualTo(VerdictWord.CONTRADICTED);
  }

  @Test
  void throughputThatRisesIsACostThatFalls() {
    Curves.Curve rate = line("a", true, 10, 20, 30, 40);
    assertThat(word(FALLS, rate)).isEqualTo(VerdictWord.CONFIRMED);
  }

  @Test
  void aRestlessMachineAndAnUnclaimedShapeDecideNothing() {
    HostResult.Swept falls = swept(curve("a", 40, 30, 21, 20));
    Judge quiet = new Judge(Architecture.of("amd64"), 0.9, true, List.of());
    ModelAnswer holds = JudgeTest.model(Exploration.Outcome.SAFE);
    assertThat(quiet.swept(holds, FALLS, falls).word()).isEqualTo(VerdictWord.CONFIRMED);
    assertThat(quiet.swept(JudgeTest.model(Exploration.Outcome.REACHED), FALLS, falls).word())
        .isEqualTo(VerdictWord.CONFIRMED);
    assertThat(quiet.swept(JudgeTest.model(Exploration.Outcome.BREAKS), FALLS, falls).word())
        .isEqualTo(VerdictWord.INCONCLUSIVE);
    Judge restless = new Judge(Architecture.of("amd64"), 0.9, true, List.of("others were busy"));
    assertThat(restless.swept(holds, FALLS, falls).word()).isEqualTo(VerdictWord.INCONCLUSIVE);
    assertThat(restless.swept(holds, FALLS, falls).sentence()).endsWith(", but others were busy");
  }

  @Test
  void anEdgeIsSeenWhereTheCostRisesByItsFactor() {
    Shape two = new Shape.Rises("a", List.of(new Edge("L1", 2, 4, 2), new Edge("L2", 4, 16, 1.5)));
    assertThat(word(two, curve("a", 10, 30, 31, 60))).isEqualTo(VerdictWord.CONFIRMED);
    assertThat(sentence(two, curve("a", 10, 30, 31, 60)))
        .isEqualTo(
            "L1: 3.00 (2.64 to 3.44) times from 2 to 4 things; L2: 2.00 (1.90 to 2.10) times from"
                + " 4 to 16 things");
    assertThat(word(two, curve("a", 10, 12, 31, 60))).isEqualTo(VerdictWord.CONTRADICTED);
    assertThat(sentence(two, curve("a", 10, 12, 31, 60))).contains("expected at least 2.0; L2");
    assertThat(word(two, curve("a", 10, 20, 31, 60))).isEqualTo(VerdictWord.INCONCLUSIVE);
    Shape beyond = new Shape.Rises("a", List.of(new Edge("L3", 8, 32, 2)));
    assertThat(word(beyond, curve("a", 10, 20, 31, 60))).isEqualTo(VerdictWord.INCONCLUSIVE);
  }

  @Test
  void whatTheModelSaysIsDrawnInTheUnitOfWhatWasMeasured() {
    Curves.Predicted scaled = predicted("scaled", 1, 2, 4, 8);
    assertThat(drawn(scaled)).containsExactly(40.0, 80.0, 160.0, 320.0);
    Curves.Predicted fitted = predicted("fitted", 9, 7, 5, 1);
    assertThat(drawn(fitted)).containsExactly(40.0, 35.0, 30.0, 20.0);
  }

  /** A line through both of two points would fit whatever was measured. */
  @Test
  void whatIsFittedToBothEndsIsNotDrawnThroughTwoPoints() {
    Curves.Curve two = curve("a", 40, 30);
    assertThat(plot(two, predicted("fitted", 9, 7)).series())
        .extracting(Plot.Series::label)
        .containsExactly("a");
    assertThat(plot(two, predicted("scaled", 1, 2)).series())
        .extracting(Plot.Series::label)
        .containsExactly("the model, scaled to the first point", "a");
  }

  @Test
  void anAxisNamesItsUnitOnce() {
    assertThat(plot(curve("a", 40, 30), predicted("scaled", 1, 2)).xLabel()).isEqualTo("Things");
  }

  private static List<Double> drawn(Curves.Predicted said) {
    Plot plot = plot(curve("a", 40, 30, 21, 20), said);
    return plot.series().getFirst().points().stream().map(p -> p.y()).toList();
  }

  private static Plot plot(Curves.Curve measured, Curves.Predicted said) {
    List<Integer> points = measured.points().stream().map(Curves.At::x).toList();
    Curves curves = new Curves("things", "Things", points, List.of(measured), List.of(said));
    return SweptPlot.piece(
        new HostResult.Swept(
            "series", "c", "B.m", Map.of(), Optional.empty(), "a sweep", curves, List.of()));
  }

  private static Curves.Predicted predicted(String fit, double... costs) {
    List<Curves.Predicted.Point> points = new ArrayList<>();
    for (int i = 0; i < costs.length; i++) {
      points.add(new Curves.Predicted.Point(2 << i, costs[i]));
    }
    return new Curves.Predicted("the model", "a", fit, points);
  }

  @Test
  void thePictureHasThePointsWithTheirIntervals() {
    HostResult.Swept falls = swept(curve("a", 40, 30, 21, 20));
    assertThat(SweptPlot.piece(falls).series().getFirst().points())
        .extracting(p -> p.x() + " " + p.low() + " " + p.y() + " " + p.high())
        .containsExactly(
            "2.0 39.0 40.0 41.0",
            "4.0 29.0 30.0 31.0",
            "8.0 20.0 21.0 22.0",
            "16.0 19.0 20.0 21.0");
  }

  private static VerdictWord word(Shape shape, Curves.Curve... lines) {
    return SweptJudge.judge(shape, swept(lines).series()).word();
  }

  private static String sentence(Shape shape, Curves.Curve... lines) {
    return SweptJudge.judge(shape, swept(lines).series()).sentence();
  }

  private static HostResult.Swept swept(Curves.Curve... curves) {
    return new HostResult.Swept(
        "series",
        "c",
        "B.m",
        Map.of(),
        Optional.empty(),
        "a sweep",
        new Curves("n", "things", List.of(2, 4, 8, 16), List.of(curves)),
        List.of());
  }

  /** Costs at 2, 4, 8 and 16, each give or take 1. */
  private static Curves.Curve curve(String label, double... costs) {
    return line(label, false, costs);
  }

  private static Curves.Curve line(String label, boolean more, double... values) {
    List<Curves.At> points = new ArrayList<>();
    int x = 2;
    for (double value : values) {
      points.add(new Curves.At(x, score(more, value), List.of(), List.of()));
      x *= 2;
    }
    return new Curves.Curve(label, points);
  }

  private static Score score(boolean more, double value) {
    return new Score(
        more ? "ops/s" : "ns/op",
        more,
        value,
        value - 1,
        value + 1,
        List.of(value),
        Optional.empty());
  }
}
