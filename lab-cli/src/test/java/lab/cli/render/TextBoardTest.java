package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places side by side, and pictures in few lines. */
final class TextBoardTest {
  private static final Look PLAIN = new Look(80, true, false);

  private static String draw(Look look, Density density, Stage stage, String... changed) {
    return String.join("\n", new TextRenderer(look).render(stage, Set.of(changed), density)) + "\n";
  }

  private static String compact(Piece piece, String... changed) {
    return draw(PLAIN, Density.COMPACT, Stage.of(piece), changed);
  }

  @Test
  void placesStandSideBySide() {
    assertThat(draw(PLAIN, Density.COMPACT, Pictures.BOARD, "a/cell"))
        .isEqualTo(
            """
            # core A            | bus | = core B
            cache [. the line*] |     | cache [.]
            hit rate 62 percent   cycles 1,240
            """);
    assertThat(draw(new Look(80, false, false), Density.ROOMY, Pictures.BOARD))
        .isEqualTo(
            """
            ◆ core A      │ bus │ ◇ core B
            cache         │     │ cache
            ┌───────────┐ │     │ ┌────┐
            │· the line │ │     │ │· · │
            └───────────┘ │     │ └────┘

            hit rate 62 percent   cycles 1,240
            """);
  }

  @Test
  void placesThatDoNotFitStandBelowEachOther() {
    assertThat(draw(new Look(30, true, false), Density.COMPACT, Pictures.BOARD))
        .isEqualTo(
            """
            # core A           | bus
            cache [. the line] |
            = core B
            cache [.]
            hit rate 62 percent
            cycles 1,240
            """);
  }

  @Test
  void cellsTakeALineWithTheirMarks() {
    assertThat(compact(Pictures.RING, "ring/s2", "ring/head"))
        .isEqualTo("Ring [# 42 ^HEAD*][.][X 7* ^TAIL]\n");
  }

  @Test
  void ofLongCodeTheLinesAroundTheNextOneAreShown() {
    List<Piece.Row> rows =
        IntStream.range(0, 12)
            .mapToObj(i -> Piece.Row.of("p." + i, Tone.IDLE, i == 6 ? ">" : "", "line " + i))
            .toList();
    Piece code = new Piece.Table("p", "", List.of("code"), rows);
    assertThat(compact(code))
        .isEqualTo(
            """
              . line 4
              . line 5
            > . line 6
              . line 7
              . line 8
              . lines 5 to 9 of 12
            """);
    assertThat(draw(PLAIN, Density.ROOMY, Stage.of(code))).contains("line 0", "line 11");
  }

  @Test
  void denseCellsAreSignsByTheirValue() {
    assertThat(compact(Pictures.DENSE))
        .isEqualTo(
            """
            Lines
            ...X::::
            ****X###
            next access is at 4
            """);
    assertThat(draw(new Look(80, false, false), Density.ROOMY, Stage.of(Pictures.DENSE)))
        .contains("░░░✗▒▒▒▒", "▓▓▓▓✗███");
  }

  @Test
  void figuresStandBesideEachOther() {
    assertThat(compact(Pictures.FIGURES, "figures/rate"))
        .isEqualTo("hit rate 62 percent*   cycles 1,240\n");
  }

  @Test
  void aCircleIsTold() {
    assertThat(compact(Pictures.CIRCLE))
        .isEqualTo(
            """
            [# GPU 0 ]--->[. GPU 1 ]--->[. GPU 2 ]
            X GPU 2 -> GPU 0
            """);
  }

  @ParameterizedTest
  @EnumSource(Plot.Series.Kind.class)
  void everyKindOfSeriesIsDrawn(Plot.Series.Kind kind) {
    Plot all = Pictures.KINDS;
    Plot one =
        new Plot(
            "one",
            "",
            "bytes",
            "ns",
            Plot.Scale.LOG,
            Plot.Scale.LOG,
            all.series().stream().filter(s -> s.kind() == kind).toList(),
            List.of(),
            0,
            all.control());
    String drawn = draw(PLAIN, Density.COMPACT, Stage.of(one));
    assertThat(drawn).contains("bytes, log scale", "ns, log scale");
    String glyph = PLAIN.glyph(one.series().getFirst().tone());
    long signs = drawn.lines().filter(l -> l.contains(glyph)).count();
    assertThat(signs).as(drawn).isGreaterThanOrEqualTo(kind == Plot.Series.Kind.BAND ? 1 : 4);
  }

  /** 100 is half-way between 1 and 10,000 where the axis counts in powers. */
  @Test
  void aLogAxisCountsInPowers() {
    var values = IntStream.of(1, 10_000).asDoubleStream().summaryStatistics();
    assertThat(Scaling.part(Plot.Scale.LOG, 100, values, 0)).isEqualTo(0.5);
    assertThat(Scaling.part(Plot.Scale.LINEAR, 100, values, 0)).isLessThan(0.01);
    assertThat(Scaling.part(Plot.Scale.LOG, -5, values, 0)).as("below what can be drawn").isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 39, 40, 80, 120})
  void nothingHostileIsWiderThanTheScreen(int width) {
    for (Density density : Density.values()) {
      for (Look look : List.of(new Look(width, true, false), new Look(width, false, false))) {
        assertThat(new TextRenderer(look).render(Pictures.hostile(), Set.of(), density))
            .allMatch(l -> Text.width(l) <= width, density + " at " + width);
      }
    }
  }

  @Test
  void theRoomiestWayThatFitsIsTaken() {
    TextRenderer renderer = new TextRenderer(PLAIN);
    Stage stage = Stage.of(Pictures.RING);
    assertThat(renderer.render(stage, Set.of(), 5)).hasSize(5);
    assertThat(renderer.render(stage, Set.of(), 4)).hasSize(1);
    assertThat(renderer.render(stage, Set.of(), 0)).hasSize(1);
  }
}
