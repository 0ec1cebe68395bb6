package lab.experiments.memory.aba;

import static lab.experiments.memory.aba.AbaProgram.HEAD;
import static lab.experiments.memory.aba.AbaProgram.NEXT;
import static lab.experiments.memory.aba.AbaProgram.NODES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.stage.Board.Place;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells.Form;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * Two threads, the stack and the free list; a node is where it is. One that the stack leads to
 * although it is free is in both, and one that is lost is in no place.
 */
final class AbaPicture {
  private final AbaThreads threads;
  private final AbaTags tags;
  private final Click toggle;

  AbaPicture(Tag tag, boolean whole) {
    tags = new AbaTags(tag, whole);
    threads = new AbaThreads(whole, tags);
    toggle = new Click.Set(tag.equals(Tag.OFF) ? "tag=on" : "tag=off");
  }

  Stage of(ProgramState s) {
    List<Piece> pieces = new ArrayList<>(List.of(threads.t1(s), stack(s)));
    tags.ofHead(s).ifPresent(pieces::add);
    threads.t2(s).ifPresent(pieces::add);
    pieces.add(free(s));
    lost(s).ifPresent(pieces::add);
    return new Stage(pieces)
        .in(
            Place.at(0, "t1", Tone.A, "t1.plan").called("T1"),
            Place.at(1, "the stack", Tone.IDLE, "stack", "tag"),
            Place.at(0, "t2", Tone.B, "t2.plan").called("T2").below(1),
            Place.at(1, "the free list", Tone.IDLE, "free").below(1));
  }

  /** From the head on; the last node has no arrow. */
  private Piece stack(ProgramState s) {
    List<Integer> stack = AbaMachine.stack(s);
    boolean bad = AbaMachine.headIsFree(s);
    List<Piece.Node> nodes = new ArrayList<>();
    List<Piece.Edge> edges = new ArrayList<>();
    nodes.add(Piece.Node.of("head", "head", 0, 0, Tone.BUSY).clicked(Optional.of(toggle)));
    edge("head", Tag.node(HEAD.in(s)), bad ? Tone.BAD : Tone.OK, edges);
    for (int node : stack) {
      String name = NODES.get(node);
      Tone tone = AbaMachine.isFree(s, node) ? Tone.BAD : Tone.OK;
      Piece.Node drawn = Piece.Node.of(name, name, nodes.size(), 0, tone).holding(token(node));
      nodes.add(nodes.size() == 1 ? drawn.doing("t2.pop") : drawn);
      edge(name, NEXT.in(s, node), tone, edges);
    }
    return new Piece.Links("stack", "", nodes, edges);
  }

  private static void edge(String from, int to, Tone tone, List<Piece.Edge> edges) {
    if (to != 0) {
      edges.add(new Piece.Edge(from + ".next", from, NODES.get(to), "", tone));
    }
  }

  private static Piece free(ProgramState s) {
    List<Cell> cells = new ArrayList<>();
    for (int node = 1; node < NODES.size(); node++) {
      String name = NODES.get(node);
      String key = "free." + name;
      cells.add(
          AbaMachine.isFree(s, node)
              ? Cell.of(key, name, Tone.B).holding(token(node)).doing("t2.push:" + name)
              : Cell.of(key, "·", Tone.IDLE));
    }
    return new Piece.Cells("free", "", Form.ROW, 0, cells, List.of());
  }

  private static Optional<Piece> lost(ProgramState s) {
    List<Cell> cells = new ArrayList<>();
    for (int node = 1; node < NODES.size(); node++) {
      if (AbaMachine.isLost(s, node)) {
        cells.add(Cell.of("lost." + NODES.get(node), NODES.get(node), Tone.BAD));
      }
    }
    return cells.isEmpty()
        ? Optional.empty()
        : Optional.of(new Piece.Cells("lost", "lost", Form.ROW, 0, cells, List.of()));
  }

  static String token(int node) {
    return "node " + NODES.get(node);
  }
}
