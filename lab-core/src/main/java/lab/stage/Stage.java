package lab.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A picture as data: pieces, and where they are. Without a board they stand one below the other;
 * what is in no place of a board stands below it. A place may name pieces that this picture does
 * not have. The renderers of text, SVG, HTML and speech draw it; nothing else draws.
 */
public record Stage(List<Piece> pieces, Optional<Board> board) {
  public Stage {
    pieces = List.copyOf(pieces);
  }

  /** Without a board. */
  public Stage(List<Piece> pieces) {
    this(pieces, Optional.empty());
  }

  public static Stage of(Piece... pieces) {
    return new Stage(List.of(pieces));
  }

  /** The same pieces, in these places. */
  public Stage in(Board.Place... places) {
    return new Stage(pieces, Optional.of(new Board(List.of(places))));
  }

  /** The piece of that key. */
  public Optional<Piece> piece(String key) {
    return find(pieces, key);
  }

  /** What is in no place, from top to bottom. */
  public List<Piece> unplaced() {
    List<Piece> rest = new ArrayList<>();
    for (Piece piece : pieces) {
      if (board.isEmpty() || board.get().of(piece.key()).isEmpty()) {
        rest.add(piece);
      }
    }
    return rest;
  }

  /**
   * This picture and another below it; what has a key of this one is not drawn twice, and what is
   * in a place of that name joins it there.
   */
  public Stage and(Stage below) {
    List<Piece> all = new ArrayList<>(pieces);
    for (Piece piece : below.pieces) {
      if (piece(piece.key()).isEmpty()) {
        all.add(piece);
      }
    }
    Optional<Board> both =
        board.isEmpty() ? below.board : board.map(b -> below.board.map(b::and).orElse(b));
    return new Stage(all, both);
  }

  private static Optional<Piece> find(List<Piece> pieces, String key) {
    for (Piece piece : pieces) {
      if (piece.key().equals(key)) {
        return Optional.of(piece);
      }
    }
    return Optional.empty();
  }
}
