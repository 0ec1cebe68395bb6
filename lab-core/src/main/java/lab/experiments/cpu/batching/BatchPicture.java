package lab.experiments.cpu.batching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.cpu.batching.BatchMachine.State;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells.Form;
import lab.stage.Piece.Figure;
import lab.stage.Piece.Segment;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;

/** What waits and what is sent; below it what every size of batch gives and takes. */
final class BatchPicture {
  private static final int COLUMNS = 16;

  private final BatchMachine machine;
  private final Setup setup;

  BatchPicture(BatchMachine machine, Setup setup) {
    this.machine = machine;
    this.setup = setup;
  }

  Stage of(State s) {
    return Stage.of(waiting(s), sender(s), figures(s), curves(), batch())
        .in(
            Place.at(0, "the batch", Tone.A, "waiting"),
            Place.at(1, "the sender", Tone.B, "sender"));
  }

  private Piece waiting(State s) {
    List<Cell> cells = new ArrayList<>();
    boolean late = machine.late(s);
    for (int i = 0; i < setup.batch(); i++) {
      boolean there = i < s.waiting();
      Tone tone = !there ? Tone.IDLE : i > 0 ? Tone.A : late ? Tone.BAD : Tone.WARN;
      Cell cell = Cell.of("i" + i, there ? "o" : "·", tone);
      cells.add(i == s.waiting() ? cell.doing(BatchMachine.ITEM.toString()) : cell);
    }
    return new Piece.Cells("waiting", "", Form.DENSE, COLUMNS, cells, List.of());
  }

  private Piece sender(State s) {
    String does = s.left() == 0 ? "idle" : "sends " + s.sending() + ", " + s.left() + " units left";
    Cell cell = Cell.of("sends", does, s.left() == 0 ? Tone.IDLE : Tone.BUSY);
    List<Cell> cells = List.of(cell.doing(BatchMachine.SEND.toString()));
    return new Piece.Cells("sender", "", Form.ROW, 0, cells, List.of());
  }

  private Piece figures(State s) {
    int size = setup.batch();
    long all = setup.total(Setup.ITEMS, size);
    Tone age = machine.late(s) ? Tone.BAD : Tone.IDLE;
    return new Piece.Figures(
        "figures",
        "",
        List.of(
            new Figure("age", "waits", s.age(), "units", age),
            new Figure("total", "total", all, "units", Tone.IDLE),
            new Figure("throughput", "rate", setup.throughput(size), "", Tone.IDLE),
            new Figure("overhead", "overhead", setup.overhead(size), "%", Tone.WARN)));
  }

  /** Both in percent of what they are held against, so that one axis does for them. */
  private Piece curves() {
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
  private Piece batch() {
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
