package lab.experiments.memory.aba;

import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Tone;

/** The tag beside the head and the one that T1 has read, as far as the model counts them. */
final class AbaTags {
  private final Tag tag;
  private final boolean whole;

  AbaTags(Tag tag, boolean whole) {
    this.tag = tag;
    this.whole = whole;
  }

  /** One bit stands for a tag that never comes round: it has changed since T1's read, or not. */
  private boolean changedOrNot() {
    return whole && tag.equals(Tag.UNBOUNDED);
  }

  Optional<Piece> ofHead(ProgramState s) {
    if (tag.equals(Tag.OFF)) {
      return Optional.empty();
    }
    int now = Tag.of(AbaProgram.HEAD.in(s));
    boolean same = now == Tag.of(AbaProgram.T1.first.in(s));
    String words = Integer.toString(now);
    if (whole && !AbaMachine.plans(s)) {
      words = "not counted";
    } else if (changedOrNot()) {
      words = same ? "as T1 read it" : "another than T1 read";
    }
    Tone tone = AbaMachine.plans(s) && !same ? Tone.B : Tone.IDLE;
    return Optional.of(
        new Piece.Cells(
            "tag",
            whole && !changedOrNot() ? "tag, counted from T1's read" : "tag",
            Piece.Cells.Form.ROW,
            0,
            List.of(Cell.of("tag.head", words, tone)),
            List.of()));
  }

  /** While T1 plans. */
  Optional<Cell> ofT1(ProgramState s) {
    return tag.equals(Tag.OFF) || changedOrNot()
        ? Optional.empty()
        : Optional.of(Cell.of("tag.t1", "tag " + Tag.of(AbaProgram.T1.first.in(s)), Tone.BUSY));
  }
}
