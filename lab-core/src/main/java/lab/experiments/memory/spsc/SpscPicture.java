package lab.experiments.memory.spsc;

import static lab.experiments.memory.spsc.SpscProgram.PUT;
import static lab.experiments.memory.spsc.SpscProgram.TAKEN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * The ring with its two marks, TAIL where the producer puts next and HEAD where the consumer takes
 * next, and what each side knows.
 */
final class SpscPicture {
  private final SpscProgram ring;

  SpscPicture(SpscMachine machine) {
    ring = machine.ring();
  }

  Stage of(ProgramState s) {
    return Stage.of(slots(s), sides(s));
  }

  private Piece slots(ProgramState s) {
    int head = TAKEN.in(s);
    int tail = PUT.in(s);
    int lost = ring.lost(s);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int slot = 0; slot < ring.capacity(); slot++) {
      int message = ring.in(s, slot);
      boolean gone = lost != 0 && ring.slot(lost - 1) == slot;
      Tone tone = gone ? Tone.BAD : message == 0 ? Tone.IDLE : Tone.A;
      String label = message != 0 ? Integer.toString(message) : gone ? "lost" : "·";
      cells.add(Piece.Cell.of("slot" + slot, label, tone).doing(action(slot, head, tail, message)));
    }
    List<Piece.Mark> marks =
        List.of(
            new Piece.Mark("HEAD", "HEAD", "slot" + ring.slot(head), Tone.B),
            new Piece.Mark("TAIL", "TAIL", "slot" + ring.slot(tail), Tone.A));
    String title =
        "HEAD %d: next of the consumer, TAIL %d: next of the producer, occupied %d of %d"
            .formatted(head, tail, SpscProgram.occupied(s), ring.capacity());
    return new Piece.Cells("ring", title, Piece.Cells.Form.RING, 0, cells, marks);
  }

  /** A click on the slot at TAIL puts, on the full one at HEAD takes. */
  private Optional<String> action(int slot, int head, int tail, int message) {
    if (!ring.whole()) {
      return Optional.empty();
    }
    if (message == 0 && tail < ring.messages() && slot == ring.slot(tail)) {
      return Optional.of("producer.put");
    }
    return message != 0 && slot == ring.slot(head)
        ? Optional.of("consumer.take")
        : Optional.empty();
  }

  private Piece sides(ProgramState s) {
    int head = TAKEN.in(s);
    int tail = PUT.in(s);
    String puts = tail == ring.messages() ? "all are in" : "next: message " + (tail + 1);
    String room = "sure of room below " + SpscProgram.LIMIT.in(s);
    String takes =
        s.failedAssertion()
            .map(claim ->
                claim.equals(SpscProgram.UNWRITTEN)
                    ? "read contents that are not there"
                    : "got message %d, not %d".formatted(SpscProgram.MESSAGE.in(s), head + 1))
            .orElse(head == ring.messages() ? "all are out" : "next: message " + (head + 1));
    Tone tone = s.failedAssertion().isPresent() ? Tone.BAD : Tone.B;
    return new Piece.Table(
        "sides",
        "",
        List.of("", "", ""),
        List.of(
            Piece.Row.of("producer", Tone.A, "", "producer", puts, room),
            Piece.Row.of("consumer", tone, "", "consumer", takes, "")));
  }
}
