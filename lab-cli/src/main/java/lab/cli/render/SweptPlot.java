package lab.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lab.cli.answer.Curves;
import lab.cli.answer.HostResult;
import lab.cli.answer.Score;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;

/** The curves of a series as a picture. */
public final class SweptPlot {
  private static final List<Tone> TONES = List.of(Tone.A, Tone.B, Tone.BUSY, Tone.OK);

  private SweptPlot() {}

  /** As text, without colours: a report is also read in a pipe. */
  public static List<String> lines(HostResult.Swept swept, Look look) {
    return new TextRenderer(look).render(Stage.of(piece(swept)), Set.of());
  }

  public static Plot piece(HostResult.Swept swept) {
    Curves series = swept.series();
    List<Plot.Series> curves = new ArrayList<>();
    for (int i = 0; i < series.curves().size(); i++) {
      Curves.Curve line = series.curves().get(i);
      String label = line.label().isEmpty() ? swept.claim() : line.label();
      curves.add(
          new Plot.Series(
              "curve" + i,
              label,
              TONES.get(i % TONES.size()),
              line.points().stream().map(SweptPlot::point).toList()));
    }
    String unit = series.curves().getFirst().points().getFirst().score().unit();
    // Nobody has chosen a point: the cursor stands before the first.
    int nowhere = series.points().getFirst() - 1;
    return new Plot(
        "series", "", series.parameter() + ", " + series.unit(), unit, curves, List.of(), nowhere);
  }

  private static Plot.Point point(Curves.At at) {
    Score s = at.score();
    return new Plot.Point(at.x(), s.median(), s.low(), s.high());
  }
}
