package lab.experiments.cpu.batching;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.cpu.batching.BatchMachine.State;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells.Form;
import lab.stage.Piece.Figure;
import lab.stage.Stage;
import lab.stage.Tone;

/** What waits and what is sent; below it what every size of batch gives and takes. */
final class BatchPicture {
  private static final int COLUMNS = 16;

  private final BatchMachine machine;
  private final Setup setup;

  /** Made when first drawn: who searches needs none. */
  private BatchSizes sizes;

  BatchPicture(BatchMachine machine, Setup setup) {
    this.machine = machine;
    this.setup = setup;
  }

  Stage of(State s) {
    if (sizes == null) {
      sizes = new BatchSizes(setup);
    }
    return Stage.of(waiting(s), sender(s), figures(s), sizes.curves(), sizes.one())
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
}
