package lab.experiments.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.experiments.RoomFixture;
import lab.explore.Action;
import lab.explore.Schedule;
import lab.room.Room;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;

/** Where the things of a picture are: what tests of rooms ask of tokens. */
public final class Whereabouts {
  private Whereabouts() {}

  /** The places that hold the token, from the start on and after each action. */
  public static List<String> of(String token, Room room, String settings, String schedule) {
    List<Action> actions = Schedule.parse(schedule).actions();
    List<String> places = new ArrayList<>();
    for (int i = 0; i <= actions.size(); i++) {
      String so = new Schedule(actions.subList(0, i)).toString();
      places.add(of(RoomFixture.picture(room, settings, so)).getOrDefault(token, "nowhere"));
    }
    return places;
  }

  /** Token to the titles of the places that hold it, joined by {@code and}. */
  public static Map<String, String> of(Stage stage) {
    Map<String, String> found = new TreeMap<>();
    for (Place place : stage.board().orElseThrow().places()) {
      place.pieces().stream()
          .flatMap(key -> stage.piece(key).stream())
          .flatMap(Whereabouts::tokens)
          .distinct()
          .forEach(t -> found.merge(t, place.title(), (a, b) -> a + " and " + b));
    }
    return found;
  }

  private static Stream<String> tokens(Piece piece) {
    return switch (piece) {
      case Piece.Cells p -> p.cells().stream().map(Piece.Cell::token).flatMap(Optional::stream);
      case Piece.Links p -> p.nodes().stream().map(Piece.Node::token).flatMap(Optional::stream);
      default -> Stream.empty();
    };
  }
}
