package lab.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lab.cli.Golden;
import lab.cli.render.Pictures;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class StageJsonTest {
  /** Every primitive; with each form, each tone, something to click and an interval. */
  private static final Stage EVERYTHING =
      Pictures.ALL.and(
          Stage.of(
              cells("row", Piece.Cells.Form.ROW),
              cells("grid", Piece.Cells.Form.GRID),
              new Piece.Table(
                  "rows",
                  "",
                  List.of(),
                  List.of(Piece.Row.of("r", Tone.A, ">", List.of()).doing("t1.read"))),
              new Piece.Links(
                  "nodes",
                  "",
                  List.of(Piece.Node.of("n", "N", 1, 2, Tone.B).doing("t2.pop:A")),
                  List.of()),
              new Plot(
                  "sure",
                  "Sure",
                  "x",
                  "y",
                  List.of(
                      new Plot.Series(
                          "s", "s", Tone.OK, List.of(new Plot.Point(1.5, 2, 1.25, 2.75)))),
                  List.of(),
                  1.5)));

  private static Piece.Cells cells(String key, Piece.Cells.Form form) {
    List<Piece.Cell> cells =
        Arrays.stream(Tone.values())
            .map(t -> Piece.Cell.of(t.name(), "", t).doing("t1.go:" + t.name()))
            .toList();
    return new Piece.Cells(key, "", form, 4, cells, List.of());
  }

  @Test
  void everyPictureIsReadBackEqual() throws Documents.Unreadable {
    assertThat(Golden.check("stage", Documents.text(EVERYTHING), Stage.class))
        .isEqualTo(EVERYTHING);
    assertThat(Documents.read(Documents.text(Pictures.hostile()), Stage.class))
        .as("numbers that are none, and characters that mean harm")
        .isEqualTo(Pictures.hostile());
  }

  /** What could not be clicked in the first documents says nothing of it where it cannot. */
  @Test
  void aSegmentThatIsClickedSaysSo() throws Documents.Unreadable {
    Piece.Segment segment = new Piece.Segment("s", "s", 1, Tone.A, true).doing("app.bypass");
    Piece.Bar bar = new Piece.Bar("b", "b", List.of(segment));
    Stage stage = Stage.of(new Piece.Segments("stages", "", "ns", List.of(bar)));
    String text = Documents.text(stage);
    JsonNode pieces = JsonMapper.shared().readTree(text).get("pieces");
    JsonNode clicked = pieces.get(0).get("bars").get(0).get("segments").get(0);
    assertThat(clicked.get("action").asString()).isEqualTo("app.bypass");
    assertThat(Documents.read(text, Stage.class)).isEqualTo(stage);
  }

  /** A new piece, form or tone is in the golden file before it is in any document. */
  @Test
  void nothingIsMissingFromTheGoldenFile() {
    assertThat(EVERYTHING.pieces().stream().<Class<?>>map(Piece::getClass).distinct())
        .containsExactlyInAnyOrder(
            Stream.of(Piece.class.getPermittedSubclasses()).toArray(Class<?>[]::new));
    String text = Documents.text(EVERYTHING);
    for (Tone tone : Tone.values()) {
      assertThat(text).contains("\"tone\":\"%s\"".formatted(word(tone)));
    }
    for (Piece.Cells.Form form : Piece.Cells.Form.values()) {
      assertThat(text).contains("\"form\":\"%s\"".formatted(word(form)));
    }
    for (Plot.Series.Kind kind : Plot.Series.Kind.values()) {
      assertThat(text).contains("\"kind\":\"%s\"".formatted(word(kind)));
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void everyPrimitiveHasItsTypeAndFields() {
    JsonNode pieces = JsonMapper.shared().readTree(Documents.text(Pictures.ALL)).get("pieces");
    assertThat(pieces.valueStream().map(p -> p.get("type").asString()))
        .startsWith("cells", "segments", "lanes", "table", "links", "plot", "figures");
    assertThat(pieces.get(0).propertyNames())
        .containsExactly("type", "key", "title", "form", "columns", "cells", "marks");
    assertThat(pieces.get(0).get("cells").get(0).toString())
        .isEqualTo("{\"key\":\"s0\",\"label\":\"42\",\"tone\":\"a\",\"action\":null}");
    assertThat(pieces.get(1).get("bars").get(0).get("segments").get(0).toString())
        .isEqualTo(
            "{\"key\":\"kernel\",\"label\":\"kernel\",\"value\":500.0,\"tone\":\"a\",\"removed\":true}");
    assertThat(pieces.get(2).propertyNames())
        .containsExactly("type", "key", "title", "lanes", "messages", "now", "end");
    assertThat(pieces.get(3).get("rows").get(0).propertyNames())
        .containsExactly("key", "cells", "tone", "mark", "action");
    assertThat(pieces.get(4).get("edges").get(1).get("label").asString()).isEqualTo("next");
    assertThat(pieces.get(8).get("layout").asString()).isEqualTo("circle");
    assertThat(pieces.get(8).get("nodes").get(0).get("token").asString()).isEqualTo("chunk 0");
    assertThat(pieces.get(9).get("xScale").asString()).isEqualTo("log");
    assertThat(pieces.get(9).get("control").asString()).isEqualTo("size");
    assertThat(pieces.get(5).get("series").get(0).get("points").toString())
        .isEqualTo("[[0.0,1.0],[4.0,8.0],[8.0,4.0]]");
  }

  /** A click is what a person would type: a step, or a control after the word set. */
  @Test
  void aClickIsWhatAPersonWouldType() throws Documents.Unreadable {
    Piece.Cell cell = Piece.Cell.of("c", "", Tone.IDLE);
    Stage stage =
        Stage.of(
            new Piece.Cells(
                "k",
                "",
                Piece.Cells.Form.ROW,
                0,
                List.of(cell.doing("t1.cas"), cell.clicked(Optional.of(new Click.Set("tag=on")))),
                List.of()));
    JsonNode cells = JsonMapper.shared().readTree(Documents.text(stage)).at("/pieces/0/cells");
    assertThat(cells.valueStream().map(c -> c.get("action").asString()))
        .containsExactly("t1.cas", "set tag=on");
    assertThat(Documents.read(Documents.text(stage), Stage.class)).isEqualTo(stage);
  }

  @Test
  void placesAreWrittenWhereThereAreAny() throws Documents.Unreadable {
    assertThat(Documents.text(Stage.of())).doesNotContain("board");
    String text = Documents.text(Pictures.BOARD);
    JsonNode place = JsonMapper.shared().readTree(text).at("/board/places/2");
    assertThat(place.toString())
        .isEqualTo(
            "{\"key\":\"core B\",\"title\":\"core B\",\"column\":2,\"row\":0,\"width\":1,"
                + "\"tone\":\"b\",\"pieces\":[\"b\"]}");
    assertThat(Documents.read(text, Stage.class)).isEqualTo(Pictures.BOARD);
  }

  @Test
  void aPointOfThreeNumbersIsNone() {
    String text = Documents.text(Pictures.ALL).replace("[4.0,8.0]", "[4.0,8.0,9.0]");
    assertThatThrownBy(() -> Documents.read(text, Stage.class))
        .isInstanceOf(Documents.Unreadable.class)
        .hasMessageContaining("a point is [x, y] or [x, y, low, high], not 3 numbers");
  }
}
