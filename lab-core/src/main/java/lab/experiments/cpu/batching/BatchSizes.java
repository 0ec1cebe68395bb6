package lab.experiments.cpu.batching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.stage.Piece;
import lab.stage.Piece.Segment;
import lab.stage.Plot;
import lab.stage.Tone;

/** What every size of batch gives and takes, and what one batch is made of. */
record BatchSizes(Setup setup) {

  /** Both in percent of what they are held against, so that one axis does for them. */
  Piece curves() {
    List<Plot.Point> throughput = new ArrayList<>();
    List<Plot.Point> first = new ArrayList<>();
    for (int size = 1; size <= Setup.MOST; size *= 2) {
      throughput.add(new Plot.Point(size, setup.ofPlateau(size)));
      first.add(new Plot.Point(size, 100.0 * setup.firstDone(size) / setup.deadline()));
    }
    return new Plot(
        "curves",
        "",
        "items a batch",
        "%",
        Plot.Scale.LOG,
        Plot.Scale.LOG,
        List.of(
            new Plot.Series("throughput", "throughput, of the plateau", Tone.OK, throughput),
            new Plot.Series(
                "first", "first item done, of the deadline, " + every(), Tone.A, first)),
        List.of(new Plot.Rule("deadline", "deadline", 100)),
        setup.batch(),
        Optional.of(Setup.BATCH.name()));
  }

  private String every() {
    return setup.steadyGap() == 0 ? "all there" : "one every " + setup.gap() + " units";
  }

  /** From the coming of its first item until it is done. */
  Piece one() {
    int items = setup.filled(setup.batch());
    List<Segment> segments =
        List.of(
            new Segment("fill", "fills", setup.fill(setup.batch()), Tone.WARN, false),
            new Segment("fixed", "the batch", setup.perBatch(), Tone.BAD, false),
            new Segment("items", items + " items", setup.perItem() * items, Tone.OK, false));
    return new Piece.Segments(
        "one", "", "units", List.of(new Piece.Bar("bar", "its first item", segments)));
  }
}
