package lab.experiments.nic.mmio;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.mmio.MmioState.Packet;
import lab.experiments.nic.mmio.MmioState.Writes;
import lab.stage.Piece;
import lab.stage.Tone;

/**
 * Where each of the sender's writes is: with itself, in the combining buffer, under way or at the
 * device. Data keeps its order, so counts tell which write is meant; the doorbell may overtake it.
 */
record MmioWrites(Setup setup, MmioState state) {

  /** In this order they are issued. */
  List<Piece.Cell> toIssue() {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = state.sender().issued(); i < setup.n(); i++) {
      Piece.Cell cell = cell(i, Tone.IDLE);
      cells.add(cells.isEmpty() ? cell.doing("clock.tick") : cell);
    }
    return cells;
  }

  List<Piece.Cell> combining() {
    List<Piece.Cell> cells = new ArrayList<>();
    Writes writes = state.writes();
    for (int i = dataIssued() - writes.combining(); i < dataIssued(); i++) {
      cells.add(cell(i, Tone.WARN).doing("cpu.evict:data"));
    }
    if (writes.heldBell()) {
      cells.add(cell(bell(), Tone.WARN).doing("cpu.evict:doorbell"));
    }
    return cells;
  }

  /** Oldest first. */
  List<Piece.Cell> underWay() {
    List<Piece.Cell> cells = new ArrayList<>();
    int data = dataTaken();
    for (Packet packet : state.writes().flight()) {
      if (packet.bell()) {
        cells.add(cell(bell(), Tone.BUSY));
        continue;
      }
      for (int i = 0; i < packet.stores(); i++) {
        cells.add(cell(data++, Tone.BUSY));
      }
    }
    return cells;
  }

  /** What the device has. */
  List<Piece.Cell> taken() {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < dataTaken(); i++) {
      cells.add(cell(i, Tone.OK));
    }
    Writes writes = state.writes();
    if (writes.hasRung()) {
      cells.add(cell(bell(), writes.rang() < setup.n() ? Tone.BAD : Tone.OK));
    }
    return cells;
  }

  private Piece.Cell cell(int write, Tone tone) {
    return write == bell()
        ? Piece.Cell.of("bell", "bell", tone).holding("the doorbell")
        : Piece.Cell.of("w" + write, "W" + write, tone).holding("write " + write);
  }

  private int bell() {
    return setup.n() - 1;
  }

  private int dataIssued() {
    return Math.min(state.sender().issued(), bell());
  }

  private int dataTaken() {
    return state.writes().taken() - (state.writes().hasRung() ? 1 : 0);
  }
}
