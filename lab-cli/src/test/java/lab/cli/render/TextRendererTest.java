package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextRendererTest {

  private static String box(Piece piece, String... changed) {
    return draw(new Look(80, false, false), Stage.of(piece), changed);
  }

  private static String plain(Piece piece, String... changed) {
    return draw(new Look(80, true, false), Stage.of(piece), changed);
  }

  private static String draw(Look look, Stage stage, String... changed) {
    return String.join("\n", new TextRenderer(look).render(stage, Set.of(changed))) + "\n";
  }

  @Test
  void cells() {
    assertThat(box(Pictures.RING, "ring/s2", "ring/head"))
        .isEqualTo(
            """
            Ring
            ┌─────┬─────┬─────┐
            │◆ 42 │·    │✗ 7* │ ↻
            └─────┴─────┴─────┘
             ▲HEAD*      ▲TAIL
            """);
    assertThat(plain(Pictures.RING))
        .isEqualTo(
            """
            Ring
            +-----+-----+-----+
            |# 42 |.    |X 7  | (back to the first)
            +-----+-----+-----+
             ^HEAD       ^TAIL
            """);
  }

  @Test
  void marksThatDoNotFitBesideEachOtherStandBelowEachOther() {
    Piece crowded =
        new Piece.Cells(
            "c",
            "",
            Piece.Cells.Form.ROW,
            0,
            List.of(Piece.Cell.of("x", "1", Tone.IDLE), Piece.Cell.of("y", "2", Tone.IDLE)),
            List.of(
                new Piece.Mark("m", "HEAD", "x", Tone.A),
                new Piece.Mark("n", "TAIL", "x", Tone.B),
                new Piece.Mark("o", "LAST", "y", Tone.B)));
    assertThat(plain(crowded))
        .isEqualTo(
            """
            +----+----+
            |. 1 |. 2 |
            +----+----+
             ^HEAD
             ^TAIL
                  ^LAST
            """);
  }

  @Test
  void aGridKeepsItsColumns() {
    List<Piece.Cell> cells =
        List.of("a", "b", "c", "d").stream().map(k -> Piece.Cell.of(k, k, Tone.IDLE)).toList();
    assertThat(plain(new Piece.Cells("g", "", Piece.Cells.Form.GRID, 2, cells, List.of())))
        .isEqualTo(
            """
            +----+----+
            |. a |. b |
            +----+----+
            +----+----+
            |. c |. d |
            +----+----+
            """);
  }

  @Test
  void segments() {
    assertThat(plain(Pictures.COSTS, "costs/send/wire"))
        .isEqualTo(
            """
            send |///////////////////////////////////////////======================| 250 ns
                  / kernel 500 removed  = wire 250*
            """);
  }

  @Test
  void lanes() {
    assertThat(box(Pictures.LANES, "lanes/m2"))
        .isEqualTo(
            """
            Hosts
                a                       b
                ──────────────────────  ──────────────────────
             0  ◆ sends
             1  │
                a ─► b: SYN, arrives at 2
             2►
                a ─► b: SYN, arrived
                b ─► a: ACK, lost*
            """);
  }

  @Test
  void tables() {
    assertThat(box(Pictures.TABLE, "code/l0/1", "code/l1"))
        .isEqualTo(
            """
            Code
                line    r0
                ──────  ──
            > ✓ x = 1   0*
              ∅ y = 1
            """);
  }

  @Test
  void tablesThatFitStandSideBySide() {
    Stage two = Stage.of(Pictures.TABLE, Pictures.TABLE, Pictures.RING);
    List<String> lines = new TextRenderer(new Look(80, true, false)).render(two, Set.of());
    assertThat(lines.getFirst()).matches("Code +Code");
    assertThat(new TextRenderer(new Look(40, true, false)).render(two, Set.of()).getFirst())
        .matches("Code +Code");
    Stage wide =
        Stage.of(Pictures.TABLE, new Piece.Table("w", "Wide", List.of("x".repeat(70)), List.of()));
    assertThat(new TextRenderer(new Look(80, true, false)).render(wide, Set.of())).contains("Wide");
  }

  @Test
  void links() {
    assertThat(box(Pictures.LINKS, "stack/b"))
        .isEqualTo(
            """
            [◆ A ]───►[≈ B*]
            [∅ C ]
            ! C ─► A: next
            """);
  }

  @Test
  void plots() {
    assertThat(plain(Pictures.PLOT))
        .isEqualTo(
            """
            cwnd
                    8 |                                  #
                      |                                  |
                      |                                  |
                      |                                  |
                      |                                  |
                      |--- ssthresh 4 -------------------|---------------------------------#
                      |                                  |
                      |                                  |
                      |                                  |
                    1 |#                                 |
                      +---------------------------------------------------------------------
                       0  rtt                                                              8
                       # flow: 4
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 79, 80})
  void nothingIsEverWiderThanTheLookAllows(int width) {
    for (boolean plain : new boolean[] {true, false}) {
      List<String> lines =
          new TextRenderer(new Look(width, plain, false)).render(Pictures.hostile(), Set.of());
      assertThat(lines).allMatch(l -> Text.width(l) <= width);
      assertThat(lines).noneMatch(l -> l.codePoints().anyMatch(Character::isISOControl));
    }
  }

  @Test
  void hostileChangedKeysDoNotWidenAnything() {
    Stage stage = Pictures.hostile();
    Set<String> all = StageDiff.changed(Stage.of(), stage);
    assertThat(new TextRenderer(new Look(80, false, false)).render(stage, all))
        .allMatch(l -> Text.width(l) <= 80);
  }

  @Test
  void everyToneHasAGlyphOfItsOwnOfOneColumn() {
    for (boolean plain : new boolean[] {true, false}) {
      Look look = new Look(80, plain, false);
      List<String> glyphs = List.of(Tone.values()).stream().map(look::glyph).toList();
      assertThat(glyphs).doesNotHaveDuplicates().allMatch(g -> Text.width(g) == 1);
    }
  }

  @Test
  void colourAddsCodesAndNothingElse() {
    String coloured = draw(new Look(80, false, true), Pictures.ALL, "ring/s0");
    assertThat(coloured).contains("\u001b[1;4;34m42\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(draw(new Look(80, false, false), Pictures.ALL, "ring/s0"));
  }

  @Test
  void plainFramesAreAscii() {
    assertThat(draw(new Look(80, true, false), Pictures.ALL).chars()).allMatch(c -> c < 127);
  }
}
