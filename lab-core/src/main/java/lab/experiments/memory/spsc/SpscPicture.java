package lab.experiments.memory.spsc;

import static lab.experiments.memory.spsc.SpscProgram.PUT;
import static lab.experiments.memory.spsc.SpscProgram.TAKEN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * Producer, ring and consumer, and where each message is: with the producer until it is in its
 * slot, with the consumer from when it has been seen there.
 */
final class SpscPicture {
  private final SpscProgram ring;
  private final SpscOnItsWay way;
  private final SpscHands hands;

  SpscPicture(SpscMachine machine) {
    ring = machine.ring();
    way = new SpscOnItsWay(ring, machine.inner().model());
    hands = new SpscHands(ring, way);
  }

  Stage of(ProgramState s) {
    Stage stage = Stage.of(slots(s), hands.toPut(s), hands.taken(s));
    // Whole operations have no code: then all three stand side by side.
    return ring.whole()
        ? stage.in(producer(0), place(1), consumer(2))
        : stage.in(place(0).wide(2), producer(0).below(1), consumer(1).below(1));
  }

  /** Where all of memory is, that of which there is more than one value behind the ring. */
  private Place place(int column) {
    List<String> pieces = new ArrayList<>(List.of("ring"));
    for (int message = 1; message <= ring.messages(); message++) {
      pieces.add("contents" + message);
    }
    return Place.at(column, "memory", Tone.IDLE, pieces.toArray(String[]::new)).called("the ring");
  }

  /** Without the indices: neither side reads one, so who could still see which value is nothing. */
  static Stage read(Stage all) {
    List<Piece> pieces = new ArrayList<>();
    for (Piece piece : all.pieces()) {
      if (!piece.key().equals("producerIndex") && !piece.key().equals("consumerIndex")) {
        pieces.add(piece);
      }
    }
    return new Stage(pieces, all.board());
  }

  private static Place producer(int column) {
    return Place.at(column, "producer", Tone.A, "toPut").called("the producer");
  }

  private static Place consumer(int column) {
    return Place.at(column, "consumer", Tone.B, "taken").called("the consumer");
  }

  private Piece slots(ProgramState s) {
    int head = TAKEN.in(s);
    int tail = PUT.in(s);
    int lost = way.lost(s);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int slot = 0; slot < ring.capacity(); slot++) {
      int message = ring.in(s, slot);
      boolean gone = lost != 0 && ring.slot(lost - 1) == slot;
      boolean here = way.isInTheRing(s, message);
      Tone tone = gone ? Tone.BAD : here ? Tone.A : message == 0 ? Tone.IDLE : Tone.GONE;
      String label = message != 0 ? "" + message : gone ? "lost" : "·";
      Piece.Cell cell = Piece.Cell.of("slot" + slot, label, tone);
      cells.add((here ? cell.holding(SpscHands.name(message)) : cell).doing(action(s, slot)));
    }
    List<Piece.Mark> marks =
        List.of(
            new Piece.Mark("HEAD", "HEAD", "slot" + ring.slot(head), Tone.B),
            new Piece.Mark("TAIL", "TAIL", "slot" + ring.slot(tail), Tone.A));
    return new Piece.Cells("ring", "", Piece.Cells.Form.RING, 0, cells, marks);
  }

  /** A click on the slot at TAIL puts, on the one at HEAD takes. */
  private Optional<String> action(ProgramState s, int slot) {
    boolean puts = ring.in(s, slot) == 0 && slot == ring.slot(PUT.in(s));
    return !puts && slot != ring.slot(TAKEN.in(s))
        ? Optional.empty()
        : Optional.of(puts ? "producer.put" : "consumer.take");
  }
}
