package lab.experiments.nic.descriptorring;

import static lab.experiments.nic.descriptorring.TxProgram.ADDRESS;
import static lab.experiments.nic.descriptorring.TxProgram.ARRIVED;
import static lab.experiments.nic.descriptorring.TxProgram.HALF;
import static lab.experiments.nic.descriptorring.TxProgram.HEAD;
import static lab.experiments.nic.descriptorring.TxProgram.LENGTH;
import static lab.experiments.nic.descriptorring.TxProgram.POSTED;
import static lab.experiments.nic.descriptorring.TxProgram.REAPED;
import static lab.experiments.nic.descriptorring.TxProgram.RUNG;
import static lab.experiments.nic.descriptorring.TxProgram.SHOWN;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Tone;

/** Of {@link TxProgram}. */
record TxPlaces(Setup setup, TxProgram ring, Program program, RingTokens tokens)
    implements RingPlaces {
  private static final int NIC = 2;

  @Override
  public List<Piece.Cell> driver(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    int posted = POSTED.in(s);
    for (int frame = posted; frame < setup.frames(); frame++) {
      cells.add(
          tokens.frame(frame, Tone.IDLE).doing(RingTokens.first(frame == posted, "driver.post")));
    }
    int last = REAPED.in(s) - 1;
    if (last >= 0 && RingProgram.word(ring.done, s, last % setup.slots()) != 0) {
      cells.add(tokens.done(last % setup.slots(), Tone.OK));
    }
    return cells;
  }

  @Override
  public List<Piece.Cell> writeBuffer(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    int oldest = SHOWN.in(s);
    String first = setup.own() ? "own" : "length";
    for (int frame = oldest; frame < POSTED.in(s); frame++) {
      int half = frame == oldest ? HALF.in(s) : 0;
      boolean next = frame == oldest;
      if ((half & 1) == 0) {
        Piece.Cell length = tokens.length(frame + 1, Tone.BUSY);
        cells.add(length.doing(RingTokens.first(next, "bus.descriptor:" + first)));
      }
      if ((half & 2) == 0) {
        Piece.Cell address = tokens.address(frame + 1, Tone.BUSY);
        cells.add(address.doing(RingTokens.first(next, "bus.descriptor:address")));
      }
    }
    return cells;
  }

  @Override
  public List<Piece.Cell> link(ProgramState s) {
    int rung = RUNG.in(s);
    return rung > ARRIVED.in(s)
        ? List.of(tokens.doorbell(rung, Tone.BUSY).doing("bus.doorbell"))
        : List.of();
  }

  @Override
  public List<Piece.Cell> nic(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    if (ARRIVED.in(s) > 0) {
      cells.add(tokens.doorbell(ARRIVED.in(s), Tone.B).doing("nic.fetch"));
    }
    if (RingPlaces.label(program, s, NIC).equals("F2")) {
      int frame = HEAD.in(s) + 1;
      int length = LENGTH.in(s);
      int address = ADDRESS.in(s);
      cells.add(tokens.length(length, length == frame ? Tone.OK : Tone.BAD).doing("nic.complete"));
      cells.add(
          tokens.address(address, address == frame ? Tone.OK : Tone.BAD).doing("nic.complete"));
    }
    return cells;
  }

  /** The frame that left last, until its slot is posted again. */
  @Override
  public List<Piece.Cell> wire(ProgramState s) {
    if (ring.isWrong(s)) {
      return List.of(Piece.Cell.of("bytes", "other bytes", Tone.BAD));
    }
    int last = HEAD.in(s) - 1;
    boolean here = last >= 0 && POSTED.in(s) - last <= setup.slots();
    boolean left =
        here
            && (setup.fault() == Setup.Fault.NO_RS
                ? !ring.isUnwritten(s)
                : RingProgram.word(ring.done, s, last % setup.slots()) != 0);
    return left ? List.of(tokens.frame(last, Tone.OK)) : List.of();
  }
}
