package lab.room;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/**
 * One parameter swept, and what is said of the curves: that one falls or lies below another, where
 * one bends, where two cross. The costs at each point are measured by JMH, the parameter being a
 * {@code @Param}, or by a live program that is told the points.
 *
 * @param claim the claim of the room's machine from which the shape follows
 * @param parameter what is swept, by the name that the benchmark or the program knows
 * @param unit what the parameter counts, as in {@code frames for each doorbell}
 * @param points its values, ascending, at least two
 * @param curves what is measured at each of them
 * @param predicted what the model says of them, to be drawn beside what was measured
 * @param expected what should be seen
 * @param live the program that measures all curves, if it is not JMH; it prints a score for each
 *     curve and point, called as {@link #label} says
 */
public record Series(
    String claim,
    String parameter,
    String unit,
    List<Integer> points,
    List<Curve> curves,
    List<Predicted> predicted,
    Shape expected,
    Optional<Live> live,
    String about,
    Optional<String> analogue)
    implements Evidence {

  /**
   * One curve.
   *
   * @param label what it is called; empty if it is the only one
   * @param method benchmark class and method, as in {@link Benchmark}; empty with a live program
   * @param parameters the benchmark's other {@code @Param} fields
   */
  public record Curve(String label, String method, Map<String, String> parameters) {
    public Curve {
      parameters = Ordered.copy(parameters);
    }
  }

  /** What the curves should look like. Curves are named by their labels. */
  public sealed interface Shape {

    /** The curve costs less at its last point than at its first, and nowhere more than before. */
    record Falls(String curve) implements Shape {}

    /** One curve costs less than another at every point. */
    record Below(String less, String more) implements Shape {}

    /**
     * The curve stays level up to a point from {@code from} to {@code to}, behind which it costs at
     * least {@code factor} times what it did at the first.
     */
    record Knee(String curve, int from, int to, double factor) implements Shape {}

    /**
     * The first curve costs less before a point from {@code from} to {@code to}, more behind it.
     */
    record Crosses(String first, String second, int from, int to) implements Shape {}

    /** The curve rises at each of these edges, which ascend. */
    record Rises(String curve, List<Edge> edges) implements Shape {
      public Rises {
        edges = List.copyOf(edges);
        if (edges.isEmpty()) {
          throw new IllegalArgumentException("a curve rises at one edge at least");
        }
      }
    }

    /**
     * Where a curve rises: at the first point at or behind {@code to} it costs at least {@code
     * factor} times what it did at the last point at or before {@code from}.
     *
     * @param name what ends there, as in {@code L1}
     */
    record Edge(String name, int from, int to, double factor) {
      public Edge {
        if (from > to || factor <= 1) {
          throw new IllegalArgumentException(name + " rises to more than it was, from a to b");
        }
      }
    }
  }

  public Series {
    points = List.copyOf(points);
    curves = List.copyOf(curves);
    predicted = List.copyOf(predicted);
    if (points.size() < 2 || !points.equals(List.copyOf(new TreeSet<>(points)))) {
      throw new IllegalArgumentException("points ascend, and are two at least: " + points);
    }
  }

  /** A sweep without curves so far. */
  public static Series of(
      String claim, String parameter, String unit, Shape expected, Integer... points) {
    return of(claim, parameter, unit, expected, List.of(points));
  }

  /** A sweep without curves so far. */
  public static Series of(
      String claim, String parameter, String unit, Shape expected, List<Integer> points) {
    return new Series(
        claim,
        parameter,
        unit,
        points,
        List.of(),
        List.of(),
        expected,
        Optional.empty(),
        "",
        Optional.empty());
  }

  /** What differs in a copy. */
  private final class Copy {
    private List<Integer> points = Series.this.points;
    private List<Curve> curves = Series.this.curves;
    private List<Predicted> predicted = Series.this.predicted;
    private Optional<Live> live = Series.this.live;
    private String about = Series.this.about;
    private Optional<String> analogue = Series.this.analogue;
  }

  private Series with(Consumer<Copy> change) {
    Copy c = new Copy();
    change.accept(c);
    return new Series(
        claim,
        parameter,
        unit,
        c.points,
        c.curves,
        c.predicted,
        expected,
        c.live,
        c.about,
        c.analogue);
  }

  /** The same and a curve that JMH measures. */
  public Series curve(String label, String method, String parameters) {
    return with(c -> c.curves = and(curves, new Curve(label, method, Settings.parse(parameters))));
  }

  /** The same, measured by a program that prints scores of these curves. */
  public Series by(Live program, String... labels) {
    return with(c -> {
      c.live = Optional.of(program);
      c.curves = Arrays.stream(labels).map(l -> new Curve(l, "", Map.of())).toList();
    });
  }

  /**
   * The same, and what the model says of a curve: its costs in a unit of its own, drawn so that
   * they go through the curve's first point.
   */
  public Series predicted(String label, String of, IntToDoubleFunction cost) {
    return with(
        c -> c.predicted = and(predicted, new Predicted(label, of, Predicted.Fit.SCALED, cost)));
  }

  /** As {@link #predicted}, drawn so that they go through the curve's ends. */
  public Series fitted(String label, String of, IntToDoubleFunction cost) {
    return with(
        c -> c.predicted = and(predicted, new Predicted(label, of, Predicted.Fit.FITTED, cost)));
  }

  private static <T> List<T> and(List<T> some, T more) {
    List<T> all = new ArrayList<>(some);
    all.add(more);
    return all;
  }

  /** What is swept, in words. */
  public Series about(String words) {
    return with(c -> c.about = words);
  }

  public Series analogue(String reason) {
    return with(c -> c.analogue = Optional.of(reason));
  }

  /** What the score of a curve at a point is called: {@code padded, burst=4}. */
  public String label(Curve curve, int point) {
    return label(curve.label(), point);
  }

  /** The same, of the curve of that label. */
  public String label(String curve, int point) {
    return label(parameter, curve, point);
  }

  /** The same, where there is no series at hand. */
  public static String label(String parameter, String curve, int point) {
    String at = parameter + "=" + point;
    return curve.isEmpty() ? at : curve + ", " + at;
  }

  /**
   * The same sweep over its ends and the points around where something is expected to happen: what
   * there is time for when somebody is in a hurry.
   */
  public Series thinned() {
    TreeSet<Integer> kept = new TreeSet<>(List.of(points.getFirst(), points.getLast()));
    switch (expected) {
      case Shape.Knee k -> around(k.from(), k.to(), kept);
      case Shape.Crosses c -> around(c.from(), c.to(), kept);
      case Shape.Falls f -> {}
      case Shape.Below b -> {}
      case Shape.Rises r -> r.edges().forEach(e -> ends(e.from(), e.to(), kept));
    }
    return with(c -> c.points = List.copyOf(kept));
  }

  private void around(int from, int to, TreeSet<Integer> kept) {
    ends(from, to, kept);
    kept.addAll(new TreeSet<>(points).subSet(from, true, to, true));
  }

  /** The last point at or before {@code from}, and the first at or behind {@code to}. */
  private void ends(int from, int to, TreeSet<Integer> kept) {
    TreeSet<Integer> all = new TreeSet<>(points);
    Optional.ofNullable(all.floor(from)).ifPresent(kept::add);
    Optional.ofNullable(all.ceiling(to)).ifPresent(kept::add);
  }

  @Override
  public String kind() {
    return "series";
  }

  @Override
  public List<String> tests() {
    return live.map(Live::tests)
        .orElseGet(() -> curves.stream().map(Curve::method).distinct().toList());
  }

  @Override
  public List<Map<String, String>> rows() {
    return List.of(live.map(Live::settings).orElse(Map.of()));
  }

  @Override
  public Series at(Address address) {
    List<Curve> whole =
        curves.stream()
            .map(c ->
                c.method().isEmpty()
                    ? c
                    : new Curve(
                        c.label(),
                        new Benchmark("", c.method(), Map.of()).at(address).method(),
                        c.parameters()))
            .toList();
    return with(c -> {
      c.curves = whole;
      c.live = live.map(program -> program.at(address));
    });
  }
}
