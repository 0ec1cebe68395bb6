package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;

/** Tokens are found where they are, and said to have moved where they are elsewhere. */
final class MoveTest {

  private static List<String> moves(Stage before, Stage after) {
    return Move.words(Move.between(before, after));
  }

  @Test
  void fromOnePlaceToAnother() {
    assertThat(moves(Pictures.board("the line", ""), Pictures.board("", "the line")))
        .containsExactly("the line moved from core A to core B");
  }

  @Test
  void whatIsInTwoPlacesIsThereToo() {
    Stage one = Pictures.board("the line", "");
    Stage both = Pictures.board("the line", "the line");
    assertThat(moves(one, both)).containsExactly("the line reached core B too");
    assertThat(moves(both, one)).containsExactly("the line left core B");
  }

  @Test
  void whatComesAndGoes() {
    assertThat(moves(Pictures.board("", ""), Pictures.board("", "the line")))
        .containsExactly("the line reached core B");
    assertThat(moves(Pictures.board("the line", ""), Pictures.board("", "")))
        .containsExactly("the line left core A");
  }

  @Test
  void whatMovesTogetherIsToldTogether() {
    Stage before = slots("packet 1", "packet 2").and(Stage.of(Pictures.CIRCLE));
    assertThat(moves(before, Stage.of()))
        .containsExactly("packet 1 and packet 2 left ring", "chunk 0 left circle");
    assertThat(Move.between(before, Stage.of())).hasSize(3);
  }

  @Test
  void whatStaysInItsPlaceHasNotMoved() {
    assertThat(moves(Pictures.BOARD, Pictures.BOARD)).isEmpty();
    Stage slots = slots("packet 1", "");
    assertThat(moves(slots, slots("", "packet 1"))).as("another slot of the same ring").isEmpty();
  }

  /** Where there is no board, a piece is a place. */
  @Test
  void withoutABoardAPieceIsAPlace() {
    Stage before = Stage.of(Pictures.CIRCLE);
    assertThat(moves(before, Stage.of())).containsExactly("chunk 0 left circle");
  }

  private static Stage slots(String first, String second) {
    return Stage.of(
            new Piece.Cells(
                "ring",
                "",
                Piece.Cells.Form.RING,
                0,
                List.of(slot("s0", first), slot("s1", second)),
                List.of()))
        .in(Place.at(0, "ring", Tone.IDLE, "ring"));
  }

  private static Piece.Cell slot(String key, String token) {
    Piece.Cell cell = Piece.Cell.of(key, token, Tone.IDLE);
    return token.isEmpty() ? cell : cell.holding(token);
  }
}
