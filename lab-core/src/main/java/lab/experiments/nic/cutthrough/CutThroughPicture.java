package lab.experiments.nic.cutthrough;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import lab.experiments.nic.cutthrough.CutThroughState.Phase;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Over one axis the chunks in host, NIC and on the wire; once it is fetched, the fallback copy. */
final class CutThroughPicture {
  private final Setup setup;

  CutThroughPicture(Setup setup) {
    this.setup = setup;
  }

  Stage of(CutThroughState s) {
    boolean again = s.phase() == Phase.FETCHING || s.copy().fetched() > 0;
    List<Piece> pieces = new ArrayList<>();
    pieces.add(again ? copyInHost(s) : inHost(s));
    pieces.add(again ? copyInNic(s) : inNic(s));
    pieces.add(onWire(s));
    if (again) {
      pieces.add(copyOnWire(s));
    }
    pieces.add(new FrameOutcome(setup).of(s));
    pieces.add(new FirstBits(setup).piece());
    return new Stage(pieces)
        .in(
            Place.at(0, "the host", Tone.A, "host", "host.copy"),
            Place.at(0, "the NIC", Tone.BUSY, "nic", "nic.copy").below(1),
            Place.at(0, "the wire", Tone.B, "wire", "wire.copy").below(2));
  }

  private Piece inHost(CutThroughState s) {
    int stored = s.core().stored();
    return row("host", i -> chunk(i, i < stored ? Tone.GONE : Tone.A));
  }

  /** Of a poisoned frame the NIC keeps nothing that comes in later. */
  private Piece inNic(CutThroughState s) {
    int kept = s.dry(setup) ? s.first().sent() : s.core().stored();
    return row("nic", i -> chunk(i, inNic(i, s.first().sent(), kept)));
  }

  private Piece onWire(CutThroughState s) {
    Tone left = s.dry(setup) ? Tone.BAD : Tone.OK;
    return row("wire", i -> chunk(i, i < s.first().sent() ? left : Tone.IDLE));
  }

  /** What is to be fetched of it lies in memory; a token of its own it has once it is fetched. */
  private Piece copyInHost(CutThroughState s) {
    int fetched = s.copy().fetched();
    return row("host.copy", i -> cell("f" + i, i, i < fetched ? Tone.GONE : Tone.A));
  }

  private Piece copyInNic(CutThroughState s) {
    int fetched = s.copy().fetched();
    return row("nic.copy", i -> copy(i, inNic(i, s.copy().resent(), fetched)));
  }

  private Piece copyOnWire(CutThroughState s) {
    int resent = s.copy().resent();
    return row("wire.copy", i -> copy(i, i < resent ? Tone.OK : Tone.IDLE));
  }

  private static Tone inNic(int i, int sent, int stored) {
    return i < sent ? Tone.GONE : i < stored ? Tone.BUSY : Tone.IDLE;
  }

  private static Piece.Cell chunk(int i, Tone tone) {
    return here(cell("c" + i, i, tone), "chunk " + i);
  }

  private static Piece.Cell copy(int i, Tone tone) {
    return here(cell("f" + i, i, tone), "the copy of chunk " + i);
  }

  private static Piece.Cell cell(String key, int i, Tone tone) {
    return Piece.Cell.of(key, Integer.toString(i), tone);
  }

  /** A chunk is where its tone is neither idle nor gone. */
  private static Piece.Cell here(Piece.Cell cell, String token) {
    return cell.tone() == Tone.IDLE || cell.tone() == Tone.GONE ? cell : cell.holding(token);
  }

  private Piece row(String key, IntFunction<Piece.Cell> cell) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < setup.chunks(); i++) {
      cells.add(cell.apply(i));
    }
    return new Piece.Cells(key, "", Piece.Cells.Form.ROW, 0, cells, List.of());
  }
}
