package lab.experiments.cpu.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.cpu.cache.CacheMachine.State;
import lab.stage.Numbers;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells.Form;
import lab.stage.Tone;

/** A column for the core and for each level, a row for each line of the working set. */
final class CacheColumns {
  private static final String REQUEST = "the load";

  private final CacheMachine machine;
  private final Setup setup;
  private final State s;

  CacheColumns(CacheMachine machine, State s) {
    this.machine = machine;
    this.setup = machine.setup();
    this.s = s;
  }

  /** What the core can ask for: a row for each line that it loads singly, and one for all. */
  Piece core() {
    List<Cell> cells = new ArrayList<>();
    for (int line : setup.singles()) {
      Cell load = Cell.of("load" + line, "load " + line, setup.foreseen() ? Tone.GONE : Tone.A);
      cells.add(setup.foreseen() ? load : load.doing(CacheMachine.load(line).toString()));
    }
    if (setup.walks()) {
      cells.add(Cell.of("walk", "load all", Tone.A).doing(CacheMachine.WALK.toString()));
    }
    if (s.asked().count() == 0) {
      cells.add(cells.removeLast().holding(REQUEST));
    }
    return column("core", cells);
  }

  /** In the rows of the core: whether the level holds that line, and in which of its sets. */
  Piece level(int level) {
    List<Cell> cells = new ArrayList<>();
    for (int line : setup.singles()) {
      cells.add(line(level, line));
    }
    int others = setup.lines() - setup.singles().size();
    if (others > 0) {
      cells.add(Cell.of("rest" + level, "others " + held(level) + "/" + others, Tone.IDLE));
    }
    if (s.asked().count() > 0 && s.asked().level() == level) {
      boolean last = level == setup.memory();
      Tone tone = level == 0 ? Tone.OK : last ? Tone.BAD : Tone.WARN;
      String cycles = Numbers.text(s.asked().cycles(), "cycles");
      cells.add(Cell.of("answer" + level, cycles, tone).holding(REQUEST));
    }
    return column(Setup.LEVELS[level], cells);
  }

  private int held(int level) {
    int held = 0;
    for (int line = 0; line < setup.lines(); line++) {
      held += !setup.single(line) && holds(level, line) ? 1 : 0;
    }
    return held;
  }

  private boolean holds(int level, int line) {
    return level == setup.memory() || s.caches().holds(level, setup.block(line));
  }

  private Cell line(int level, int line) {
    boolean memory = level == setup.memory();
    boolean holds = holds(level, line);
    boolean dirty = !memory && s.caches().dirty(level, setup.block(line));
    String where = memory ? "" + line : "set " + setup.set(level, line);
    Tone tone = memory ? Tone.IDLE : dirty ? Tone.WARN : holds ? Tone.OK : Tone.GONE;
    Cell cell = Cell.of("L" + level + "." + line, dirty ? where + " dirty" : where, tone);
    boolean nearest = s.caches().nearest(setup.block(line)) == level;
    return (nearest ? cell.holding("line " + line) : cell)
        .doing(
            line == 0 && !memory
                ? machine.onClick(s, level).map(Object::toString)
                : setup.foreseen()
                    ? Optional.empty()
                    : Optional.of(CacheMachine.load(line).toString()));
  }

  private static Piece column(String key, List<Cell> cells) {
    return new Piece.Cells(key, "", Form.GRID, 1, cells, List.of());
  }
}
