package lab.experiments.cpu.branch;

import java.util.ArrayList;
import java.util.List;
import lab.cpu.branch.Tables;
import lab.experiments.cpu.branch.BranchMachine.State;
import lab.stage.Numbers;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Figure;
import lab.stage.Stage;
import lab.stage.Tone;

/** The branches that are shown, what the predictor knows, and what a whole run costs. */
final class BranchPicture {
  private final BranchMachine machine;
  private final CostCurve curve;

  BranchPicture(BranchMachine machine) {
    this.machine = machine;
    curve = new CostCurve(machine.setup());
  }

  Stage of(State s) {
    List<Piece> pieces = new ArrayList<>(List.of(strip(s)));
    if (!machine.setup().branchless()) {
      pieces.add(machine.predictor() instanceof Tables t ? counter(s, t) : guess(s));
    }
    pieces.add(figures(s));
    if (machine.setup().pattern().drawn) {
      pieces.add(curve.plot(s.percent()));
    }
    return new Stage(pieces);
  }

  /** A cell is full if its branch is taken; a click turns the outcome round. */
  private Piece strip(State s) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < Setup.SHOWN; i++) {
      boolean taken = machine.taken(s, i);
      Tone tone =
          s.missed(i) ? Tone.BAD : i < s.at() ? Tone.OK : s.flipped(i) ? Tone.WARN : Tone.IDLE;
      cells.add(
          Cell.of("b" + i, "branch " + (i + 1) + (taken ? " taken" : " not taken"), tone)
              .valued(taken ? 1 : 0)
              .doing(BranchMachine.flip(i).toString()));
    }
    List<Piece.Mark> marks =
        s.at() < Setup.SHOWN
            ? List.of(new Piece.Mark("next", "next", "b" + s.at(), Tone.BUSY))
            : List.of();
    String title =
        "the first "
            + Setup.SHOWN
            + " of "
            + Numbers.text(Setup.ELEMENTS)
            + " outcomes: full is taken, bad is mispredicted";
    return new Piece.Cells("strip", title, Piece.Cells.Form.DENSE, Setup.SHOWN, cells, marks);
  }

  /** The counter that decides about the branch that comes next. */
  private Piece counter(State s, Tables predictor) {
    int value =
        s.learned().get(s.learned().counter(predictor, machine.pc(s, s.at() % Setup.ELEMENTS)));
    List<Piece.Node> nodes = new ArrayList<>();
    List<Piece.Edge> edges = new ArrayList<>();
    for (int i = 0; i <= predictor.highest(); i++) {
      boolean taken = i > predictor.highest() / 2;
      Tone tone = i == value ? Tone.BUSY : Tone.IDLE;
      nodes.add(Piece.Node.of("c" + i, i + (taken ? " taken" : " not"), i, 0, tone));
      if (i > 0) {
        edges.add(new Piece.Edge("e" + i, "c" + (i - 1), "c" + i, "", Tone.IDLE));
      }
    }
    return new Piece.Links(
        "counter", "the next branch's counter: up if taken, down if not", nodes, edges);
  }

  private Piece guess(State s) {
    String guess =
        s.at() == Setup.ELEMENTS ? "nothing" : machine.expected(s) ? "taken" : "not taken";
    Cell cell = Cell.of("guess", guess, Tone.BUSY);
    return new Piece.Cells(
        "guess", "the predictor expects", Piece.Cells.Form.ROW, 0, List.of(cell), List.of());
  }

  private Piece figures(State s) {
    List<Figure> figures = new ArrayList<>();
    if (s.at() > 0) {
      double each = (double) machine.cycles(s) / s.at();
      figures.add(figure("each", "cycles each", each, machine.dearer(s)));
    }
    if (!machine.setup().branchless()) {
      figures.add(figure("missed", "mispredicts", s.mispredicts(), s.mispredicts() > 0));
    }
    if (machine.setup().pattern().drawn) {
      curve.paysFrom().ifPresent(at -> figures.add(percent("pays", "branch pays from", at)));
      machine
          .setup()
          .paysByFormula()
          .ifPresent(at -> figures.add(percent("formula", "by formula", at)));
    }
    return new Piece.Figures("figures", "", figures);
  }

  private static Figure percent(String key, String label, int percent) {
    return new Figure(key, label, percent, "%", Tone.IDLE);
  }

  private static Figure figure(String key, String label, double value, boolean bad) {
    return new Figure(key, label, value, "", bad ? Tone.BAD : Tone.OK);
  }
}
