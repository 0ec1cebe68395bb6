package lab.cli.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cli.answer.Curves;
import lab.room.Series.Shape;
import lab.room.Series.Shape.Edge;
import lab.room.VerdictWord;

/** Whether a curve rises at each edge where it should. */
final class RisesJudge {
  private RisesJudge() {}

  /** What is known of one edge. */
  private record Edged(VerdictWord word, String words) {}

  static SweptJudge.Found judge(Curves swept, Shape.Rises expected) {
    List<Curves.At> points = swept.curve(expected.curve()).orElseThrow().points();
    List<Edged> edges = new ArrayList<>();
    for (Edge edge : expected.edges()) {
      edges.add(edge(swept, points, edge));
    }
    return new SweptJudge.Found(
        worst(edges), String.join("; ", edges.stream().map(Edged::words).toList()));
  }

  /** One edge that is not there contradicts, one that is not clear leaves all open. */
  private static VerdictWord worst(List<Edged> edges) {
    for (VerdictWord word : List.of(VerdictWord.CONTRADICTED, VerdictWord.INCONCLUSIVE)) {
      if (edges.stream().anyMatch(e -> e.word() == word)) {
        return word;
      }
    }
    return VerdictWord.CONFIRMED;
  }

  private static Edged edge(Curves swept, List<Curves.At> points, Edge edge) {
    Optional<Curves.At> before =
        points.stream().filter(p -> p.x() <= edge.from()).reduce((first, later) -> later);
    Optional<Curves.At> behind = points.stream().filter(p -> p.x() >= edge.to()).findFirst();
    if (before.isEmpty() || behind.isEmpty()) {
      return new Edged(
          VerdictWord.INCONCLUSIVE, edge.name() + ": no points were measured on both sides");
    }
    Cost low = Cost.of(before.get().score());
    Cost high = Cost.of(behind.get().score());
    String words =
        "%s: %s times from %d to %d %s"
            .formatted(
                edge.name(),
                SweptJudge.times(high, low),
                before.get().x(),
                behind.get().x(),
                swept.unit());
    Cost least = low.times(edge.factor());
    if (least.below(high)) {
      return new Edged(VerdictWord.CONFIRMED, words);
    }
    String expected = words + ", expected at least " + edge.factor();
    return new Edged(
        high.below(least) ? VerdictWord.CONTRADICTED : VerdictWord.INCONCLUSIVE, expected);
  }
}
