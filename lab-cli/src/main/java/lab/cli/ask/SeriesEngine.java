package lab.cli.ask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.cli.answer.Curves;
import lab.cli.answer.HostResult;
import lab.room.Bench;
import lab.room.Benchmark;
import lab.room.Evidence;
import lab.room.Live;
import lab.room.Predicted;
import lab.room.Series;

/**
 * Sweeps a parameter: a benchmark for each curve and point, measured by JMH together so that what
 * disturbs the machine disturbs all of them, or a live program that measures all of it and is told
 * the points by {@code --points=1,8,64}.
 */
public final class SeriesEngine implements Engine {
  private final Engine bench;
  private final Engine live;

  public SeriesEngine(Engine bench, Engine live) {
    this.bench = bench;
    this.live = live;
  }

  @Override
  public String kind() {
    return "series";
  }

  @Override
  public Duration estimate(Evidence evidence, RunContext context) {
    Series series = affordable((Series) evidence, context);
    return series.live().isPresent()
        ? live.estimate(program(series), context)
        : bench.estimate(benchmarks(series), context);
  }

  /** Whoever is in a hurry gets the ends and what lies around the expected place. */
  static Series affordable(Series series, RunContext context) {
    return context.budget().equals(Budget.QUICK) ? series.thinned() : series;
  }

  @Override
  public List<HostResult> run(Evidence evidence, RunContext context) throws InterruptedException {
    Series asked = (Series) evidence;
    Series series = affordable(asked, context);
    // The scores are kept as points of their curves, and not once more.
    RunContext silent = context.reporting(context.progress().finishing(score -> {}));
    List<HostResult> results =
        series.live().isPresent()
            ? live.run(program(series), silent)
            : bench.run(benchmarks(series), silent);
    List<HostResult> kept = new ArrayList<>();
    kept.add(swept(series, results, left(asked, series)));
    // Whatever else a program says stands beside its curves.
    results.stream().filter(HostResult.FactValue.class::isInstance).forEach(kept::add);
    kept.forEach(context.progress()::finished);
    return kept;
  }

  private static Optional<String> left(Series asked, Series measured) {
    return asked.points().equals(measured.points())
        ? Optional.empty()
        : Optional.of(
            "%d of %d points (%s): the budget is quick; --budget=normal measures all of %s"
                .formatted(
                    measured.points().size(),
                    asked.points().size(),
                    words(measured.points()),
                    words(asked.points())));
  }

  private static String words(List<Integer> points) {
    return points.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static Live program(Series series) {
    Live program = series.live().orElseThrow();
    List<String> arguments = new ArrayList<>(program.arguments());
    arguments.add(
        "--points="
            + series.points().stream().map(String::valueOf).collect(Collectors.joining(",")));
    return program.arguments(arguments.toArray(String[]::new));
  }

  private static Bench benchmarks(Series series) {
    List<Benchmark> all = new ArrayList<>();
    for (Series.Curve curve : series.curves()) {
      for (int point : series.points()) {
        Map<String, String> parameters = new LinkedHashMap<>(curve.parameters());
        parameters.put(series.parameter(), Integer.toString(point));
        all.add(new Benchmark(series.label(curve, point), curve.method(), parameters));
      }
    }
    return new Bench(series.claim(), all, "", "", List.of(), series.about(), series.analogue());
  }

  private static HostResult swept(Series series, List<HostResult> results, Optional<String> left) {
    List<Curves.Curve> lines = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (HostResult result : results) {
      if (result instanceof HostResult.Unavailable u) {
        reasons.add(u.reason());
      }
    }
    List<String> notes = new ArrayList<>();
    left.ifPresent(notes::add);
    notes.addAll(reasons);
    for (Series.Curve curve : series.curves()) {
      List<Curves.At> points = new ArrayList<>();
      for (int x : series.points()) {
        String label = series.label(curve, x);
        Optional<HostResult.Scored> score = score(results, label);
        score.ifPresent(s -> points.add(new Curves.At(x, s.score(), s.command(), s.notes())));
        if (score.isEmpty()) {
          notes.add("there is no score of " + label);
        }
      }
      if (points.size() < 2) {
        String reason =
            reasons.isEmpty() ? "fewer than two points were measured" : reasons.getLast();
        return new HostResult.Unavailable(
            "series", series.claim(), test(series), settings(series), series.analogue(), reason);
      }
      lines.add(new Curves.Curve(curve.label(), points));
    }
    return new HostResult.Swept(
        series.kind(),
        series.claim(),
        test(series),
        settings(series),
        series.analogue(),
        series.about(),
        new Curves(
            series.parameter(),
            series.unit(),
            series.points(),
            lines,
            series.predicted().stream().map(p -> predicted(series, p)).toList()),
        notes);
  }

  private static Curves.Predicted predicted(Series series, Predicted said) {
    return new Curves.Predicted(
        said.label(),
        said.of(),
        said.fit().name().toLowerCase(Locale.ROOT),
        series.points().stream()
            .map(x -> new Curves.Predicted.Point(x, said.cost().applyAsDouble(x)))
            .toList());
  }

  private static Optional<HostResult.Scored> score(List<HostResult> results, String label) {
    return results.stream()
        .filter(HostResult.Scored.class::isInstance)
        .map(HostResult.Scored.class::cast)
        .filter(s -> s.label().equals(label))
        .findFirst();
  }

  private static String test(Series series) {
    return series.tests().getFirst();
  }

  private static Map<String, String> settings(Series series) {
    return series.rows().getFirst();
  }
}
