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
    below.pieces.stream()
        .filter(p -> pieces.stream().noneMatch(q -> q.key().equals(p.key())))
        .forEach(all::add);
    return new Stage(all);
  }
}
