package lab.experiments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.explore.Action;
import lab.explore.Schedule;
import lab.room.Room;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;

/** Where the things of a picture are: what tests of rooms ask of tokens. */
public final class Whereabouts {
  private Whereabouts() {}

  /** {@link #of(String, Stage)} from the start on and after each action. */
  public static List<String> of(String token, Room room, String settings, String schedule) {
    List<Action> actions = Schedule.parse(schedule).actions();
    return IntStream.rangeClosed(0, actions.size())
        .mapToObj(i -> new Schedule(actions.subList(0, i)).toString())
        .map(so -> of(token, RoomFixture.picture(room, settings, so)))
        .toList();
  }

  /** The titles of the places that hold the token, joined by {@code and}; empty for none. */
  public static String of(String token, Stage stage) {
    return String.join(" and ", places(stage, token));
  }

  /** The titles of the places that hold the token, in the order of the board. */
  public static List<String> places(Stage stage, String token) {
    return stage.board().orElseThrow().places().stream()
        .filter(place ->
            place.pieces().stream()
                .flatMap(key -> stage.piece(key).stream())
                .flatMap(Whereabouts::tokens)
                .anyMatch(token::equals))
        .map(Place::title)
        .toList();
  }

  /** Every token of the picture and where it is. */
  public static Map<String, String> all(Stage stage) {
    Map<String, String> all = new TreeMap<>();
    stage.pieces().stream().flatMap(Whereabouts::tokens).forEach(t -> all.put(t, of(t, stage)));
    return all;
  }

  private static Stream<String> tokens(Piece piece) {
    return switch (piece) {
      case Piece.Cells p -> p.cells().stream().map(Piece.Cell::token).flatMap(Optional::stream);
      case Piece.Links p -> p.nodes().stream().map(Piece.Node::token).flatMap(Optional::stream);
      default -> Stream.empty();
    };
  }
}
