package lab.experiments.nic.descriptorring;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.descriptorring.RingProgram.Indices;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The ring with whose its slots are, and the descriptors as the NIC would read them now. */
final class RingPicture {
  private final Setup setup;
  private final RingProgram ring;
  private final int slots;

  /** Whether memory is what the NIC reads; where accesses are steps, it may read older values. */
  private final boolean whole;

  RingPicture(Setup setup, RingProgram ring) {
    this.setup = setup;
    this.ring = ring;
    this.slots = ring.slots;
    this.whole = setup.asked().whole();
  }

  Stage of(ProgramState s) {
    Indices at = ring.indices(s);
    Piece memory = setup.transmit() ? descriptors(s, at) : buffers(s, at);
    return Stage.of(slots(s, at), memory, counts(s, at));
  }

  private Piece slots(ProgramState s, Indices at) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      int frame = frame(slot, at);
      String label = frame < 0 ? "FREE" : label(s, at, frame);
      cells.add(Piece.Cell.of("slot" + slot, label, tone(s, at, frame)));
    }
    List<Piece.Mark> marks =
        List.of(
            new Piece.Mark("head", "HEAD", "slot" + at.head() % slots, Tone.B),
            new Piece.Mark("tail", "TAIL", "slot" + at.tail() % slots, Tone.A));
    String title =
        (setup.transmit() ? "TX ring" : "RX ring")
            + "; HEAD: next of the NIC, TAIL: next of the driver, as the "
            + (whole ? "NIC knows it" : "doorbell says");
    Piece.Cells.Form form = slots > 2 ? Piece.Cells.Form.RING : Piece.Cells.Form.ROW;
    return new Piece.Cells("ring", title, form, 0, cells, marks);
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
      return isDone(s, frame % slots) ? "done" : "not done";
    }
    return frame < at.tail() ? "OWN" : "posted";
  }

  private Tone tone(ProgramState s, Indices at, int frame) {
    if (frame < 0) {
      return Tone.IDLE;
    }
    if (frame < at.head()) {
      return isDone(s, frame % slots) ? Tone.OK : Tone.BAD;
    }
    if (frame >= at.tail()) {
      return Tone.A;
    }
    return isVisible(s, frame) ? Tone.BUSY : Tone.BAD;
  }

  private boolean isDone(ProgramState s, int slot) {
    return RingProgram.word(ring.done, s, slot) != 0;
  }

  private boolean isVisible(ProgramState s, int frame) {
    return !setup.transmit()
        || (RingProgram.word(ring.length, s, frame % slots) == frame + 1
            && RingProgram.word(ring.address, s, frame % slots) == frame + 1);
  }

  private Piece descriptors(ProgramState s, Indices at) {
    List<Piece.Row> rows = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      int frame = frame(slot, at);
      rows.add(
          row(
              slot,
              tone(s, at, frame),
              frame < 0 ? "-" : "frame " + frame,
              word(RingProgram.word(ring.length, s, slot)),
              word(RingProgram.word(ring.address, s, slot)),
              status(s, slot)));
    }
    String length = setup.own() ? "OWN" : "length";
    return memory(rows, "slot", "driver wrote", length, "address", "status");
  }

  private Piece buffers(ProgramState s, Indices at) {
    List<Piece.Row> rows = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      String held = word(RingProgram.word(ring.payload, s, slot));
      rows.add(row(slot, tone(s, at, frame(slot, at)), held, status(s, slot)));
    }
    return memory(rows, "slot", "buffer holds", "status");
  }

  private Piece memory(List<Piece.Row> rows, String... head) {
    String title = "in memory, " + (whole ? "as the NIC reads it" : "by the newest writes");
    return new Piece.Table("descriptors", title, List.of(head), rows);
  }

  private static Piece.Row row(int slot, Tone tone, String... words) {
    List<String> cells = new ArrayList<>(List.of(words));
    cells.addFirst(Integer.toString(slot));
    return Piece.Row.of("row" + slot, tone, "", cells.toArray(String[]::new));
  }

  private String status(ProgramState s, int slot) {
    return isDone(s, slot) ? "done" : "-";
  }

  private static String word(int word) {
    return word == 0 ? "0" : "frame " + (word - 1);
  }

  private Piece counts(ProgramState s, Indices at) {
    List<Piece.Row> rows = new ArrayList<>();
    String driver = setup.transmit() ? "posted %d, reaped %d" : "buffers posted %d, handed up %d";
    rows.add(count("driver", Tone.A, driver.formatted(at.posted(), at.reaped())));
    rows.add(count("NIC", Tone.B, "head %d, tail %d".formatted(at.head(), at.tail())));
    if (ring instanceof TxProgram) {
      rows.add(count("write buffer", Tone.BUSY, writeBuffer(s, at)));
    }
    if (ring instanceof RxProgram) {
      int came = RxProgram.CAME.in(s);
      String waiting = "came %d, waiting %d".formatted(came, came - at.head());
      rows.add(count("wire", Tone.BUSY, waiting));
    }
    return new Piece.Table("counts", "", List.of("", "now"), rows);
  }

  private static Piece.Row count(String whose, Tone tone, String text) {
    return Piece.Row.of("counts." + whose, tone, "", whose, text);
  }

  private static String writeBuffer(ProgramState s, Indices at) {
    return "descriptors %d%s, doorbell %s"
        .formatted(
            at.posted() - TxProgram.SHOWN.in(s),
            TxProgram.HALF.isSet(s) ? ", of the oldest one word has gone" : "",
            TxProgram.RUNG.in(s) > at.tail() ? "on its way" : "-");
  }
}
