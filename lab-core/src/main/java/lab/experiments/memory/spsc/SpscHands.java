package lab.experiments.memory.spsc;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Tone;

/** The messages that the producer has still to put, and those that the consumer has taken. */
final class SpscHands {
  private static final int IN_A_ROW = 4;

  private final SpscProgram ring;
  private final SpscOnItsWay way;

  SpscHands(SpscProgram ring, SpscOnItsWay way) {
    this.ring = ring;
    this.way = way;
  }

  Piece toPut(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int message = 1; message <= ring.messages(); message++) {
      if (way.isWithTheProducer(s, message)) {
        Piece.Cell cell = Piece.Cell.of("" + message, "" + message, Tone.A).holding(name(message));
        cells.add(cells.isEmpty() ? cell.doing("producer.put") : cell);
      }
    }
    return cells("toPut", "to put", cells);
  }

  Piece taken(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    int last = SpscProgram.taken(s);
    for (int message = 1; message <= last; message++) {
      String wrong = message == last ? s.failedAssertion().map(SpscHands::wrong).orElse("") : "";
      Tone tone = wrong.isEmpty() ? Tone.B : Tone.BAD;
      cells.add(Piece.Cell.of("" + message, message + wrong, tone).holding(name(message)));
    }
    return cells("taken", "taken", cells);
  }

  private static String wrong(String claim) {
    return claim.equals(SpscProgram.UNWRITTEN) ? ", not written" : ", out of turn";
  }

  private static Piece cells(String key, String title, List<Piece.Cell> cells) {
    List<Piece.Cell> shown =
        cells.isEmpty() ? List.of(Piece.Cell.of("none", "none", Tone.IDLE)) : cells;
    return new Piece.Cells(key, title, Piece.Cells.Form.GRID, IN_A_ROW, shown, List.of());
  }

  /** As a token. */
  static String name(int message) {
    return "message " + message;
  }
}
