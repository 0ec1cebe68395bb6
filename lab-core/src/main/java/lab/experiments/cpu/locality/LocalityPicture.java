package lab.experiments.cpu.locality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.cpu.locality.Setup.Order;
import lab.stage.Board.Place;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells.Form;
import lab.stage.Piece.Figure;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * The matrix, each element as it was read, and beside it the same number of reads in the order that
 * this one is held against. Below: what the cache holds.
 */
final class LocalityPicture {
  private final Setup setup;
  private final LocalityMachine machine;
  private final int[] otherWalk;
  private final String needs;
  private final String otherNeeds;

  LocalityPicture(Setup setup, LocalityMachine machine) {
    this.setup = setup;
    this.machine = machine;
    otherWalk = Walk.of(setup.other());
    needs = needs(setup);
    otherNeeds = needs(setup.other());
  }

  Stage of(LocalityState s) {
    LocalityState other = LocalityState.start(setup.other());
    for (int i = 0; i < s.reads(); i++) {
      other = other.read(otherWalk[i]);
    }
    return Stage.of(
            matrix("elements", s, machine.next(s), true),
            cache("cache", s),
            figures("counts", s),
            matrix("other elements", other, at(s.reads()), false),
            cache("other cache", other),
            figures("other counts", other))
        .in(
            Place.at(0, setup.order().words, Tone.A, "elements"),
            Place.at(1, setup.other().order().words, Tone.B, "other elements"),
            Place.at(0, "its cache" + needs, Tone.A, "cache", "counts").below(1),
            Place.at(1, "the other cache" + otherNeeds, Tone.B, "other cache", "other counts")
                .below(1));
  }

  private Optional<Integer> at(int reads) {
    return reads < otherWalk.length ? Optional.of(otherWalk[reads]) : Optional.empty();
  }

  private Piece matrix(String key, LocalityState s, Optional<Integer> next, boolean own) {
    List<Cell> cells = new ArrayList<>();
    for (int e = 0; e < setup.elements(); e++) {
      Cell cell =
          Cell.of("e" + e, "element " + e, tone(s, e, next))
              .valued(s.hit().get(e) ? 0.5 : s.missed().get(e) ? 1 : 0);
      cells.add(own ? cell.clicked(click(s, e, next)) : cell);
    }
    return new Piece.Cells(key, "", Form.DENSE, setup.columns(), cells, List.of());
  }

  private static Tone tone(LocalityState s, int element, Optional<Integer> next) {
    if (s.missed().get(element)) {
      return Tone.BAD;
    }
    if (s.hit().get(element)) {
      return Tone.OK;
    }
    return next.filter(n -> n == element).isPresent() ? Tone.BUSY : Tone.IDLE;
  }

  /** The next element is read; any other one asks for the order in which it can be. */
  private Optional<Click> click(LocalityState s, int element, Optional<Integer> next) {
    boolean free = setup.order() == Order.FREE;
    if (s.hit().get(element) || s.missed().get(element)) {
      return Optional.empty();
    }
    if (free) {
      return Optional.of(new Click.Step(LocalityMachine.access(element).toString()));
    }
    return Optional.of(
        next.filter(n -> n == element).isPresent()
            ? new Click.Step(LocalityMachine.NEXT.toString())
            : new Click.Set("order=free"));
  }

  /** Most recently used first. */
  private Piece cache(String key, LocalityState s) {
    List<Cell> cells = new ArrayList<>();
    List<Long> ways = s.cache().ways(0, 0);
    for (int way = 0; way < ways.size(); way++) {
      long line = ways.get(way);
      Cell cell =
          Cell.of("way" + way, line < 0 ? "empty" : "line " + line, line < 0 ? Tone.IDLE : Tone.OK);
      cells.add(line < 0 ? cell : cell.holding(key + " line " + line));
    }
    return new Piece.Cells(key, "", Form.GRID, 4, cells, List.of());
  }

  private Piece figures(String key, LocalityState s) {
    return new Piece.Figures(
        key,
        "",
        List.of(
            new Figure("misses", "misses", s.misses(), "", s.misses() == 0 ? Tone.IDLE : Tone.BAD),
            new Figure("hits", "hits", s.hits(), "", s.hits() == 0 ? Tone.IDLE : Tone.OK),
            new Figure("cycles", "cycles", setup.cycles(s.hits(), s.misses()), "", Tone.IDLE)));
  }

  /** So much room, and no line is fetched twice; a free order is not known beforehand. */
  private static String needs(Setup of) {
    if (of.order() == Order.FREE) {
      return "";
    }
    int lines = Walk.needs(of);
    return " (needs " + lines + (lines == 1 ? " line)" : " lines)");
  }
}
