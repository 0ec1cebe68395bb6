package lab.experiments.cpu.numa;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import lab.experiments.cpu.numa.NumaMachine.State;
import lab.experiments.cpu.numa.Setup.Initialiser;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells.Form;
import lab.stage.Piece.Figure;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * Nodes, what links them, and what the accesses took. In a node stands first who its CPU runs, then
 * what its RAM holds.
 */
final class NumaPicture {
  private static final String ACCESS = "the access";

  private final NumaMachine machine;
  private final Setup setup;

  NumaPicture(NumaMachine machine, Setup setup) {
    this.machine = machine;
    this.setup = setup;
  }

  Stage of(State s) {
    List<Piece> pieces = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (int node = 0; node < setup.nodes(); node++) {
      String name = "node " + node;
      List<Cell> cells = cpu(s, node);
      cells.addAll(ram(s, node));
      pieces.add(cells(name, "", cells));
      Tone tone = node == s.worker() ? Tone.B : Tone.IDLE;
      places.add(Place.at(node % 2 * 2, name, tone, name).below(node / 2));
      if (node == 0) {
        pieces.add(interconnect(s));
        places.add(Place.at(1, "interconnect", Tone.IDLE, "crossed"));
      }
    }
    pieces.add(cells("untouched", "pages without memory", untouched(s)));
    NumaCosts costs = new NumaCosts(machine, setup, s.served());
    pieces.add(costs.figures());
    pieces.add(costs.histogram());
    return new Stage(pieces).in(places.toArray(Place[]::new));
  }

  private static Piece cells(String key, String title, List<Cell> cells) {
    return new Piece.Cells(key, title, Form.ROW, 0, cells, List.of());
  }

  private List<Cell> cpu(State s, int node) {
    List<Cell> cells = new ArrayList<>();
    if (node == Setup.MAIN && setup.initialiser() == Initialiser.MAIN) {
      cells.add(Cell.of("main", "CPU main", Tone.A));
    }
    if (node == s.worker()) {
      Cell worker = Cell.of("worker", "CPU worker", Tone.B);
      cells.add(s.latest() == State.NONE ? worker.holding(ACCESS) : worker);
    }
    if (cells.isEmpty()) {
      Cell idle = Cell.of("idle" + node, "CPU idle", Tone.IDLE);
      cells.add(idle.doing(NumaMachine.move(node).toString()));
    }
    return cells;
  }

  private List<Cell> ram(State s, int node) {
    List<Cell> cells = new ArrayList<>();
    for (int page = 0; page < setup.pages(); page++) {
      if (s.pages().home(page).equals(OptionalInt.of(node))) {
        cells.add(
            page(
                page,
                node == s.worker() ? Tone.OK : Tone.WARN,
                NumaMachine.access(page).toString()));
      }
    }
    if (s.latest() == node) {
      Tone tone = node == s.worker() ? Tone.OK : Tone.BAD;
      cells.add(Cell.of("access", "access", tone).holding(ACCESS));
    }
    return cells;
  }

  private static Cell page(int page, Tone tone, String click) {
    return Cell.of("p" + page, "P" + page, tone).holding("page " + page).doing(click);
  }

  /** A click has the main thread touch the page, where it initialises. */
  private List<Cell> untouched(State s) {
    List<Cell> cells = new ArrayList<>();
    for (int page = 0; page < setup.pages(); page++) {
      if (!s.pages().touched(page)) {
        boolean main = setup.initialiser() == Initialiser.MAIN;
        cells.add(
            page(
                page,
                Tone.IDLE,
                (main ? NumaMachine.touch(page) : NumaMachine.access(page)).toString()));
      }
    }
    return cells;
  }

  private static Piece interconnect(State s) {
    int crossed = s.served().remote();
    Tone tone = crossed == 0 ? Tone.IDLE : Tone.BAD;
    return new Piece.Figures(
        "crossed", "", List.of(new Figure("crossed", "crossed", crossed, "", tone)));
  }
}
