package lab.experiments.nic.napi;

import static lab.experiments.nic.napi.NapiProgram.CAME;
import static lab.experiments.nic.napi.NapiProgram.DONE;
import static lab.experiments.nic.napi.NapiProgram.TAKEN;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Packets on their way from the wire through the ring to the kernel, and the interrupt line. */
final class NapiPicture {
  private final NapiMachine machine;
  private final NapiProgram.Setup setup;
  private final NapiStates states;

  NapiPicture(NapiMachine machine, NapiProgram.Setup setup) {
    this.machine = machine;
    this.setup = setup;
    states = new NapiStates(machine, setup.irq());
  }

  Stage of(ProgramState s) {
    List<Piece.Cell> nic = new ArrayList<>(List.of(states.line(s)));
    nic.addAll(packets(DONE.in(s), CAME.in(s), Tone.BUSY));
    List<Piece.Cell> kernel = new ArrayList<>(List.of(states.kernel(s)));
    kernel.addAll(packets(0, TAKEN.in(s), Tone.OK));
    return Stage.of(
            cells("line", nic),
            cells("state", kernel),
            cells("burst", packets(CAME.in(s), setup.packets(), Tone.IDLE)),
            ring(s),
            NapiStates.counts(s))
        .in(
            Place.at(0, "nic", Tone.A, "line", "nic", "nic.buffer").called("the NIC"),
            Place.at(1, "kernel", Tone.B, "state", "kernel", "kernel.buffer").called("the kernel"),
            Place.at(0, "the wire", Tone.IDLE, "burst").below(1),
            Place.at(1, "the ring", Tone.IDLE, "ring").below(1));
  }

  private static Piece cells(String key, List<Piece.Cell> cells) {
    return new Piece.Cells(key, "", Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private static List<Piece.Cell> packets(int first, int end, Tone tone) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = first; i < end; i++) {
      Piece.Cell cell = packet("p" + i, i, tone);
      cells.add(tone == Tone.IDLE && i == first ? cell.doing("nic.receive") : cell);
    }
    return cells;
  }

  private static Piece.Cell packet(String key, int packet, Tone tone) {
    return Piece.Cell.of(key, "P" + packet, tone).holding("packet " + packet);
  }

  private Piece ring(ProgramState s) {
    int taken = TAKEN.in(s);
    int done = DONE.in(s);
    Tone tone = machine.isLost(s) ? Tone.BAD : Tone.BUSY;
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < Math.min(setup.packets() + 1, NapiProgram.RING); i++) {
      cells.add(
          taken <= i && i < done
              ? packet("slot" + i, i, tone).doing("kernel.poll")
              : Piece.Cell.of("slot" + i, "·", Tone.IDLE));
    }
    return new Piece.Cells(
        "ring",
        "",
        Piece.Cells.Form.ROW,
        0,
        cells,
        List.of(mark("NIC", done, Tone.A), mark("kernel", taken, Tone.B)));
  }

  /** Of the slot that is next. */
  private static Piece.Mark mark(String label, int at, Tone tone) {
    return new Piece.Mark(label, label, "slot" + at % NapiProgram.RING, tone);
  }
}
