package lab.experiments.memory.mpmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.memory.mpmc.MpmcProgram.Shape;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The slots with head and tail, their sequences, and what each thread is about to do. */
final class MpmcPicture {
  private final Shape shape;
  private final MpmcClaims claims;

  MpmcPicture(Shape shape) {
    this.shape = shape;
    claims = new MpmcClaims(shape);
  }

  Stage of(ProgramState s) {
    return Stage.of(slots(s), sequences(s), threads(s));
  }

  private Piece slots(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < shape.capacity(); i++) {
      int content = s.cell(shape.slot(i)) & MpmcProgram.PAYLOAD_MASK;
      Tone tone = tone(s, i, content);
      String label = content != 0 ? Integer.toString(content) : tone == Tone.IDLE ? "·" : "?";
      cells.add(Piece.Cell.of("slot" + i, label, tone));
    }
    int head = s.cell(MpmcProgram.PRODUCER_INDEX);
    int tail = s.cell(MpmcProgram.CONSUMER_INDEX);
    List<Piece.Mark> marks =
        List.of(
            new Piece.Mark("head", "HEAD", "slot" + wrapped(head), Tone.BUSY),
            new Piece.Mark("tail", "TAIL", "slot" + wrapped(tail), Tone.OK));
    return new Piece.Cells(
        "ring",
        "ring: head = %d (next free), tail = %d (next to take)".formatted(head, tail),
        Piece.Cells.Form.RING,
        0,
        cells,
        marks);
  }

  /**
   * A slot that two own is bad, one that is reserved is busy, and so is one without its payload.
   */
  private Tone tone(ProgramState s, int slot, int content) {
    int twice = claims.twoOwners(s);
    if (twice >= 0 && wrapped(twice) == slot) {
      return Tone.BAD;
    }
    for (int p = 0; p < shape.producers(); p++) {
      int own = s.register(p, MpmcProducer.OWN);
      if (own != 0 && wrapped(own - 1) == slot) {
        return Tone.BUSY;
      }
    }
    return content == 0 ? Tone.IDLE : content == MpmcProgram.P1_PAYLOAD ? Tone.A : Tone.B;
  }

  private Piece sequences(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    int tail = s.cell(MpmcProgram.CONSUMER_INDEX);
    for (int i = 0; i < shape.capacity(); i++) {
      int sequence = s.cell(shape.sequence(i));
      boolean full = wrapped(sequence - 1) == i;
      boolean next = wrapped(tail) == i && sequence == tail + 1;
      cells.add(
          new Piece.Cell(
              "seq" + i,
              Integer.toString(sequence),
              full ? Tone.OK : Tone.IDLE,
              next && shape.whole() ? Optional.of("c.take") : Optional.empty()));
    }
    return new Piece.Cells(
        "sequences", "sequence of each slot", Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private Piece threads(ProgramState s) {
    List<Piece.Row> rows = new ArrayList<>();
    for (int p = 0; p < shape.producers(); p++) {
      int own = s.register(p, MpmcProducer.OWN);
      boolean stalled = s.register(p, MpmcProducer.STALLED) != 0;
      boolean over = s.register(p, MpmcProducer.SENT) == shape.messages();
      Tone tone = stalled ? Tone.WARN : over ? Tone.GONE : p == 0 ? Tone.A : Tone.B;
      rows.add(
          new Piece.Row(
              "p" + (p + 1),
              List.of(
                  "P" + (p + 1),
                  Integer.toString(MpmcClaims.payload(p)),
                  own == 0 ? "-" : Integer.toString(wrapped(own - 1)),
                  "%d of %d".formatted(s.register(p, MpmcProducer.SENT), shape.messages()),
                  state(s, p, own, stalled, over)),
              tone,
              "",
              shape.whole() && !over && !stalled
                  ? Optional.of("p" + (p + 1) + ".step")
                  : Optional.empty()));
    }
    rows.add(consumer(s));
    return new Piece.Table(
        "threads", "", List.of("", "payload", "reserved", "in / out", "state"), rows);
  }

  private String state(ProgramState s, int p, int own, boolean stalled, boolean over) {
    if (stalled) {
      return "stalled for good";
    }
    if (own != 0) {
      return s.cell(shape.slot(own - 1)) == s.register(p, MpmcProducer.MESSAGE)
          ? "has written, will publish"
          : "reserved, will write";
    }
    if (s.register(p, MpmcProducer.PLANS) == 0) {
      return over ? "done" : "idle";
    }
    int plan = s.register(p, MpmcThread.INDEX);
    return s.cell(MpmcProgram.PRODUCER_INDEX) == plan
        ? "has read head = " + plan
        : "has read head = %d, which has moved".formatted(plan);
  }

  private Piece.Row consumer(ProgramState s) {
    boolean blocked = claims.blocked(s);
    StringBuilder out = new StringBuilder().append(claims.taken(s, 0));
    if (shape.producers() == 2) {
      out.append(" + ").append(claims.taken(s, 1));
    }
    return new Piece.Row(
        "c",
        List.of("C", "-", "-", out.toString(), blocked ? "waits for a reserved slot" : "takes"),
        blocked ? Tone.WARN : Tone.OK,
        "",
        shape.whole() ? Optional.of("c.take") : Optional.empty());
  }

  private int wrapped(int index) {
    return index & (shape.capacity() - 1);
  }
}
