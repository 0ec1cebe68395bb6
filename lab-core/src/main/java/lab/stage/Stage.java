package lab.stage;

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
}
