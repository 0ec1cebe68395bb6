package lab.cli.judge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.cli.answer.Curves;
import lab.room.Series.Shape;
import lab.room.VerdictWord;

/**
 * Whether curves have the shape that was expected. Two costs differ if their intervals are apart;
 * what lies within them is noise, and decides nothing.
 */
public final class SweptJudge {

  /** A word, and what it rests on. */
  public record Found(VerdictWord word, String sentence) {}

  private SweptJudge() {}

  public static Found judge(Shape expected, Curves swept) {
    return switch (expected) {
      case Shape.Falls s -> falls(swept, s.curve());
      case Shape.Below s -> below(swept, s.less(), s.more());
      case Shape.Knee s -> knee(swept, s);
      case Shape.Crosses s -> crosses(swept, s);
      case Shape.Rises s -> RisesJudge.judge(swept, s);
    };
  }

  private static Found falls(Curves swept, String curve) {
    List<Curves.At> points = points(swept, curve);
    Cost first = Cost.of(points.getFirst().score());
    Cost last = Cost.of(points.getLast().score());
    String ratio =
        "%s costs %s times as much as %s"
            .formatted(
                at(swept, points.getFirst()), times(first, last), at(swept, points.getLast()));
    for (int i = 1; i < points.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (Cost.of(points.get(j).score()).below(Cost.of(points.get(i).score()))) {
          return new Found(
              VerdictWord.CONTRADICTED,
              "%s costs more than %s; %s"
                  .formatted(at(swept, points.get(i)), at(swept, points.get(j)), ratio));
        }
      }
    }
    return last.below(first)
        ? new Found(VerdictWord.CONFIRMED, ratio)
        : new Found(VerdictWord.INCONCLUSIVE, ratio + ": the intervals of the ends overlap");
  }

  private static Found below(Curves swept, String less, String more) {
    List<Curves.At> a = points(swept, less);
    int apart = 0;
    int compared = 0;
    for (Curves.At point : a) {
      Cost low = Cost.of(point.score());
      Optional<Cost> high = cost(swept, more, point.x());
      if (high.isPresent() && high.get().below(low)) {
        return new Found(
            VerdictWord.CONTRADICTED,
            "%s costs less than %s at %s".formatted(more, less, at(swept, point)));
      }
      compared += high.isPresent() ? 1 : 0;
      apart += high.isPresent() && low.below(high.get()) ? 1 : 0;
    }
    String all = "%s costs less than %s at %d of %d points".formatted(less, more, apart, compared);
    return apart == compared && apart > 0
        ? new Found(VerdictWord.CONFIRMED, all)
        : new Found(VerdictWord.INCONCLUSIVE, all + "; at the others the intervals overlap");
  }

  private static Found knee(Curves swept, Shape.Knee expected) {
    List<Curves.At> points = points(swept, expected.curve());
    Cost level = Cost.of(points.getFirst().score());
    for (int i = 1; i < points.size(); i++) {
      if (level.times(expected.factor()).below(Cost.of(points.get(i).score()))) {
        int from = points.get(i - 1).x();
        int to = points.get(i).x();
        return placed(
            swept,
            "%s bends between %d and %d".formatted(name(expected.curve()), from, to),
            // The curve is level up to from, and not up to to.
            from <= expected.to() && expected.from() < to,
            expected.from(),
            expected.to());
      }
    }
    Cost bent = level.times(expected.factor());
    boolean stays = points.stream().allMatch(p -> Cost.of(p.score()).below(bent));
    boolean farEnough = points.getLast().x() >= expected.to();
    return new Found(
        stays && farEnough ? VerdictWord.CONTRADICTED : VerdictWord.INCONCLUSIVE,
        "%s does not bend up to %s".formatted(name(expected.curve()), at(swept, points.getLast())));
  }

  private static Found crosses(Curves swept, Shape.Crosses expected) {
    int before = -1;
    int behind = -1;
    for (Curves.At point : points(swept, expected.first())) {
      Cost first = Cost.of(point.score());
      Optional<Cost> second = cost(swept, expected.second(), point.x());
      if (second.isPresent() && first.below(second.get()) && behind < 0) {
        before = point.x();
      } else if (second.isPresent() && second.get().below(first) && behind < 0) {
        behind = point.x();
      } else if (second.isPresent() && first.below(second.get())) {
        return before < 0
            ? new Found(
                VerdictWord.CONTRADICTED,
                "%s and %s cross the other way round"
                    .formatted(expected.first(), expected.second()))
            : new Found(
                VerdictWord.INCONCLUSIVE,
                "%s and %s cross more than once".formatted(expected.first(), expected.second()));
      }
    }
    if (before < 0 || behind < 0) {
      return new Found(
          VerdictWord.INCONCLUSIVE,
          "%s and %s do not cross within the points measured"
              .formatted(expected.first(), expected.second()));
    }
    return placed(
        swept,
        "%s and %s cross between %d and %d"
            .formatted(expected.first(), expected.second(), before, behind),
        overlaps(before, behind, expected.from(), expected.to()),
        expected.from(),
        expected.to());
  }

  private static Found placed(Curves swept, String where, boolean there, int from, int to) {
    String expected = from == to ? "at " + from : "between %d and %d".formatted(from, to);
    return new Found(
        there ? VerdictWord.CONFIRMED : VerdictWord.CONTRADICTED,
        "%s %s; expected %s".formatted(where, swept.unit(), expected));
  }

  private static boolean overlaps(int from, int to, int otherFrom, int otherTo) {
    return from <= otherTo && otherFrom <= to;
  }

  private static List<Curves.At> points(Curves swept, String curve) {
    return swept.curve(curve).orElseThrow().points();
  }

  private static Optional<Cost> cost(Curves swept, String curve, int x) {
    return points(swept, curve).stream()
        .filter(p -> p.x() == x)
        .map(p -> Cost.of(p.score()))
        .findFirst();
  }

  private static String at(Curves swept, Curves.At point) {
    return swept.parameter() + "=" + point.x();
  }

  private static String name(String curve) {
    return curve.isEmpty() ? "the curve" : curve;
  }

  /** The ratio of two costs, and between what it lies. */
  static String times(Cost more, Cost less) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        more.middle() / less.middle(),
        more.low() / less.high(),
        more.high() / less.low());
  }
}
