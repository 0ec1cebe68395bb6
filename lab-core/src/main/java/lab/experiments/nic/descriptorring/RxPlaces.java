package lab.experiments.nic.descriptorring;

import static lab.experiments.nic.descriptorring.RxProgram.BYTES;
import static lab.experiments.nic.descriptorring.RxProgram.CAME;
import static lab.experiments.nic.descriptorring.RxProgram.HEAD;
import static lab.experiments.nic.descriptorring.RxProgram.READ;
import static lab.experiments.nic.descriptorring.RxProgram.SEEN;
import static lab.experiments.nic.descriptorring.RxProgram.TAKEN;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Tone;

/** Of {@link RxProgram}. */
record RxPlaces(Setup setup, RxProgram ring, RingTokens tokens) implements RingPlaces {

  /** The frame that it handed up last, and what it has read and seen of the next. */
  @Override
  public List<Piece.Cell> driver(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    int taken = TAKEN.in(s);
    int seen = SEEN.isSet(s) ? taken : taken - 1;
    if (ring.isWrong(s)) {
      cells.add(Piece.Cell.of("wrong", "other bytes", Tone.BAD));
    } else if (taken > 0) {
      cells.add(tokens.frame(taken - 1, Tone.OK));
    }
    if (READ.isSet(s)) {
      int bytes = BYTES.in(s);
      cells.add(tokens.bytes(bytes, bytes == taken + 1 ? Tone.BUSY : Tone.BAD));
    }
    if (seen >= 0 && RingProgram.word(ring.done, s, seen % setup.slots()) != 0) {
      cells.add(tokens.done(seen % setup.slots(), Tone.OK));
    }
    return cells;
  }

  /** What has come and is not written. */
  @Override
  public List<Piece.Cell> nic(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    int head = HEAD.in(s);
    boolean written = RingProgram.word(ring.payload, s, head % setup.slots()) == head + 1;
    for (int frame = written ? head + 1 : head; frame < CAME.in(s); frame++) {
      cells.add(tokens.frame(frame, Tone.BUSY).doing("nic.write"));
    }
    return cells;
  }

  @Override
  public List<Piece.Cell> wire(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    int came = CAME.in(s);
    for (int frame = came; frame < setup.frames(); frame++) {
      cells.add(
          tokens.frame(frame, Tone.IDLE).doing(RingTokens.first(frame == came, "wire.frame")));
    }
    return cells;
  }
}
