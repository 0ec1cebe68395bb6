package lab.experiments.memory.mpmc;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import lab.memorymodel.ProgramState;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * Producers, ring and consumer. The slots with their marks, HEAD where the consumer takes next,
 * TAIL where producers reserve next and a producer's name at what it has reserved; below them the
 * sequences.
 */
final class MpmcPicture {
  private final MpmcProgram ring;
  private final MpmcClaims claims;
  private final MpmcMessages messages;
  private final MpmcPlans plans;

  MpmcPicture(MpmcProgram ring) {
    this.ring = ring;
    claims = new MpmcClaims(ring);
    messages = new MpmcMessages(ring);
    plans = new MpmcPlans(ring, claims);
  }

  Stage of(ProgramState s) {
    List<Piece> pieces = new ArrayList<>(List.of(slots(s), sequences(s)));
    List<Place> places = new ArrayList<>();
    for (MpmcProducer p : ring.producers) {
      pieces.add(messages.toSend(s, p));
      places.add(place(places.size(), p.actor(), p.actor(), tone(p)));
    }
    pieces.add(messages.taken(s));
    pieces.addAll(plans.of(s));
    int wide = ring.producers.size();
    places.add(
        Place.at(0, "ring", Tone.IDLE, "ring", "sequences").called("the ring").wide(wide).below(1));
    places.add(place(0, "consumer", "the consumer", Tone.OK).wide(wide).below(2));
    return new Stage(pieces).in(places.toArray(Place[]::new));
  }

  private static Place place(int column, String actor, String called, Tone tone) {
    return Place.at(column, actor, tone, actor + ".messages", actor + ".plan").called(called);
  }

  private Tone tone(MpmcProducer p) {
    return p == ring.producers.getFirst() ? Tone.A : Tone.B;
  }

  private Piece slots(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    List<Piece.Mark> marks = new ArrayList<>();
    marks.add(mark("HEAD", ring.consumerIndex.in(s), Tone.OK));
    marks.add(mark("TAIL", ring.producerIndex.in(s), Tone.BUSY));
    for (MpmcProducer p : ring.producers) {
      if (p.own.isSet(s)) {
        marks.add(mark(p.actor(), p.own.in(s) - 1, tone(p)));
      }
    }
    for (int i = 0; i < ring.shape.capacity(); i++) {
      int content = ring.slot(s, i);
      Tone tone = tone(s, i, content);
      String empty = tone == Tone.IDLE ? "·" : "?";
      String label = content == 0 ? empty : "" + (content & MpmcProgram.PAYLOAD_MASK);
      Piece.Cell cell = Piece.Cell.of("slot" + i, label, tone);
      boolean here = content != 0 && content != ring.consumer.got.in(s);
      cells.add(here ? cell.holding(messages.name(content)) : cell);
    }
    return new Piece.Cells("ring", "slots", Piece.Cells.Form.RING, 0, cells, marks);
  }

  private Piece.Mark mark(String label, int index, Tone tone) {
    return new Piece.Mark(label, label, "slot" + ring.wrapped(index), tone);
  }

  /**
   * A slot that two own is bad, one that is reserved is busy, and so is one without its payload.
   */
  private Tone tone(ProgramState s, int slot, int content) {
    OptionalInt twice = claims.twoOwners(s);
    if (twice.isPresent() && ring.wrapped(twice.getAsInt()) == slot) {
      return Tone.BAD;
    }
    for (MpmcProducer p : ring.producers) {
      if (p.own.isSet(s) && ring.wrapped(p.own.in(s) - 1) == slot) {
        return Tone.BUSY;
      }
    }
    return content == 0 ? Tone.IDLE : tone(ring.sender(content));
  }

  private Piece sequences(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    int head = ring.wrapped(ring.consumerIndex.in(s));
    for (int i = 0; i < ring.shape.capacity(); i++) {
      int sequence = ring.sequence(s, i);
      boolean full = ring.wrapped(sequence - 1) == i;
      Piece.Cell cell = Piece.Cell.of("seq" + i, "" + sequence, full ? Tone.OK : Tone.IDLE);
      cells.add(i == head ? cell.doing("consumer.take") : cell);
    }
    return new Piece.Cells("sequences", "sequence", Piece.Cells.Form.ROW, 0, cells, List.of());
  }
}
