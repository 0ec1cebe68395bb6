package lab.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.stage.Board.Place;
import org.junit.jupiter.api.Test;

/** Pictures and their places put together. */
class StageTest {
  private static Piece piece(String key) {
    return new Piece.Figures(key, "", List.of());
  }

  private static List<String> places(Stage stage) {
    return stage.board().orElseThrow().places().stream()
        .map(p -> p.title() + " " + p.row() + " " + p.pieces())
        .toList();
  }

  @Test
  void whatIsInAPlaceOfThatNameJoinsItThere() {
    Stage ring =
        Stage.of(piece("slots"), piece("next"))
            .in(
                Place.at(0, "producer", Tone.A, "next").called("the producer's core"),
                Place.at(1, "ring", Tone.IDLE, "slots"));
    Stage code =
        Stage.of(piece("producer"), piece("slots"), piece("tail"))
            .in(
                Place.at(0, "producer", Tone.A, "producer"),
                Place.at(0, "memory", Tone.IDLE, "slots", "tail").below(1));
    Stage both = ring.and(code);
    assertThat(both.pieces()).map(Piece::key).containsExactly("slots", "next", "producer", "tail");
    assertThat(places(both))
        .containsExactly(
            "the producer's core 0 [next, producer]", "ring 0 [slots]", "memory 2 [tail]");
    assertThat(both.unplaced()).isEmpty();
  }

  @Test
  void aPlaceThatIsLeftWithNothingGoes() {
    Stage ring = Stage.of(piece("slots")).in(Place.at(0, "ring", Tone.IDLE, "slots"));
    Stage code = Stage.of(piece("slots")).in(Place.at(0, "memory", Tone.IDLE, "slots"));
    assertThat(places(ring.and(code))).containsExactly("ring 0 [slots]");
  }

  @Test
  void withoutABoardThatOfTheOtherIsTaken() {
    Stage board = Stage.of(piece("a")).in(Place.at(0, "left", Tone.A, "a"));
    assertThat(Stage.of(piece("b")).and(board).unplaced()).map(Piece::key).containsExactly("b");
    assertThat(places(board.and(Stage.of(piece("b"))))).containsExactly("left 0 [a]");
    assertThat(Stage.of(piece("b")).board()).isEmpty();
  }

  @Test
  void nothingIsInTwoPlaces() {
    assertThatThrownBy(() ->
            Stage.of(piece("a"))
                .in(Place.at(0, "left", Tone.A, "a"), Place.at(1, "right", Tone.B, "a")))
        .hasMessage("a is in two places");
  }

  @Test
  void aClickThatSetsNamesAControl() {
    assertThatThrownBy(() -> new Click.Set("on")).hasMessageContaining("NAME=VALUE (got on)");
    assertThat(new Click.Set("tag=on").text()).isEqualTo("tag=on");
  }
}
