package lab.experiments.nic.descriptorring;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The ring with whose its slots are, and the descriptors as the NIC would read them now. */
final class RingPicture {
  private final Setup setup;
  private final int slots;

  RingPicture(Setup setup) {
    this.setup = setup;
    this.slots = setup.whole() ? setup.slots() : AccessProgram.FRAMES;
  }

  /** The indices of both sides, all counted in frames; the slot is what is left modulo the ring. */
  private record Indices(int reaped, int posted, int tail, int head) {}

  Stage of(ProgramState s) {
    Indices at = indices(s);
    return Stage.of(ring(s, at), descriptors(s, at), counts(s, at));
  }

  private Indices indices(ProgramState s) {
    if (!setup.whole()) {
      int d = s.register(AccessProgram.D, AccessProgram.COUNT);
      int n = s.register(AccessProgram.N, AccessProgram.COUNT);
      int tail = setup.own() ? written(s) : s.cell(AccessProgram.BELL);
      return setup.transmit()
          ? new Indices(d, written(s), tail, n)
          : new Indices(d, slots, slots, done(s));
    }
    if (setup.transmit()) {
      return new Indices(
          s.register(TxProgram.D, TxProgram.REAPED),
          s.register(TxProgram.D, TxProgram.POSTED),
          s.register(TxProgram.BUS, TxProgram.BELL),
          s.register(TxProgram.N, TxProgram.HEAD));
    }
    int posted = s.register(RxProgram.D, RxProgram.POSTED) + setup.limit();
    return new Indices(
        s.register(RxProgram.D, RxProgram.TAKEN),
        posted,
        posted,
        s.register(RxProgram.N, RxProgram.COUNT));
  }

  private static int written(ProgramState s) {
    int count = 0;
    while (count < AccessProgram.FRAMES && s.cell(AccessProgram.LEN + count) != 0) {
      count++;
    }
    return count;
  }

  private static int done(ProgramState s) {
    int count = 0;
    while (count < AccessProgram.FRAMES && s.cell(AccessProgram.DD + count) != 0) {
      count++;
    }
    return count;
  }

  private Piece ring(ProgramState s, Indices at) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      int frame = frame(slot, at);
      cells.add(
          frame < 0
              ? Piece.Cell.of("slot" + slot, "FREE", Tone.IDLE)
              : Piece.Cell.of("slot" + slot, label(s, at, frame), tone(s, at, frame)));
    }
    List<Piece.Mark> marks =
        List.of(
            new Piece.Mark("head", "HEAD", "slot" + at.head() % slots, Tone.B),
            new Piece.Mark("tail", "TAIL", "slot" + at.tail() % slots, Tone.A));
    String title =
        setup.transmit() ? "TX ring, frames going out" : "RX ring, buffers for frames coming in";
    return new Piece.Cells(
        "ring", title, slots > 2 ? Piece.Cells.Form.RING : Piece.Cells.Form.ROW, 0, cells, marks);
  }

  /** The frame whose descriptor is in the slot and has not been reaped, or -1. */
  private int frame(int slot, Indices at) {
    for (int frame = at.reaped(); frame < at.posted(); frame++) {
      if (frame % slots == slot) {
        return frame;
      }
    }
    return -1;
  }

  private String label(ProgramState s, Indices at, int frame) {
    if (frame < at.head()) {
      return dd(s, frame) ? "DD" : "no DD";
    }
    return frame < at.tail() ? "OWN" : "posted";
  }

  private Tone tone(ProgramState s, Indices at, int frame) {
    if (frame < at.head()) {
      return dd(s, frame) ? Tone.OK : Tone.BAD;
    }
    if (frame >= at.tail()) {
      return Tone.A;
    }
    return setup.transmit() && !visible(s, frame) ? Tone.BAD : Tone.BUSY;
  }

  private boolean dd(ProgramState s, int frame) {
    return s.cell(ddCell(frame % slots)) != 0;
  }

  private int ddCell(int slot) {
    if (!setup.whole()) {
      return AccessProgram.DD + slot;
    }
    return setup.transmit() ? TxProgram.ddCell(setup, slot) : RxProgram.ddCell(slot);
  }

  private int word(ProgramState s, int slot, boolean length) {
    if (!setup.whole()) {
      return s.cell((length ? AccessProgram.LEN : AccessProgram.ADDR) + slot);
    }
    return s.cell(length ? TxProgram.lenCell(slot) : TxProgram.addrCell(setup, slot));
  }

  private boolean visible(ProgramState s, int frame) {
    int slot = frame % slots;
    return word(s, slot, true) == frame + 1 && word(s, slot, false) == frame + 1;
  }

  private Piece descriptors(ProgramState s, Indices at) {
    List<Piece.Row> rows = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      int frame = frame(slot, at);
      String whose = frame < 0 ? "-" : "frame " + frame;
      String done = s.cell(ddCell(slot)) != 0 ? "DD" : "-";
      Tone tone = frame < 0 ? Tone.IDLE : tone(s, at, frame);
      rows.add(
          setup.transmit()
              ? Piece.Row.of(
                  "row" + slot,
                  tone,
                  "",
                  "" + slot,
                  whose,
                  of(word(s, slot, true)),
                  of(word(s, slot, false)),
                  done)
              : Piece.Row.of("row" + slot, tone, "", "" + slot, of(payload(s, slot)), done));
    }
    List<String> head =
        setup.transmit()
            ? List.of("slot", "driver wrote", setup.own() ? "OWN" : "length", "address", "status")
            : List.of("slot", "buffer holds", "status");
    return new Piece.Table("desc", "in memory, as the NIC reads it", head, rows);
  }

  private int payload(ProgramState s, int slot) {
    return s.cell(setup.whole() ? RxProgram.payCell(setup, slot) : AccessProgram.PAY + slot);
  }

  private static String of(int word) {
    return word == 0 ? "0" : "frame " + (word - 1);
  }

  private Piece counts(ProgramState s, Indices at) {
    List<Piece.Row> rows = new ArrayList<>();
    rows.add(
        Piece.Row.of(
            "d",
            Tone.A,
            "",
            "driver",
            setup.transmit()
                ? "posted %d, reaped %d".formatted(at.posted(), at.reaped())
                : "handed up %d, buffers posted %d".formatted(at.reaped(), at.posted())));
    rows.add(
        Piece.Row.of("n", Tone.B, "", "NIC", "head %d, tail %d".formatted(at.head(), at.tail())));
    if (setup.whole() && setup.transmit()) {
      int waiting = at.posted() - s.register(TxProgram.BUS, TxProgram.SHOWN);
      int half = s.register(TxProgram.BUS, TxProgram.HALF);
      String buffer =
          "descriptors %d%s, doorbell %s"
              .formatted(
                  waiting,
                  half == 0 ? "" : ", of the oldest one word has gone",
                  s.register(TxProgram.D, TxProgram.RUNG) > at.tail() ? "on its way" : "-");
      rows.add(Piece.Row.of("bus", Tone.BUSY, "", "write buffer", buffer));
    }
    if (setup.whole() && !setup.transmit()) {
      int came = s.register(RxProgram.W, RxProgram.COUNT);
      rows.add(
          Piece.Row.of(
              "wire",
              Tone.BUSY,
              "",
              "wire",
              "came %d, waiting %d".formatted(came, came - at.head())));
    }
    return new Piece.Table("counts", "", List.of("", "now"), rows);
  }
}
