package lab.experiments.nic.descriptorring;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Tone;

/** Of {@link RxAccesses}. */
record RxAccessPlaces(Setup setup, RxAccesses ring, Program program, RingTokens tokens)
    implements RingPlaces {
  private static final int DRIVER = 0;

  @Override
  public List<Piece.Cell> driver(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    int reaped = ring.indices(s).reaped();
    if (ring.isWrong(s)) {
      cells.add(Piece.Cell.of("wrong", "other bytes", Tone.BAD));
    } else if (reaped > 0) {
      cells.add(tokens.frame(reaped - 1, Tone.OK));
    }
    String next = RingPlaces.label(program, s, DRIVER);
    boolean looks = next.startsWith("C1") || reaped == setup.frames();
    int seen = looks ? reaped - 1 : reaped;
    if (seen >= 0) {
      cells.add(tokens.done(seen, Tone.OK));
    }
    return cells;
  }

  /** What it has not written. */
  @Override
  public List<Piece.Cell> nic(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < setup.frames(); i++) {
      if (ring.payload.in(s, i) == 0) {
        cells.add(tokens.frame(i, Tone.BUSY).doing("nic.write"));
      }
    }
    return cells;
  }
}
