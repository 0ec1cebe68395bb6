package lab.experiments.nic.rdma;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Tone;

/** Where each completion is; one is called after the slot of its request. */
record RdmaCompletions(RdmaMemory memory) {

  Piece queue(ProgramState s) {
    int entries = memory.use.entries();
    int polled = RdmaApp.POLLED.in(s);
    int waiting = RdmaMemory.count(RdmaNic.WRITTEN.in(s), polled, entries);
    boolean overrun = RdmaNic.OVERRUN.isSet(s);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      boolean here = (i - polled & entries - 1) < waiting;
      int entry = memory.entries.in(s, i);
      int status = entry / RdmaMemory.ONE_STATUS;
      Tone tone = overrun ? Tone.BAD : !here ? Tone.IDLE : status == 0 ? Tone.OK : Tone.BAD;
      Piece.Cell cell = Piece.Cell.of("cq" + i, here ? RdmaNic.statusName(status) : "·", tone);
      String of = "completion " + slot((entry & RdmaMemory.INDEX) - 1);
      cells.add(here ? cell.doing("app.reap").holding(of) : cell);
    }
    String title = overrun ? "overrun, and dead" : "";
    return new Piece.Cells("cq", title, Piece.Cells.Form.GRID, 2, cells, List.of());
  }

  /** The completion that the application reaped last, as far as the state tells. */
  Piece.Cell reaped(ProgramState s) {
    int reaped = RdmaApp.REAPED.in(s);
    if (reaped == 0 && !(RdmaNic.wire(s) != 0 && RdmaApp.isDone(s))) {
      return Piece.Cell.of("reaped", "no completion", Tone.IDLE);
    }
    String which = "completion " + slot(reaped - 1);
    return Piece.Cell.of("reaped", which, Tone.OK).holding(which);
  }

  private int slot(int index) {
    return index & memory.use.depth() - 1;
  }
}
