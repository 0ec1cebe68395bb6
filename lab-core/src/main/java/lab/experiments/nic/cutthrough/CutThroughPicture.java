package lab.experiments.nic.cutthrough;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.cutthrough.CutThroughState.Copy;
import lab.experiments.nic.cutthrough.CutThroughState.Phase;
import lab.experiments.nic.cutthrough.Setup.Fallback;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The frame chunk by chunk, its second copy if there is one, and both readings of how soon. */
final class CutThroughPicture {
  private final Setup setup;

  CutThroughPicture(Setup setup) {
    this.setup = setup;
  }

  Stage of(CutThroughState s) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(frame(s));
    if (s.phase() == Phase.FETCHING || s.copy().fetched() > 0) {
      pieces.add(copy(s.copy()));
    }
    pieces.add(outcome(s));
    pieces.add(new FirstBits(setup).piece());
    return new Stage(pieces);
  }

  private Piece frame(CutThroughState s) {
    boolean dry = s.dry(setup);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < setup.chunks(); i++) {
      Tone tone =
          i < s.first().sent()
              ? dry ? Tone.BAD : Tone.OK
              : i < s.core().stored() ? Tone.BUSY : Tone.IDLE;
      cells.add(Piece.Cell.of("c" + i, Integer.toString(i), tone));
    }
    List<Piece.Mark> marks =
        List.of(new Piece.Mark("start", "START", "c" + (setup.threshold() - 1), Tone.A));
    return new Piece.Cells(
        "frame",
        "t = %d; chunks: %d in the NIC, %d on the wire"
            .formatted(s.t(), s.core().stored(), s.first().sent()),
        Piece.Cells.Form.ROW,
        0,
        cells,
        marks);
  }

  private Piece copy(Copy copy) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < setup.chunks(); i++) {
      Tone tone = i < copy.resent() ? Tone.OK : i < copy.fetched() ? Tone.BUSY : Tone.IDLE;
      cells.add(Piece.Cell.of("f" + i, Integer.toString(i), tone));
    }
    return new Piece.Cells(
        "copy",
        "fallback copy, by DMA: %d in the NIC, %d on the wire"
            .formatted(copy.fetched(), copy.resent()),
        Piece.Cells.Form.ROW,
        0,
        cells,
        List.of());
  }

  private Piece outcome(CutThroughState s) {
    boolean dry = s.dry(setup);
    int valid = s.valid(setup);
    Tone tone = dry && valid == 0 ? Tone.BAD : valid == 1 ? Tone.OK : Tone.IDLE;
    String descriptor =
        s.core().posted()
            ? "posted"
            : setup.fallback() == Fallback.OFF ? "never posted" : "not yet";
    return new Piece.Table(
        "outcome",
        "the frame",
        List.of("NIC", "first bit", "poisoned", "whole copies", "fallback"),
        List.of(
            Piece.Row.of(
                "frame",
                valid > 1 ? Tone.BAD : tone,
                "",
                s.phase().word,
                s.first().bit() == 0 ? "" : "t=" + s.first().bit(),
                dry ? "1" : "0",
                Integer.toString(valid),
                descriptor)));
  }
}
