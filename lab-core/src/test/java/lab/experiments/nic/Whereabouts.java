package lab.experiments.nic;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.experiments.RoomFixture;
import lab.explore.Schedule;
import lab.room.Room;
import lab.stage.Piece;
import lab.stage.Stage;

/** Where the things of a picture are: what tests of rooms ask of tokens. */
public final class Whereabouts {
  private Whereabouts() {}

  /** The titles of the places that hold the token after each action, from the start on. */
  public static List<String> of(String token, Room room, String settings, String schedule) {
    List<String> actions =
        Schedule.parse(schedule).actions().stream().map(Object::toString).toList();
    return Stream.iterate(0, i -> i <= actions.size(), i -> i + 1)
        .map(i -> String.join(",", actions.subList(0, i)))
        .map(so -> of(token, RoomFixture.picture(room, settings, so)))
        .toList();
  }

  /** The titles of the places that hold the token, joined by {@code and}. */
  public static String of(String token, Stage stage) {
    return String.join(
        " and ",
        stage.board().orElseThrow().places().stream()
            .filter(place ->
                place.pieces().stream()
                    .flatMap(key -> stage.piece(key).stream())
                    .flatMap(Whereabouts::tokens)
                    .anyMatch(token::equals))
            .map(place -> place.title())
            .toList());
  }

  private static Stream<String> tokens(Piece piece) {
    return piece instanceof Piece.Cells cells
        ? cells.cells().stream().map(Piece.Cell::token).flatMap(Optional::stream)
        : Stream.empty();
  }
}
