package lab.cli.report.html;

import java.util.List;
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
    swept.notes().forEach(note -> html.leaf("p", note + ".", "class", "second"));
  }
}
