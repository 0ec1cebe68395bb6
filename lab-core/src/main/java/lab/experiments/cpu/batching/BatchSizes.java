package lab.experiments.cpu.batching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lab.stage.Piece;
import lab.stage.Piece.Segment;
import lab.stage.Plot;
import lab.stage.Tone;

/**
 * What every size of batch gives and takes, what one batch is made of, and which sizes give the
 * throughput that is wanted and keep the deadline.
 */
final class BatchSizes {
  private final Setup setup;
  private final Latest latest;
  private final Piece curves;

  BatchSizes(Setup setup) {
    this.setup = setup;
    latest = new Latest(setup);
    List<Integer> meet = meetBoth();
    curves = draw(meet);
  }

  /** Sizes that give what is wanted, and of which no item is late; ascending. */
  List<Integer> meetBoth() {
    List<Integer> meet = new ArrayList<>();
    for (int size = setup.leastWanted(); size <= Setup.MOST; size++) {
      OptionalInt units = latest.of(size);
      if (units.isPresent() && units.getAsInt() <= setup.deadline()) {
        meet.add(size);
      }
    }
    return meet;
  }

  /** Throughput and waiting over the sizes. */
  Piece curves() {
    return curves;
  }

  private static String words(List<Integer> meet) {
    if (meet.isEmpty()) {
      return "no size meets both";
    }
    int first = meet.getFirst();
    int last = meet.getLast();
    if (first == last) {
      return first + " meets both";
    }
    return first + " to " + last + " meet both" + (last - first >= meet.size() ? ", not all" : "");
  }

  /** Both in percent of what they are held against, so that one axis does for them. */
  private Piece draw(List<Integer> meet) {
    List<Plot.Point> throughput = new ArrayList<>();
    List<Plot.Point> waits = new ArrayList<>();
    for (int size = 1; size <= Setup.MOST; size *= 2) {
      throughput.add(new Plot.Point(size, setup.ofPlateau(size)));
      waits.add(new Plot.Point(size, 100.0 * waits(size) / setup.deadline()));
    }
    List<Plot.Series> series = new ArrayList<>();
    series.add(new Plot.Series("throughput", "throughput, of the plateau", Tone.OK, throughput));
    series.add(
        new Plot.Series(
            "waits",
            (bounded() ? "latest" : "first") + " item done, of the deadline, " + coming(),
            Tone.A,
            waits));
    return new Plot(
        "curves",
        "",
        "items a batch: " + words(meet),
        "%",
        Plot.Scale.LOG,
        Plot.Scale.LOG,
        series,
        List.of(
            new Plot.Rule("deadline", "deadline", 100),
            new Plot.Rule("wanted", "wanted", setup.wanted())),
        setup.batch(),
        Optional.of(Setup.BATCH.name()));
  }

  private boolean bounded() {
    return latest.of(Setup.MOST).isPresent();
  }

  /** The latest, or where that has no bound the first of a batch that fills at an even pace. */
  private int waits(int size) {
    return bounded() ? latest.of(size).orElseThrow() : setup.firstDone(size);
  }

  private String coming() {
    return switch (setup.coming()) {
      case ANY -> bounded() ? "whatever comes" : "one every " + setup.gap() + " units";
      case POISSON, CLOSED -> "of " + BatchMachine.RUN;
    };
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
        "one", "", "units", List.of(new Piece.Bar("bar", "first, even gaps", segments)));
  }
}
