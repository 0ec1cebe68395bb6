package lab.experiments.memory.aba;

import static lab.experiments.memory.aba.AbaProgram.NODES;
import static lab.experiments.memory.aba.AbaProgram.T1;
import static lab.experiments.memory.aba.AbaProgram.T2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Tone;

/** What each thread is about to do, and the node that it has. */
final class AbaThreads {
  private final boolean whole;
  private final AbaTags tags;

  AbaThreads(boolean whole, AbaTags tags) {
    this.whole = whole;
    this.tags = tags;
  }

  Piece t1(ProgramState s) {
    boolean plans = AbaMachine.plans(s);
    int own = T1.own.in(s);
    List<Cell> cells = new ArrayList<>();
    if (plans) {
      cells.add(Cell.of("t1.plan", plan(s), Tone.BUSY).doing("t1.cas"));
      tags.ofT1(s).ifPresent(cells::add);
    } else if (own != 0) {
      cells.add(Cell.of("t1.own", "owns " + NODES.get(own), Tone.A).holding(AbaPicture.token(own)));
    } else {
      String words = s.done(0) ? "found it empty" : "about to pop";
      cells.add(Cell.of("t1.plan", words, Tone.A).doing("t1.read"));
    }
    return column("t1.plan", cells);
  }

  /**
   * Whole: what its CAS will be. Access by access, what it has read so far: that it has not read
   * next yet and that it has read null look the same, and null is not mentioned.
   */
  private String plan(ProgramState s) {
    String first = AbaMachine.first(s);
    String second = AbaMachine.second(s);
    if (whole) {
      return "CAS(head, " + first + ", " + second + ")";
    }
    return "head was " + first + (T1.second.in(s) == 0 ? "" : ", next " + second);
  }

  /** Between two operations it has nothing in its hands, and its code says what it may do. */
  Optional<Piece> t2(ProgramState s) {
    int own = T2.own.in(s);
    List<Cell> cells = new ArrayList<>();
    if (own != 0) {
      cells.add(
          Cell.of("t2.own", "pushes " + NODES.get(own), Tone.B).holding(AbaPicture.token(own)));
    } else if (T2.first.in(s) != 0) {
      cells.add(Cell.of("t2.plan", "pops " + NODES.get(Tag.node(T2.first.in(s))), Tone.BUSY));
    } else if (whole) {
      cells.add(Cell.of("t2.plan", "pops or pushes", Tone.B));
    }
    return cells.isEmpty() ? Optional.empty() : Optional.of(column("t2.plan", cells));
  }

  private static Piece column(String key, List<Cell> cells) {
    return new Piece.Cells(key, "", Piece.Cells.Form.GRID, 1, cells, List.of());
  }
}
