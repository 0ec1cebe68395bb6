package lab.cli.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.stage.Board;
import lab.stage.Piece;
import lab.stage.Stage;

/**
 * A token that is elsewhere than before. It may be in several places at once, as a cache line is.
 *
 * @param token what moved, in words
 * @param from the places that it left
 * @param to the places that it came to
 * @param stays whether it is still where it was, in some place
 */
public record Move(String token, List<String> from, List<String> to, boolean stays) {
  public Move {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /** What moved between two pictures, in the order of the pictures. */
  public static List<Move> between(Stage before, Stage after) {
    Map<String, Map<String, String>> old = places(before);
    Map<String, Map<String, String>> now = places(after);
    Set<String> tokens = new LinkedHashSet<>(old.keySet());
    tokens.addAll(now.keySet());
    List<Move> moves = new ArrayList<>();
    for (String token : tokens) {
      Map<String, String> was = old.getOrDefault(token, Map.of());
      Map<String, String> is = now.getOrDefault(token, Map.of());
      List<String> from = without(was, is);
      List<String> to = without(is, was);
      if (!from.isEmpty() || !to.isEmpty()) {
        moves.add(new Move(token, from, to, from.size() < was.size()));
      }
    }
    return moves;
  }

  private static List<String> without(Map<String, String> these, Map<String, String> those) {
    List<String> rest = new ArrayList<>();
    these.forEach((key, title) -> {
      if (!those.containsKey(key)) {
        rest.add(title);
      }
    });
    return rest;
  }

  /** Of each token, key and title of each place that it is in. */
  private static Map<String, Map<String, String>> places(Stage stage) {
    Map<String, Map<String, String>> places = new LinkedHashMap<>();
    for (Piece piece : stage.pieces()) {
      Optional<Board.Place> place = stage.board().flatMap(b -> b.of(piece.key()));
      String key = place.map(Board.Place::key).orElse(piece.key());
      String title = place.map(Board.Place::title).orElse(piece.key());
      for (String token : tokens(piece)) {
        places.computeIfAbsent(token, t -> new LinkedHashMap<>()).put(key, title);
      }
    }
    return places;
  }

  private static List<String> tokens(Piece piece) {
    return switch (piece) {
      case Piece.Cells p -> p.cells().stream().flatMap(c -> c.token().stream()).toList();
      case Piece.Links p -> p.nodes().stream().flatMap(n -> n.token().stream()).toList();
      case Piece.Lanes p -> p.messages().stream().flatMap(m -> m.token().stream()).toList();
      default -> List.of();
    };
  }

  /** {@code node A moved from the stack to the free list}, without a full stop. */
  public String words() {
    return token + " " + verb();
  }

  private String verb() {
    if (to.isEmpty()) {
      return "left " + String.join(" and ", from);
    }
    String where = String.join(" and ", to);
    if (from.isEmpty()) {
      return "reached " + where + (stays ? " too" : "");
    }
    return "moved from %s to %s".formatted(String.join(" and ", from), where);
  }

  /** The same of several; what moves together is told together. */
  public static List<String> words(List<Move> moves) {
    Map<String, List<String>> together = new LinkedHashMap<>();
    moves.forEach(m -> together.computeIfAbsent(m.verb(), v -> new ArrayList<>()).add(m.token));
    List<String> words = new ArrayList<>();
    together.forEach((verb, tokens) -> words.add(list(tokens) + " " + verb));
    return words;
  }

  private static String list(List<String> tokens) {
    int last = tokens.size() - 1;
    return last == 0
        ? tokens.getFirst()
        : String.join(", ", tokens.subList(0, last)) + " and " + tokens.get(last);
  }
}
