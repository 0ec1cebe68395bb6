package lab.experiments.nic.descriptorring;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.descriptorring.RingProgram.Indices;
import lab.memorymodel.ProgramState;
import lab.memorymodel.SharedArray;
import lab.stage.Piece;
import lab.stage.Tone;

/** The ring with whose its slots are, and what is in memory for each of them. */
record RingSlots(Setup setup, RingProgram ring, RingTokens tokens) {

  Piece ring(ProgramState s) {
    Indices at = ring.indices(s);
    int slots = setup.slots();
    List<Piece.Cell> cells = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      int frame = frame(slot, at);
      cells.add(Piece.Cell.of("slot" + slot, label(s, at, frame), tone(s, at, frame)));
    }
    List<Piece.Mark> marks =
        List.of(
            new Piece.Mark("head", "HEAD", "slot" + at.head() % slots, Tone.B),
            new Piece.Mark("tail", "TAIL", "slot" + at.tail() % slots, Tone.A));
    String title = setup.transmit() ? "TX ring" : "RX ring";
    Piece.Cells.Form form = slots > 2 ? Piece.Cells.Form.RING : Piece.Cells.Form.ROW;
    return new Piece.Cells("ring", title, form, 0, cells, marks);
  }

  /** The frame whose descriptor is in the slot and has not been reaped, or -1. */
  private int frame(int slot, Indices at) {
    for (int frame = at.reaped(); frame < at.posted(); frame++) {
      if (frame % setup.slots() == slot) {
        return frame;
      }
    }
    return -1;
  }

  private String label(ProgramState s, Indices at, int frame) {
    if (frame < 0) {
      return "·";
    }
    if (frame < at.head()) {
      return isDone(s, frame) ? "done" : "not done";
    }
    return frame < at.tail() ? "OWN" : "posted";
  }

  private Tone tone(ProgramState s, Indices at, int frame) {
    if (frame < 0) {
      return Tone.IDLE;
    }
    if (frame < at.head()) {
      return isDone(s, frame) ? Tone.OK : Tone.BAD;
    }
    return frame >= at.tail() ? Tone.A : isVisible(s, frame) ? Tone.BUSY : Tone.BAD;
  }

  private boolean isDone(ProgramState s, int frame) {
    return word(ring.done, s, frame) != 0;
  }

  private boolean isVisible(ProgramState s, int frame) {
    return !setup.transmit()
        || (word(ring.length, s, frame) == frame + 1 && word(ring.address, s, frame) == frame + 1);
  }

  private int word(SharedArray words, ProgramState s, int frame) {
    return RingProgram.word(words, s, frame % setup.slots());
  }

  /** The words that are not 0: what was last written, which is not what everybody reads. */
  List<Piece.Cell> words(ProgramState s, int slot) {
    Tone tone = tone(s, ring.indices(s), frame(slot, ring.indices(s)));
    List<Piece.Cell> cells = new ArrayList<>();
    int payload = RingProgram.word(ring.payload, s, slot);
    if (payload != 0) {
      cells.add(tokens.bytes(payload, tone));
    }
    int address = RingProgram.word(ring.address, s, slot);
    if (address != 0) {
      cells.add(tokens.address(address, tone));
    }
    int length = RingProgram.word(ring.length, s, slot);
    if (length != 0) {
      cells.add(tokens.length(length, tone));
    }
    if (RingProgram.word(ring.done, s, slot) != 0) {
      cells.add(tokens.done(slot, tone));
    }
    return cells;
  }
}
