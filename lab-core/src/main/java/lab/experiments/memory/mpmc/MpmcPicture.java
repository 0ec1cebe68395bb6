package lab.experiments.memory.mpmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * The slots with their two marks, HEAD where the consumer takes next and TAIL where producers
 * reserve next, the sequences, and what each thread is about to do.
 */
final class MpmcPicture {
  private final MpmcProgram ring;
  private final MpmcClaims claims;

  MpmcPicture(MpmcProgram ring) {
    this.ring = ring;
    claims = new MpmcClaims(ring);
  }

  Stage of(ProgramState s) {
    return Stage.of(slots(s), sequences(s), threads(s));
  }

  private Piece slots(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < ring.shape.capacity(); i++) {
      int content = ring.slot(s, i) & MpmcProgram.PAYLOAD_MASK;
      Tone tone = tone(s, i, content);
      String label = content != 0 ? Integer.toString(content) : tone == Tone.IDLE ? "·" : "?";
      cells.add(Piece.Cell.of("slot" + i, label, tone));
    }
    int head = ring.consumerIndex.in(s);
    int tail = ring.producerIndex.in(s);
    List<Piece.Mark> marks =
        List.of(
            new Piece.Mark("head", "HEAD", "slot" + ring.wrapped(head), Tone.OK),
            new Piece.Mark("tail", "TAIL", "slot" + ring.wrapped(tail), Tone.BUSY));
    String title =
        "ring; HEAD: next of the consumer, %d; TAIL: next of the producers, %d"
            .formatted(head, tail);
    return new Piece.Cells("ring", title, Piece.Cells.Form.RING, 0, cells, marks);
  }

  /**
   * A slot that two own is bad, one that is reserved is busy, and so is one without its payload.
   */
  private Tone tone(ProgramState s, int slot, int content) {
    OptionalInt twice = claims.twoOwners(s);
    if (twice.isPresent() && ring.wrapped(twice.getAsInt()) == slot) {
      return Tone.BAD;
    }
    if (ring.producers.stream()
        .anyMatch(p -> p.own.isSet(s) && ring.wrapped(p.own.in(s) - 1) == slot)) {
      return Tone.BUSY;
    }
    if (content == 0) {
      return Tone.IDLE;
    }
    return content == ring.producers.getFirst().payload() ? Tone.A : Tone.B;
  }

  private Piece sequences(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    int head = ring.consumerIndex.in(s);
    for (int i = 0; i < ring.shape.capacity(); i++) {
      int sequence = ring.sequence(s, i);
      boolean full = ring.wrapped(sequence - 1) == i;
      cells.add(
          Piece.Cell.of("seq" + i, Integer.toString(sequence), full ? Tone.OK : Tone.IDLE)
              .doing(ring.wrapped(head) == i ? take(s) : Optional.empty()));
    }
    return new Piece.Cells(
        "sequences", "sequence of each slot", Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private Optional<String> take(ProgramState s) {
    return ring.shape.whole() && ring.canTake(s) ? Optional.of("consumer.take") : Optional.empty();
  }

  private Piece threads(ProgramState s) {
    List<Piece.Row> rows = new ArrayList<>();
    ring.producers.forEach(p -> rows.add(producer(s, p)));
    rows.add(consumer(s));
    return new Piece.Table(
        "threads", "", List.of("", "payload", "reserved", "in / out", "state"), rows);
  }

  private Piece.Row producer(ProgramState s, MpmcProducer p) {
    boolean owns = p.own.isSet(s);
    boolean over = p.sent.in(s) == ring.shape.messages();
    boolean steps = owns || p.plans.isSet(s) || ring.canReserve(s);
    Tone usual = p == ring.producers.getFirst() ? Tone.A : Tone.B;
    return Piece.Row.of(
            p.actor(),
            p.stalled.isSet(s) ? Tone.WARN : over ? Tone.GONE : usual,
            "",
            List.of(
                p.actor(),
                Integer.toString(p.payload()),
                owns ? Integer.toString(ring.wrapped(p.own.in(s) - 1)) : "-",
                "%d of %d".formatted(p.sent.in(s), ring.shape.messages()),
                state(s, p, over)))
        .doing(
            ring.shape.whole() && steps && !over && !p.stalled.isSet(s)
                ? Optional.of(p.actor() + ".step")
                : Optional.empty());
  }

  private String state(ProgramState s, MpmcProducer p, boolean over) {
    if (p.stalled.isSet(s)) {
      return "stalled for good";
    }
    if (p.own.isSet(s)) {
      return ring.slot(s, p.own.in(s) - 1) == p.message.in(s)
          ? "has written, will publish"
          : "reserved, will write";
    }
    if (!p.plans.isSet(s)) {
      return over ? "done" : "idle";
    }
    int plan = p.index.in(s);
    return ring.producerIndex.in(s) == plan
        ? "has read tail = " + plan
        : "has read tail = %d, which has moved".formatted(plan);
  }

  private Piece.Row consumer(ProgramState s) {
    boolean blocked = claims.blocked(s);
    String out =
        ring.producers.stream()
            .map(p -> Integer.toString(claims.taken(s, p)))
            .collect(Collectors.joining(" + "));
    String ready = ring.shape.whole() && !ring.canTake(s) ? "idle" : "takes";
    return Piece.Row.of(
            "consumer",
            blocked ? Tone.WARN : Tone.OK,
            "",
            List.of("consumer", "-", "-", out, blocked ? "waits for a reserved slot" : ready))
        .doing(take(s));
  }
}
