package lab.experiments.cpu.numa;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import lab.experiments.cpu.numa.NumaMachine.State;
import lab.experiments.cpu.numa.Setup.Initialiser;
import lab.experiments.cpu.numa.Topology.Cost;
import lab.experiments.cpu.numa.Topology.Links;
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

  /** Also what a page that moves is said to come from. */
  private static final String UNTOUCHED = "no memory";

  private static final String DISTANCES = "distances";

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
      places.add(Place.at(column(node), name, tone, name).below(node / 2));
      if (node == 0) {
        pieces.add(interconnect(s));
        places.add(Place.at(1, "interconnect", Tone.IDLE, "crossed"));
      }
    }
    boolean beside = setup.nodes() > 2;
    pieces.add(cells(UNTOUCHED, beside ? "" : "pages without memory", untouched(s)));
    if (beside) {
      // Between the nodes of the second row, where nothing else stands: a line less.
      places.add(Place.at(1, UNTOUCHED, Tone.IDLE, UNTOUCHED).below(1));
    }
    pieces.add(distances(s));
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
      cells.add(s.served().all() == 0 ? worker.holding(ACCESS) : worker);
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

  /** Around a ring and along a line the third node stands below the second, its neighbour. */
  private int column(int node) {
    Links links = setup.topology().links();
    boolean turns = links == Links.RING || links == Links.LINE;
    return (turns && node > 1 ? node + 1 : node) % 2 * 2;
  }

  private static Piece interconnect(State s) {
    int crossed = s.served().remote();
    Tone tone = crossed == 0 ? Tone.IDLE : Tone.BAD;
    return new Piece.Figures(
        "crossed", "", List.of(new Figure("crossed", "crossed", crossed, "", tone)));
  }

  /**
   * A row of the SLIT in each cell, as the file {@code distance} of a node has it, or the links on
   * the way: from that node to each.
   */
  private Piece distances(State s) {
    Topology topology = setup.topology();
    List<Cell> rows = new ArrayList<>();
    for (int from = 0; from < setup.nodes(); from++) {
      String row = "";
      for (int to = 0; to < setup.nodes(); to++) {
        row += (to == 0 ? "" : " ") + topology.measure(setup.hops(from, to));
      }
      rows.add(Cell.of("from " + from, row, from == s.worker() ? Tone.B : Tone.IDLE));
    }
    String title = topology.cost() == Cost.SLIT ? "SLIT by node" : "links by node";
    return cells(DISTANCES, title, rows);
  }
}
