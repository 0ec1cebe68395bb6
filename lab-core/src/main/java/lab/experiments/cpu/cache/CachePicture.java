package lab.experiments.cpu.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cpu.cache.Geometry;
import lab.experiments.cpu.cache.CacheMachine.State;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * The levels from the core outwards with the lines that each holds, where the last load was
 * answered, what it cost, and what a load of a working set of any size would cost.
 */
final class CachePicture {
  private static final String COST = "cycles of a load on average, all lines in turn";

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
    CacheColumns columns = new CacheColumns(machine, s);
    pieces.add(columns.core());
    for (int level = 0; level <= setup.memory(); level++) {
      pieces.add(columns.level(level));
    }
    if (setup.why()) {
      pieces.add(reasons(s.asked().why()));
    }
    pieces.add(curve());
    List<Place> places = new ArrayList<>();
    places.add(Place.at(0, "the core", Tone.A, "core"));
    for (int level = 0; level <= setup.memory(); level++) {
      places.add(
          Place.at(level + 1, Setup.LEVELS[level], Tone.IDLE, Setup.LEVELS[level])
              .called(called(level)));
    }
    return new Stage(pieces).in(places.toArray(Place[]::new));
  }

  /** Of the last that the core asked for. */
  private static Piece reasons(Reasons.Why why) {
    return new Piece.Figures(
        "why",
        "",
        List.of(
            reason("compulsory", why.compulsory(), Tone.IDLE),
            reason("capacity", why.capacity(), Tone.WARN),
            reason("conflict", why.conflict(), Tone.BAD)));
  }

  private static Piece.Figure reason(String name, int misses, Tone tone) {
    return new Piece.Figure(name, name, misses, "", misses == 0 ? Tone.IDLE : tone);
  }

  /** {@code L1, 64 x 8}: sets and ways. */
  private String called(int level) {
    if (level == setup.memory()) {
      return Setup.LEVELS[level];
    }
    Geometry g = setup.hierarchy().geometry(level);
    return Setup.LEVELS[level] + ", " + g.sets() + " x " + g.ways();
  }

  private Plot curve() {
    if (plot == null) {
      plot =
          new Plot(
              "walks",
              "",
              "lines, " + setup.stride() + " apart",
              COST,
              Plot.Scale.LOG,
              Plot.Scale.LOG,
              List.of(
                  new Plot.Series(
                      "cycles", COST, Tone.A, Plot.Series.Kind.LINE, WorkingSets.curve(setup))),
              List.of(),
              setup.lines(),
              Optional.of("lines"));
    }
    return plot;
  }
}
