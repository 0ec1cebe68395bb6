package lab.experiments.memory.rcu;

import static lab.experiments.memory.rcu.RcuProgram.HELD;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Tone;

/** The nodes that are not in the list: not yet, held back, or free. */
final class RcuNodes {
  private final RcuProgram rcu;
  private final int nodes;

  RcuNodes(RcuProgram rcu) {
    this.rcu = rcu;
    nodes = rcu.setup.nodes();
  }

  static String name(int node) {
    return "X" + node;
  }

  static String token(int node) {
    return "node " + node;
  }

  /** What the writer has still to link, or has unlinked and could not retire. */
  Piece inHand(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int node = rcu.writer.retired.in(s) + 1; node <= nodes; node++) {
      if (node != rcu.pointer.in(s)) {
        cells.add(cell(node, name(node), Tone.IDLE));
      }
    }
    return cells("hand", "in hand", cells, 1, List.of());
  }

  /** Retired and not free: as many as there are places for, where a grace period is waited for. */
  Piece held(ProgramState s) {
    boolean full = rcu.writer.refused.isSet(s);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int node = rcu.writer.freed.in(s) + 1; node <= rcu.writer.retired.in(s); node++) {
      Piece.Cell cell = cell(node, name(node), full ? Tone.BAD : Tone.WARN);
      cells.add(cells.isEmpty() ? cell.doing(RcuWriter.ACTOR + ".free") : cell);
    }
    List<Piece.Mark> marks =
        full && !cells.isEmpty()
            ? List.of(new Piece.Mark("full", "retire: full", cells.getLast().key(), Tone.BAD))
            : List.of();
    return cells("held", "held back", cells, rcu.setup.grace() ? HELD : 1, marks);
  }

  Piece free(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int node = 1; node <= nodes; node++) {
      if (rcu.isFreed(s, node)) {
        Tone tone = rcu.isHeld(s, node) ? Tone.BAD : Tone.GONE;
        cells.add(cell(node, name(node) + " poison", tone));
      }
    }
    return cells("free", "", cells, 1, List.of());
  }

  private static Piece.Cell cell(int node, String label, Tone tone) {
    return Piece.Cell.of(name(node), label, tone).holding(token(node));
  }

  private static Piece cells(
      String key, String title, List<Piece.Cell> cells, int places, List<Piece.Mark> marks) {
    List<Piece.Cell> all = new ArrayList<>(cells);
    while (all.size() < places) {
      all.add(Piece.Cell.of("place" + all.size(), "·", Tone.IDLE));
    }
    return new Piece.Cells(key, title, Piece.Cells.Form.ROW, 0, all, marks);
  }
}
