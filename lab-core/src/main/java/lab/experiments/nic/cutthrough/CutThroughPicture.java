package lab.experiments.nic.cutthrough;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.experiments.nic.cutthrough.CutThroughMachine.Fallback;
import lab.experiments.nic.cutthrough.CutThroughMachine.Phase;
import lab.experiments.nic.cutthrough.CutThroughMachine.Setup;
import lab.experiments.nic.cutthrough.CutThroughMachine.State;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The frame chunk by chunk, its second copy if there is one, and both readings of how soon. */
final class CutThroughPicture {
  private final CutThroughMachine machine;
  private final Setup setup;

  CutThroughPicture(CutThroughMachine machine) {
    this.machine = machine;
    setup = machine.setup();
  }

  Stage of(State s) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(frame(s));
    if (s.phase() == Phase.FETCHING || s.fetched() > 0) {
      pieces.add(copy(s));
    }
    pieces.add(outcome(s));
    pieces.add(sooner());
    return new Stage(pieces);
  }

  private Piece frame(State s) {
    boolean dry = machine.dry(s);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < setup.chunks(); i++) {
      Tone tone = i < s.sent() ? dry ? Tone.BAD : Tone.OK : i < s.arrived() ? Tone.BUSY : Tone.IDLE;
      cells.add(Piece.Cell.of("c" + i, Integer.toString(i), tone));
    }
    List<Piece.Mark> marks =
        List.of(new Piece.Mark("start", "START", "c" + (machine.threshold() - 1), Tone.A));
    return new Piece.Cells(
        "frame",
        "t = %d; chunks: %d in the NIC, %d on the wire".formatted(s.t(), s.arrived(), s.sent()),
        Piece.Cells.Form.ROW,
        0,
        cells,
        marks);
  }

  private Piece copy(State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < setup.chunks(); i++) {
      Tone tone = i < s.resent() ? Tone.OK : i < s.fetched() ? Tone.BUSY : Tone.IDLE;
      cells.add(Piece.Cell.of("f" + i, Integer.toString(i), tone));
    }
    return new Piece.Cells(
        "copy",
        "fallback copy, by DMA: %d in the NIC, %d on the wire".formatted(s.fetched(), s.resent()),
        Piece.Cells.Form.ROW,
        0,
        cells,
        List.of());
  }

  private Piece outcome(State s) {
    boolean dry = machine.dry(s);
    Tone tone = dry && s.valid() == 0 ? Tone.BAD : s.valid() == 1 ? Tone.OK : Tone.IDLE;
    String descriptor =
        s.posted() ? "posted" : setup.fallback() == Fallback.OFF ? "never posted" : "not yet";
    return new Piece.Table(
        "outcome",
        "the frame",
        List.of("NIC", "first bit", "poisoned", "whole copies", "fallback"),
        List.of(
            Piece.Row.of(
                "frame",
                s.valid() > 1 ? Tone.BAD : tone,
                "",
                s.phase().name().toLowerCase(Locale.ROOT),
                s.firstBit() == 0 ? "" : "t=" + s.firstBit(),
                dry ? "1" : "0",
                Integer.toString(s.valid()),
                descriptor)));
  }

  /** The page that this room follows prints 14 beside t=2 and t=15: both are right. */
  private Piece sooner() {
    int cut = machine.firstBit(setup.startAfter());
    int stored = machine.firstBit(setup.chunks());
    String title =
        String.format(
            Locale.ROOT,
            "first bit: %s× sooner by the clock, %s× by chunks waited for",
            times(stored, cut),
            times(setup.chunks(), setup.startAfter()));
    return new Piece.Segments(
        "sooner",
        title,
        "ticks",
        List.of(
            bar("cut-through", cut, setup.store() ? Tone.IDLE : Tone.OK),
            bar("store", stored, setup.store() ? Tone.OK : Tone.IDLE)));
  }

  private static Piece.Bar bar(String label, int ticks, Tone tone) {
    return new Piece.Bar(
        label, label, List.of(new Piece.Segment(label, label, ticks, tone, false)));
  }

  /** {@code 7.5}, {@code 14}. */
  static String times(int more, int less) {
    return more % less == 0
        ? Integer.toString(more / less)
        : String.format(Locale.ROOT, "%.1f", (double) more / less);
  }
}
