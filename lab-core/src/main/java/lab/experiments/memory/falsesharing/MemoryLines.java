package lab.experiments.memory.falsesharing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.memory.falsesharing.CoherenceMachine.Layout;
import lab.experiments.memory.falsesharing.CoherenceMachine.Owner;
import lab.experiments.memory.falsesharing.CoherenceMachine.State;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Tone;

/** Where the two words lie. A row is a line; a click on b moves it into another line, or back. */
final class MemoryLines {
  /** Words of eight bytes in a line. */
  private static final int WORDS = 8;

  private MemoryLines() {}

  static Piece of(Layout layout, State s) {
    boolean shared = layout == Layout.SHARED;
    Click move = new Click.Set(shared ? "layout=padded" : "layout=shared");
    List<Cell> cells = new ArrayList<>();
    cells.add(word("a", s.lineOfA(), Optional.of(shared ? "the line" : "the line of a")));
    fill(cells, shared ? 1 : WORDS);
    Optional<String> line = shared ? Optional.empty() : Optional.of("the line of b");
    cells.add(word("b", s.lineOfB(), line).clicked(Optional.of(move)));
    fill(cells, shared ? WORDS : 2 * WORDS);
    String title = "a row is a line of 64 bytes";
    return new Piece.Cells("memory", title, Piece.Cells.Form.GRID, WORDS, cells, List.of());
  }

  /** What memory has of a line that a core has written is out of date. */
  private static Cell word(String name, Owner owner, Optional<String> line) {
    boolean newest = owner == Owner.NOBODY;
    Cell word = Cell.of(name, name, newest ? Tone.OK : Tone.GONE);
    return newest ? line.map(word::holding).orElse(word) : word;
  }

  private static void fill(List<Cell> cells, int size) {
    for (int i = cells.size(); i < size; i++) {
      cells.add(Cell.of("word" + i, "", Tone.IDLE));
    }
  }
}
