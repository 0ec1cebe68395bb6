package lab.experiments.nic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.experiments.RoomFixture;
import lab.room.Room;
import lab.stage.Board;
import lab.stage.Piece;
import lab.stage.Stage;

/** Where what moves in a story is, before it and behind each of its steps. */
public final class Tokens {
  private Tokens() {}

  /** The titles of the places that hold it. */
  public static List<String> places(Stage stage, String token) {
    Set<String> places = new LinkedHashSet<>();
    for (Piece piece : stage.pieces()) {
      if (piece instanceof Piece.Cells cells
          && cells.cells().stream().anyMatch(c -> c.token().equals(Optional.of(token)))) {
        places.add(stage.board().orElseThrow().of(piece.key()).map(Board.Place::title).orElse(""));
      }
    }
    return List.copyOf(places);
  }

  /** Those at the start and behind each step, written {@code host memory + the NIC}. */
  public static List<String> ways(Room room, String settings, String schedule, String token) {
    List<String> ways = new ArrayList<>();
    String so = "";
    ways.add(way(room, settings, so, token));
    for (String action : schedule.split(",")) {
      so = so.isEmpty() ? action : so + "," + action;
      ways.add(way(room, settings, so, token));
    }
    return ways;
  }

  private static String way(Room room, String settings, String schedule, String token) {
    return String.join(" + ", places(RoomFixture.picture(room, settings, schedule), token));
  }

  /** The piece with that key, which there must be. */
  public static Piece.Cells cells(Stage stage, String key) {
    return (Piece.Cells) stage.piece(key).orElseThrow();
  }

  /** What is written on the cells of that piece. */
  public static List<String> labels(Stage stage, String key) {
    return cells(stage, key).cells().stream().map(Piece.Cell::label).toList();
  }
}
