package lab.stage;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture as data: pieces from top to bottom. The renderers of text, SVG and speech draw it;
 * nothing else draws.
 */
public record Stage(List<Piece> pieces) {
  public Stage {
    pieces = List.copyOf(pieces);
  }

  public static Stage of(Piece... pieces) {
    return new Stage(List.of(pieces));
  }

  /** This picture and another below it; what has a key of this one is not drawn twice. */
  public Stage and(Stage below) {
    List<Piece> all = new ArrayList<>(pieces);
    for (Piece piece : below.pieces) {
      if (!has(piece.key())) {
        all.add(piece);
      }
    }
    return new Stage(all);
  }

  private boolean has(String key) {
    for (Piece piece : pieces) {
      if (piece.key().equals(key)) {
        return true;
      }
    }
    return false;
  }
}
