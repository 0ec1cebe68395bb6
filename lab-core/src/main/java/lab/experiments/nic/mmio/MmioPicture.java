package lab.experiments.nic.mmio;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.mmio.MmioState.Sender;
import lab.experiments.nic.mmio.MmioState.Writes;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Where each write is, how many reads are done, and the lanes. */
final class MmioPicture {
  private final Setup setup;

  MmioPicture(Setup setup) {
    this.setup = setup;
  }

  Stage of(MmioState s) {
    return Stage.of(writes(s.sender(), s.writes()), reads(s), new MmioLanes(setup).of(s));
  }

  private Piece writes(Sender sender, Writes writes) {
    int n = setup.n();
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String label = i == n - 1 ? "bell" : "W" + i;
      cells.add(Piece.Cell.of("w" + i, label, tone(i, sender, writes)));
    }
    String title =
        "posted writes: %d of %d issued, %d at the device%s"
            .formatted(sender.issued(), n, writes.taken(), combining(writes));
    return new Piece.Cells("writes", title, Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private static String combining(Writes writes) {
    int held = writes.combining() + (writes.heldBell() ? 1 : 0);
    return held == 0 ? "" : ", %d being combined".formatted(held);
  }

  private Tone tone(int i, Sender sender, Writes writes) {
    if (i >= sender.issued()) {
      return Tone.IDLE;
    }
    if (i == setup.n() - 1) {
      return writes.hasRung() ? Tone.OK : writes.heldBell() ? Tone.WARN : Tone.BUSY;
    }
    int dataTaken = writes.taken() - (writes.hasRung() ? 1 : 0);
    int dataIssued = Math.min(sender.issued(), setup.n() - 1);
    return i < dataTaken ? Tone.OK : i >= dataIssued - writes.combining() ? Tone.WARN : Tone.BUSY;
  }

  private Piece reads(MmioState s) {
    int done = s.reader().done();
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < setup.n(); i++) {
      Tone tone = i < done ? Tone.OK : i == done && s.t() > 0 ? Tone.BUSY : Tone.IDLE;
      cells.add(Piece.Cell.of("r" + i, "R" + i, tone));
    }
    return new Piece.Cells(
        "reads",
        "reads of another core: %d of %d done".formatted(done, setup.n()),
        Piece.Cells.Form.ROW,
        0,
        cells,
        List.of());
  }
}
