package lab.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

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
  }

  public Series {
    points = List.copyOf(points);
    curves = List.copyOf(curves);
    if (points.size() < 2 || !points.equals(List.copyOf(new TreeSet<>(points)))) {
      throw new IllegalArgumentException("points ascend, and are two at least: " + points);
    }
  }

  /** A sweep without curves so far. */
  public static Series of(
      String claim, String parameter, String unit, Shape expected, Integer... points) {
    return new Series(
        claim,
        parameter,
        unit,
        List.of(points),
        List.of(),
        expected,
        Optional.empty(),
        "",
        Optional.empty());
  }

  /** The same and a curve that JMH measures. */
  public Series curve(String label, String method, String parameters) {
    List<Curve> more = new ArrayList<>(curves);
    more.add(new Curve(label, method, Settings.parse(parameters)));
    return new Series(claim, parameter, unit, points, more, expected, live, about, analogue);
  }

  /** The same, measured by a program that prints scores of these curves. */
  public Series by(Live program, String... labels) {
    List<Curve> all = new ArrayList<>();
    for (String label : labels) {
      all.add(new Curve(label, "", Map.of()));
    }
    return new Series(
        claim, parameter, unit, points, all, expected, Optional.of(program), about, analogue);
  }

  /** What is swept, in words. */
  public Series about(String words) {
    return new Series(claim, parameter, unit, points, curves, expected, live, words, analogue);
  }

  public Series analogue(String reason) {
    return new Series(
        claim, parameter, unit, points, curves, expected, live, about, Optional.of(reason));
  }

  /** What the score of a curve at a point is called: {@code padded, burst=4}. */
  public String label(Curve curve, int point) {
    return label(curve.label(), point);
  }

  /** The same, of the curve of that label. */
  public String label(String curve, int point) {
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
    }
    return new Series(
        claim, parameter, unit, List.copyOf(kept), curves, expected, live, about, analogue);
  }

  /** The last point at or before {@code from}, and the first at or behind {@code to}. */
  private void around(int from, int to, TreeSet<Integer> kept) {
    TreeSet<Integer> all = new TreeSet<>(points);
    Optional.ofNullable(all.floor(from)).ifPresent(kept::add);
    Optional.ofNullable(all.ceiling(to)).ifPresent(kept::add);
    kept.addAll(all.subSet(from, true, to, true));
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
    return new Series(
        claim,
        parameter,
        unit,
        points,
        whole,
        expected,
        live.map(program -> program.at(address)),
        about,
        analogue);
  }
}
