package lab.cli.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.cli.answer.HostResult;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Score;
import lab.cli.render.html.Html;
import lab.cli.report.html.IntervalChart.Bar;
import lab.cli.report.kept.Phrases;
import lab.stage.Tone;

/** What was scored of a claim: a chart for each unit, and a table behind it. */
final class ScoreCharts {
  private static final List<String> COLUMNS =
      List.of("variant", "median", "low", "high", "windows", "unit", "notes");

  private final Html html;
  private final RunDocument run;

  ScoreCharts(Html html, RunDocument run) {
    this.html = html;
    this.run = run;
  }

  void write(String claim) {
    Map<String, List<HostResult.Scored>> units = new LinkedHashMap<>();
    for (HostResult result : run.host()) {
      if (result instanceof HostResult.Scored s && s.claim().equals(claim)) {
        units.computeIfAbsent(s.score().unit(), _ -> new ArrayList<>()).add(s);
      }
    }
    units.forEach((unit, scores) -> chart(claim, unit, scores));
  }

  private void chart(String claim, String unit, List<HostResult.Scored> scores) {
    Scale scale =
        Scale.of(
            scores.stream().map(s -> s.score().median()).toList(),
            scores.stream().flatMap(s -> all(s.score())).toList());
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      Score s = scores.get(i).score();
      bars.add(
          new Bar(
              (i + 1) + ". " + scores.get(i).label(),
              words(s) + overlaps(i, scores),
              s.low(),
              s.median(),
              s.high(),
              s.samples(),
              i % 2 == 0 ? Tone.A : Tone.B));
    }
    new IntervalChart(html, scale)
        .write(
            claim + ", " + unit,
            caption(scores, unit),
            bars,
            unit + (scores.getFirst().score().moreIsBetter() ? ", more is better" : ""));
    table(claim, scores);
  }

  private static Stream<Double> all(Score s) {
    return Stream.concat(Stream.of(s.low(), s.median(), s.high()), s.samples().stream());
  }

  /** A benchmark has forks; a live program is run several times. */
  private static String caption(List<HostResult.Scored> scores, String unit) {
    List<String> of =
        scores.stream().map(s -> s.kind().equals("bench") ? "forks'" : "runs'").distinct().toList();
    return ("%s. Bar: median of the %s medians with its 95 %% bootstrap interval; dots: windows."
            + " ~ marks intervals that overlap.")
        .formatted(unit, String.join(" or ", of));
  }

  private static String words(Score s) {
    return "%s (%s to %s)"
        .formatted(Phrases.digits(s.median()), Phrases.digits(s.low()), Phrases.digits(s.high()));
  }

  /** {@code ~ 2, 5}: the others that it cannot be told from. */
  private static String overlaps(int which, List<HostResult.Scored> scores) {
    List<String> others = new ArrayList<>();
    Score mine = scores.get(which).score();
    for (int i = 0; i < scores.size(); i++) {
      Score other = scores.get(i).score();
      if (i != which && mine.low() <= other.high() && other.low() <= mine.high()) {
        others.add(Integer.toString(i + 1));
      }
    }
    return others.isEmpty() ? "" : " ~ " + String.join(", ", others);
  }

  private void table(String claim, List<HostResult.Scored> scores) {
    html.open("details").leaf("summary", "The numbers");
    Tables table = Tables.open(html, "Scores of " + claim, COLUMNS, 1, 2, 3, 4);
    for (HostResult.Scored scored : scores) {
      Score s = scored.score();
      table
          .row()
          .cell(0, scored.label())
          .cell(1, Phrases.digits(s.median()))
          .cell(2, Phrases.digits(s.low()))
          .cell(3, Phrases.digits(s.high()))
          .cell(4, Integer.toString(s.samples().size()))
          .cell(5, s.unit())
          .cell(6, notes(scored))
          .end();
    }
    table.close();
    html.close();
  }

  private static String notes(HostResult.Scored scored) {
    return Stream.concat(
            scored.score().distance().map(d -> "CPUs " + d).stream(), scored.notes().stream())
        .collect(Collectors.joining("; "));
  }
}
