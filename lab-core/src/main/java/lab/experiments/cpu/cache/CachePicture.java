package lab.experiments.cpu.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cpu.cache.Geometry;
import lab.experiments.cpu.cache.CacheMachine.State;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells.Form;
import lab.stage.Piece.Figure;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * The levels from the core outwards with the lines that each holds, where the last load was
 * answered, what it cost, and what a load of a working set of any size would cost.
 */
final class CachePicture {
  private static final String REQUEST = "the load";

  private final CacheMachine machine;
  private final Setup setup;

  /** Made when first drawn; whoever makes it a second time makes the same. */
  private Plot plot;

  CachePicture(CacheMachine machine) {
    this.machine = machine;
    this.setup = machine.setup();
  }

  Stage of(State s) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(core(s));
    for (int level = 0; level <= setup.memory(); level++) {
      pieces.add(level(s, level));
    }
    pieces.add(cost(s));
    pieces.add(curve());
    List<Place> places = new ArrayList<>();
    places.add(Place.at(0, "the core", Tone.A, "core"));
    for (int level = 0; level <= setup.memory(); level++) {
      places.add(Place.at(level + 1, Setup.LEVELS[level], Tone.IDLE, Setup.LEVELS[level]));
    }
    return new Stage(pieces).in(places.toArray(Place[]::new));
  }

  /** What the core can ask for. */
  private Piece core(State s) {
    List<Cell> cells = new ArrayList<>();
    for (int line = 0; line < setup.lines(); line++) {
      if (setup.single(line)) {
        cells.add(
            Cell.of("load" + line, "load " + line, Tone.A)
                .doing(CacheMachine.load(line).toString()));
      }
    }
    if (setup.lines() > 1) {
      cells.add(Cell.of("walk", "load all", Tone.A).doing(CacheMachine.WALK.toString()));
    }
    if (s.asked().count() == 0) {
      cells.add(Cell.of("idle", "waits", Tone.IDLE).holding(REQUEST));
    }
    return new Piece.Cells("core", "", Form.GRID, 1, cells, List.of());
  }

  /** The lines that a level holds, a row for each set that the working set can be in. */
  private Piece level(State s, int level) {
    boolean memory = level == setup.memory();
    List<Cell> cells = new ArrayList<>();
    for (int line = 0; line < setup.lines(); line++) {
      if (memory || s.caches().holds(level, setup.block(line))) {
        cells.add(line(s, level, line));
      }
    }
    if (!memory && !s.caches().holds(level, setup.block(0))) {
      cells.addFirst(
          Cell.of("L" + level + ".0", "·", Tone.GONE)
              .doing(machine.onClick(s, level).map(Object::toString)));
    }
    boolean answered = s.asked().count() > 0 && s.asked().level() == level;
    if (answered) {
      cells.add(
          Cell.of("answer" + level, "answers", level == 0 ? Tone.OK : memory ? Tone.BAD : Tone.WARN)
              .holding(REQUEST));
    }
    String title = memory ? "" : size(setup.hierarchy().geometry(level));
    return new Piece.Cells(Setup.LEVELS[level], title, Form.GRID, 1, cells, List.of());
  }

  private Cell line(State s, int level, int line) {
    boolean memory = level == setup.memory();
    boolean dirty = !memory && s.caches().dirty(level, setup.block(line));
    Tone tone = dirty ? Tone.WARN : memory ? Tone.IDLE : Tone.OK;
    Cell cell = Cell.of("L" + level + "." + line, line + (dirty ? " dirty" : ""), tone);
    Cell held =
        line == 0 && s.caches().nearest(setup.block(0)) == level ? cell.holding("line 0") : cell;
    Optional<String> click =
        line == 0 && !memory
            ? machine.onClick(s, level).map(Object::toString)
            : Optional.of(CacheMachine.load(line).toString());
    return held.doing(click);
  }

  private static String size(Geometry g) {
    return g.sets() + " x " + g.ways();
  }

  private Piece cost(State s) {
    Asked asked = s.asked();
    String label =
        asked.count() == 0
            ? "no load yet"
            : asked.only()
                ? "line " + asked.line() + ", from " + Setup.LEVELS[asked.level()]
                : asked.count() + " lines in turn";
    Tone tone = asked.lost() > 0 ? Tone.BAD : asked.count() == 0 ? Tone.IDLE : Tone.OK;
    return new Piece.Figures(
        "cost", "", List.of(new Figure("cycles", label, asked.cycles(), "cycles", tone)));
  }

  private Plot curve() {
    if (plot == null) {
      plot =
          new Plot(
              "walks",
              "a load on average, all lines in turn",
              "lines, " + setup.stride() + " apart",
              "cycles",
              Plot.Scale.LOG,
              Plot.Scale.LOG,
              List.of(
                  new Plot.Series(
                      "cycles",
                      "cycles a load",
                      Tone.A,
                      Plot.Series.Kind.LINE,
                      WorkingSets.curve(setup))),
              List.of(),
              setup.lines(),
              Optional.of("lines"));
    }
    return plot;
  }
}
