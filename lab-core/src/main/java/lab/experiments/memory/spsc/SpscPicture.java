package lab.experiments.memory.spsc;

import static lab.experiments.memory.spsc.SpscProgram.C;
import static lab.experiments.memory.spsc.SpscProgram.P;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramPicture;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * The ring with its two marks, HEAD where the producer writes next and TAIL where the consumer
 * reads next, and what each side knows. Access by access, the code stands below it, and each cell
 * of which somebody may still read an old value.
 */
final class SpscPicture {
  private final SpscMachine machine;
  private final boolean whole;
  private final Function<ProgramState, Stage> code;

  SpscPicture(SpscMachine machine, MemoryModel model, boolean whole) {
    this.machine = machine;
    this.whole = whole;
    code = ProgramPicture.of(machine.program(), model);
  }

  Stage of(ProgramState s) {
    List<Piece> pieces = new ArrayList<>(List.of(ring(s), sides(s)));
    if (!whole) {
      code.apply(s).pieces().stream().filter(SpscPicture::worthShowing).forEach(pieces::add);
    }
    return new Stage(pieces);
  }

  /** Code and store buffers; of the cells those of which there is more than one value. */
  private static boolean worthShowing(Piece piece) {
    return !(piece instanceof Piece.Cells cells)
        || cells.key().endsWith(".buffer")
        || (cells.cells().size() > 1 && !cells.key().equals("memory"));
  }

  private Piece ring(ProgramState s) {
    int capacity = machine.capacity();
    int head = s.register(P, SpscProgram.PUT);
    int tail = s.register(C, SpscProgram.TAKEN);
    int lost = SpscMachine.lost(s, capacity);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < capacity; i++) {
      int message = s.cell(SpscProgram.SLOTS + i);
      boolean gone = lost != 0 && SpscMachine.slot(lost - 1, capacity) == i;
      Tone tone = gone ? Tone.BAD : message == 0 ? Tone.IDLE : Tone.A;
      String label = message != 0 ? Integer.toString(message) : gone ? "lost" : "·";
      cells.add(new Piece.Cell("slot" + i, label, tone, action(i, head, tail, message)));
    }
    List<Piece.Mark> marks =
        List.of(
            new Piece.Mark("HEAD", "HEAD", "slot" + SpscMachine.slot(head, capacity), Tone.A),
            new Piece.Mark("TAIL", "TAIL", "slot" + SpscMachine.slot(tail, capacity), Tone.B));
    String title =
        "head (write) %d, tail (read) %d, occupied %d of %d"
            .formatted(head, tail, SpscMachine.occupied(s), capacity);
    return new Piece.Cells("ring", title, Piece.Cells.Form.RING, 0, cells, marks);
  }

  /** A click on the slot at HEAD puts, on the full one at TAIL takes. */
  private Optional<String> action(int i, int head, int tail, int message) {
    int capacity = machine.capacity();
    boolean more = head < SpscMachine.messages(capacity);
    if (!whole) {
      return Optional.empty();
    }
    if (message == 0 && more && i == SpscMachine.slot(head, capacity)) {
      return Optional.of("p.put");
    }
    return message != 0 && i == SpscMachine.slot(tail, capacity)
        ? Optional.of("c.take")
        : Optional.empty();
  }

  private Piece sides(ProgramState s) {
    int messages = SpscMachine.messages(machine.capacity());
    int head = s.register(P, SpscProgram.PUT);
    int tail = s.register(C, SpscProgram.TAKEN);
    String ends = head == messages ? "all are in" : "next: message " + (head + 1);
    String room = "sure of room below " + s.register(P, SpscProgram.LIMIT);
    String failed =
        s.failedAssertion()
            .map(f ->
                f.equals(SpscProgram.UNWRITTEN)
                    ? "read contents that are not there"
                    : "got message %d, not %d"
                        .formatted(s.register(C, SpscProgram.ELEMENT), tail + 1))
            .orElse(tail == messages ? "all are out" : "next: message " + (tail + 1));
    Tone tone = s.failedAssertion().isPresent() ? Tone.BAD : Tone.B;
    return new Piece.Table(
        "sides",
        "",
        List.of("", "", ""),
        List.of(
            Piece.Row.of("producer", Tone.A, "", "producer", ends, room),
            Piece.Row.of("consumer", tone, "", "consumer", failed, "")));
  }
}
