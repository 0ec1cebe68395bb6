package lab.experiments.memory.falsesharing;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.memory.falsesharing.CoherenceMachine.Layout;
import lab.experiments.memory.falsesharing.CoherenceMachine.Owner;
import lab.experiments.memory.falsesharing.CoherenceMachine.State;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells.Form;
import lab.stage.Piece.Figure;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * Two cores with what they hold of each line, between them what the bus has carried, and memory. A
 * line is where its newest words are: in one core, or in memory as long as none has written it.
 */
final class CoherencePicture {
  private final Layout layout;
  private final State s;

  private CoherencePicture(Layout layout, State s) {
    this.layout = layout;
    this.s = s;
  }

  static Stage of(Layout layout, State s) {
    CoherencePicture p = new CoherencePicture(layout, s);
    return Stage.of(
            p.cache(Owner.A),
            p.writes(Owner.A),
            p.carried(),
            p.cache(Owner.B),
            p.writes(Owner.B),
            MemoryLines.of(layout, s))
        .in(
            Place.at(0, "core A", Tone.A, "cacheA", "writesA"),
            Place.at(1, "the bus", Tone.IDLE, "carried"),
            Place.at(2, "core B", Tone.B, "cacheB", "writesB"),
            Place.at(0, "memory", Tone.IDLE, "memory").wide(3).below(1));
  }

  /** A cell for each line. */
  private Piece cache(Owner core) {
    List<Cell> cells = new ArrayList<>();
    if (layout == Layout.SHARED) {
      cells.add(copy(core, "a b", s.lineOfA(), "the line", true));
    } else {
      cells.add(copy(core, "a", s.lineOfA(), "the line of a", core == Owner.A));
      cells.add(copy(core, "b", s.lineOfB(), "the line of b", core == Owner.B));
    }
    return new Piece.Cells("cache" + core, "", Form.GRID, 1, cells, List.of());
  }

  private Cell copy(Owner core, String words, Owner owner, String token, boolean mayWrite) {
    boolean has = owner == core;
    Cell copy =
        Cell.of(
            core + "." + words,
            words + (has ? ": Modified" : ": Invalid"),
            !has ? Tone.GONE : core == Owner.A ? Tone.A : Tone.B);
    Cell held = has ? copy.holding(token) : copy;
    return mayWrite ? held.doing(CoherenceMachine.write(core).toString()) : held;
  }

  private Piece writes(Owner core) {
    int writes = core == Owner.A ? s.aWrites() : s.bWrites();
    return figures("writes" + core, "", figure("writes", writes, Tone.IDLE));
  }

  private Piece carried() {
    return figures(
        "carried",
        "so far, of " + CoherenceMachine.WRITES + " writes",
        figure("transfers", s.transfers(), Tone.BAD),
        figure("cold fills", s.coldFills(), Tone.WARN),
        figure("silent", s.silent(), Tone.OK));
  }

  private static Piece figures(String key, String title, Figure... figures) {
    return new Piece.Figures(key, title, List.of(figures));
  }

  private static Figure figure(String label, int value, Tone tone) {
    return new Figure(label, label, value, "", value == 0 ? Tone.IDLE : tone);
  }
}
