package lab.experiments.cpu.numa;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.cpu.numa.NumaMachine.Served;
import lab.stage.Piece;
import lab.stage.Piece.Figure;
import lab.stage.Plot;
import lab.stage.Tone;

/** What the accesses took, one by one and on average. */
record NumaCosts(NumaMachine machine, Setup setup, Served served) {

  Piece figures() {
    int all = served.all();
    double average = all == 0 ? 0 : (double) machine.nanos(served) / all;
    double share = all == 0 ? 0 : 100.0 * served.remote() / all;
    Tone tone = all == 0 ? Tone.IDLE : average > setup.limit().threshold() ? Tone.BAD : Tone.OK;
    return new Piece.Figures(
        "average",
        "",
        List.of(
            new Figure("accesses", "accesses", all, "", Tone.IDLE),
            new Figure("share", "remote", share, "%", share > 0 ? Tone.WARN : Tone.IDLE),
            new Figure("average", "average", average, "ns", tone),
            new Figure("threshold", "threshold", setup.limit().threshold(), "ns", Tone.IDLE)));
  }

  /** The cursor is the threshold, and its handle. */
  Piece histogram() {
    List<Plot.Point> bars = new ArrayList<>();
    int farthest = setup.topology().farthest();
    for (int hops = 0; hops <= farthest; hops++) {
      int accesses = served.over(hops);
      // Ways that differ may take as long: that is one bar.
      while (hops < farthest && setup.nanos(hops + 1) == setup.nanos(hops)) {
        hops++;
        accesses += served.over(hops);
      }
      bars.add(new Plot.Point(setup.nanos(hops), accesses));
    }
    Plot.Series counts =
        new Plot.Series("accesses", "accesses", Tone.B, Plot.Series.Kind.BAR, bars);
    return new Plot(
        "histogram",
        "",
        "what an access took, ns",
        "accesses",
        Plot.Scale.LINEAR,
        Plot.Scale.LINEAR,
        List.of(counts),
        List.of(),
        setup.limit().threshold(),
        Optional.of(Setup.THRESHOLD.name()));
  }
}
