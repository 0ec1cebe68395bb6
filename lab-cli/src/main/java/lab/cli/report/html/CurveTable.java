package lab.cli.report.html;

import java.util.List;
import java.util.stream.Collectors;
import lab.cli.answer.Curves;
import lab.cli.answer.HostResult;
import lab.cli.answer.Score;
import lab.cli.render.html.Html;
import lab.cli.report.kept.Phrases;

/** The numbers behind a curve. */
final class CurveTable {
  private final Html html;

  CurveTable(Html html) {
    this.html = html;
  }

  void write(HostResult.Swept swept) {
    Curves series = swept.series();
    html.open("details").leaf("summary", "The numbers");
    Tables table =
        Tables.open(
            html,
            "Points of " + swept.claim(),
            List.of("curve", series.parameter(), "median", "low", "high", "windows", "unit"),
            1,
            2,
            3,
            4,
            5);
    for (Curves.Curve curve : series.curves()) {
      for (Curves.At at : curve.points()) {
        Score s = at.score();
        table
            .row()
            .cell(0, curve.label())
            .cell(1, Integer.toString(at.x()))
            .cell(2, Phrases.digits(s.median()))
            .cell(3, Phrases.digits(s.low()))
            .cell(4, Phrases.digits(s.high()))
            .cell(5, Integer.toString(s.samples().size()))
            .cell(6, s.unit())
            .end();
      }
    }
    table.close();
    html.close();
    for (Curves.Curve curve : series.curves()) {
      missing(series, curve);
    }
    swept.notes().forEach(note -> html.leaf("p", note + ".", "class", "second"));
  }

  /** A point that is not there was asked for. */
  private void missing(Curves series, Curves.Curve curve) {
    List<Integer> there = curve.points().stream().map(Curves.At::x).toList();
    String not =
        series.points().stream()
            .filter(x -> !there.contains(x))
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    if (!not.isEmpty()) {
      String of = curve.label().isEmpty() ? "" : curve.label() + " at ";
      html.leaf(
          "p", "Not measured: " + of + series.parameter() + " " + not + ".", "class", "second");
    }
  }
}
