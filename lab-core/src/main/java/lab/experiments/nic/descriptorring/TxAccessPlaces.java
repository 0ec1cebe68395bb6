package lab.experiments.nic.descriptorring;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Tone;

/** Of {@link TxAccesses}. */
record TxAccessPlaces(Setup setup, TxAccesses ring, Program program, RingTokens tokens)
    implements RingPlaces {
  private static final int NIC = 1;

  @Override
  public List<Piece.Cell> driver(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < setup.frames(); i++) {
      if (ring.payload.in(s, i) == 0) {
        cells.add(tokens.frame(i, Tone.IDLE).doing("driver.payload"));
      }
      if (ring.address.in(s, i) == 0) {
        cells.add(tokens.address(i + 1, Tone.IDLE).doing("driver.address"));
      }
      if (ring.length.in(s, i) == 0) {
        String action = setup.own() ? "driver.own" : "driver.length";
        cells.add(tokens.length(i + 1, Tone.IDLE).doing(action));
      }
      if (!setup.own() && ring.told(s) <= i) {
        cells.add(tokens.doorbell(i + 1, Tone.IDLE).doing("driver.doorbell"));
      }
    }
    int reaped = ring.indices(s).reaped();
    if (reaped > 0) {
      cells.add(tokens.done(reaped - 1, Tone.OK));
    }
    return cells;
  }

  /** What the NIC has not read yet of those that were rung. */
  @Override
  public List<Piece.Cell> link(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int posted = heard(s) + 1; !setup.own() && posted <= ring.told(s); posted++) {
      cells.add(tokens.doorbell(posted, Tone.BUSY));
    }
    return cells;
  }

  private String label(ProgramState s) {
    return RingPlaces.label(program, s, NIC);
  }

  /** The frame that the NIC is at; their number, if it is at the end. */
  private int at(ProgramState s) {
    String label = label(s);
    return label.isEmpty()
        ? setup.frames()
        : Integer.parseInt(label.substring(label.indexOf('.') + 1));
  }

  private int heard(ProgramState s) {
    return label(s).startsWith("N1") ? at(s) : Math.min(at(s) + 1, setup.frames());
  }

  @Override
  public List<Piece.Cell> nic(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    if (!setup.own() && heard(s) > 0) {
      cells.add(tokens.doorbell(heard(s), Tone.B));
    }
    int frame = at(s) + 1;
    int read = ring.read(s);
    String next = label(s);
    if (next.startsWith("N3") || next.startsWith("N4") || next.startsWith("N5")) {
      cells.add(tokens.length(ring.found(s), ring.found(s) == frame ? Tone.OK : Tone.BAD));
    }
    Tone tone = read == frame ? Tone.OK : Tone.BAD;
    if (next.startsWith("N4")) {
      cells.add(tokens.address(read, tone));
    } else if (next.startsWith("N5")) {
      cells.add(tokens.bytes(read, tone));
    }
    return cells;
  }

  /** The frame that left last. */
  @Override
  public List<Piece.Cell> wire(ProgramState s) {
    if (ring.isWrong(s)) {
      return List.of(Piece.Cell.of("bytes", "other bytes", Tone.BAD));
    }
    for (int i = setup.frames() - 1; i >= 0; i--) {
      if (ring.done.in(s, i) != 0) {
        return List.of(tokens.frame(i, Tone.OK));
      }
    }
    return List.of();
  }
}
