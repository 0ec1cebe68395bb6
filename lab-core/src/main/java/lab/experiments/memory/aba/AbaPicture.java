package lab.experiments.memory.aba;

import static lab.experiments.memory.aba.AbaProgram.NODES;
import static lab.experiments.memory.aba.AbaProgram.T1;
import static lab.experiments.memory.aba.AbaProgram.T2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The stack as it hangs from the head, the free list, and what T1 has read and plans. */
final class AbaPicture {
  private final boolean tagged;

  AbaPicture(boolean tagged) {
    this.tagged = tagged;
  }

  Stage of(ProgramState s) {
    return Stage.of(stack(s), free(s), threads(s));
  }

  /** Nodes of the stack stand in the first row, the others below, each always under its key. */
  private static Piece stack(ProgramState s) {
    List<Integer> stack = AbaMachine.stack(s);
    List<Piece.Node> nodes = new ArrayList<>();
    List<Piece.Edge> edges = new ArrayList<>();
    nodes.add(Piece.Node.of("head", "head", 0, 0, Tone.BUSY));
    for (int node = 1; node < NODES.size(); node++) {
      int depth = stack.indexOf(node);
      nodes.add(
          Piece.Node.of(
              NODES.get(node),
              NODES.get(node),
              depth < 0 ? node : depth + 1,
              depth < 0 ? 1 : 0,
              tone(s, node, depth)));
      if (depth >= 0) {
        edges.add(edge(NODES.get(node), AbaProgram.NEXT.in(s, node), tone(s, node, depth)));
      }
    }
    nodes.add(Piece.Node.of("none", NODES.getFirst(), stack.size() + 1, 0, Tone.IDLE));
    int top = Tag.node(AbaProgram.HEAD.in(s));
    edges.addFirst(edge("head", top, AbaMachine.headIsFree(s) ? Tone.BAD : Tone.OK));
    return new Piece.Links("stack", "stack, top first", nodes, edges);
  }

  private static Piece.Edge edge(String from, int to, Tone tone) {
    return new Piece.Edge(from + ".next", from, to == 0 ? "none" : NODES.get(to), "", tone);
  }

  private static Tone tone(ProgramState s, int node, int depth) {
    boolean free = AbaMachine.isFree(s, node);
    if (depth < 0) {
      return free ? Tone.GONE : Tone.A;
    }
    return free ? Tone.BAD : Tone.OK;
  }

  private static Piece free(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int node = 1; node < NODES.size(); node++) {
      boolean free = AbaMachine.isFree(s, node);
      String name = NODES.get(node);
      cells.add(
          Piece.Cell.of("free." + name, free ? name : "·", free ? Tone.B : Tone.IDLE)
              .doing(free ? Optional.of("t2.push:" + name) : Optional.empty()));
    }
    return new Piece.Cells("free", "free list of T2", Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private Piece threads(ProgramState s) {
    boolean plans = AbaMachine.plans(s);
    int own = T1.own.in(s);
    int pushing = T2.own.in(s);
    List<Piece.Row> rows = new ArrayList<>();
    String plan =
        plans
            ? "CAS(head, %s, %s)".formatted(AbaMachine.first(s), AbaMachine.second(s))
            : own != 0 ? "owns " + NODES.get(own) : s.done(0) ? "found it empty" : "-";
    rows.add(Piece.Row.of("t1", plans ? Tone.BUSY : Tone.A, "", "T1", plan));
    rows.add(
        Piece.Row.of("t2", Tone.B, "", "T2", pushing == 0 ? "-" : "pushes " + NODES.get(pushing)));
    if (tagged) {
      rows.add(Piece.Row.of("tag.head", Tone.IDLE, "", "tag of head", tag(AbaProgram.HEAD.in(s))));
      String held = plans ? tag(T1.first.in(s)) : "-";
      rows.add(Piece.Row.of("tag.t1", Tone.A, "", "tag T1 read", held));
    }
    return new Piece.Table("threads", "", List.of("", "plan"), rows);
  }

  private static String tag(int word) {
    return Integer.toString(Tag.of(word));
  }
}
