package lab.cli.render;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;

/**
 * What changed between two pictures, found by the keys of things alone.
 *
 * <p>A changed thing is named {@code piece/thing}, as in {@code memory/x}; a single cell of a table
 * {@code piece/row/2}, counted from 0. What is new has changed; what vanished is not named. Whether
 * a thing can be clicked is no part of how it looks.
 */
public final class StageDiff {
  private StageDiff() {}

  /** Keys of what differs in {@code after}, in the order of the picture. */
  public static Set<String> changed(Stage before, Stage after) {
    Map<String, Object> old = things(before);
    Set<String> changed = new LinkedHashSet<>();
    things(after)
        .forEach((key, thing) -> {
          if (!thing.equals(old.get(key))) {
            changed.add(key);
          }
        });
    return changed;
  }

  /** Keys of what was in {@code before} and is no longer in {@code after}. */
  static Set<String> vanished(Stage before, Stage after) {
    Set<String> vanished = new LinkedHashSet<>(things(before).keySet());
    vanished.removeAll(new HashSet<>(things(after).keySet()));
    return vanished;
  }

  private static Map<String, Object> things(Stage stage) {
    Map<String, Object> things = new LinkedHashMap<>();
    stage.pieces().forEach(p -> collect(p, things));
    return things;
  }

  private static void collect(Piece piece, Map<String, Object> things) {
    String in = piece.key() + "/";
    switch (piece) {
      case Piece.Cells p -> {
        p.cells().forEach(c -> things.put(in + c.key(), List.of(c.label(), c.tone(), c.value())));
        p.marks().forEach(m -> things.put(in + m.key(), m));
      }
      case Piece.Segments p ->
          p.bars()
              .forEach(b -> b.segments().forEach(s -> things.put(in + b.key() + "/" + s.key(), s)));
      case Piece.Lanes p -> {
        p.lanes().forEach(l -> l.spans().forEach(s -> things.put(in + l.key() + "/" + s.key(), s)));
        p.messages().forEach(m -> things.put(in + m.key(), m));
      }
      case Piece.Table p ->
          p.rows()
              .forEach(r -> {
                things.put(in + r.key(), List.of(r.tone(), r.mark()));
                for (int i = 0; i < r.cells().size(); i++) {
                  things.put(in + r.key() + "/" + i, r.cells().get(i));
                }
              });
      case Piece.Links p -> {
        p.nodes().forEach(n -> things.put(in + n.key(), n.clicked(Optional.empty())));
        p.edges().forEach(e -> things.put(in + e.key(), e));
      }
      case Piece.Figures p -> p.figures().forEach(f -> things.put(in + f.key(), f));
      case Plot p -> {
        p.series().forEach(s -> things.put(in + s.key(), s));
        p.rules().forEach(r -> things.put(in + r.key(), r));
      }
    }
  }
}
