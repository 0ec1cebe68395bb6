package lab.experiments.memory.rcu;

import static lab.experiments.memory.rcu.RcuProgram.HELD;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.memory.rcu.RcuProgram.Setup;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The list and what has been unlinked, who holds what, and the places for what is held back. */
final class RcuPicture {
  private final RcuProgram rcu;
  private final Setup setup;

  RcuPicture(RcuProgram rcu) {
    this.rcu = rcu;
    setup = rcu.setup;
  }

  Stage of(ProgramState s) {
    Stage stage = Stage.of(list(s), readers(s));
    return setup.grace() ? stage.and(Stage.of(held(s))) : stage;
  }

  private Piece list(ProgramState s) {
    int linked = rcu.pointer.in(s);
    List<Piece.Node> nodes = new ArrayList<>();
    List<Piece.Edge> edges = new ArrayList<>();
    nodes.add(Piece.Node.of("head", "head", 0, 0, Tone.BUSY));
    nodes.add(Piece.Node.of("tail", "tail", 2, 0, Tone.IDLE));
    for (int node = 1; node <= setup.nodes(); node++) {
      boolean in = node == linked;
      boolean yet = node > rcu.writer.retired.in(s) && !in && linked != 0;
      String label = name(node) + (rcu.isFreed(s, node) ? " (poison)" : yet ? " (next)" : "");
      int y = in ? 0 : yet ? 2 : 1;
      Tone tone = tone(s, node, in);
      nodes.add(Piece.Node.of(name(node), label, in ? 1 : node, y, tone));
    }
    edges.add(
        new Piece.Edge("head.next", "head", linked == 0 ? "tail" : name(linked), "", Tone.OK));
    if (linked != 0) {
      edges.add(new Piece.Edge("linked.next", name(linked), "tail", "", Tone.OK));
    }
    return new Piece.Links("list", "list: linked, then unlinked", nodes, edges);
  }

  private Tone tone(ProgramState s, int node, boolean linked) {
    boolean held = rcu.isHeld(s, node);
    if (rcu.isFreed(s, node)) {
      return held ? Tone.BAD : Tone.GONE;
    }
    return linked ? Tone.OK : held ? Tone.WARN : Tone.IDLE;
  }

  private static String name(int node) {
    return "X" + node;
  }

  private Piece readers(ProgramState s) {
    List<Piece.Row> rows = new ArrayList<>();
    for (RcuReader reader : rcu.readers) {
      int found = reader.found.in(s);
      int value = reader.value.in(s);
      boolean pinned = reader.pinned.isSet(s);
      boolean freed = rcu.isFreed(s, found);
      boolean ended = s.done(reader.thread());
      String holds =
          found != 0
              ? "holds " + name(found) + (freed ? ", which has been freed" : "")
              : pinned ? "inside, holds nothing" : ended ? "has left" : "outside";
      String read = value == 0 ? "-" : value == RcuProgram.POISON ? "poison" : "read " + value;
      holds += pinned && ended ? "; stalled for ever" : "";
      Tone tone = freed ? Tone.BAD : pinned ? Tone.A : Tone.IDLE;
      rows.add(Piece.Row.of(reader.actor(), tone, "", reader.name(), holds, read));
    }
    return new Piece.Table("readers", "", List.of("", "", ""), rows);
  }

  /** The places for retired nodes. */
  private Piece held(ProgramState s) {
    int freed = rcu.writer.freed.in(s);
    int retired = rcu.writer.retired.in(s);
    boolean full = rcu.writer.refused.isSet(s);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < HELD; i++) {
      int node = freed + 1 + i;
      boolean there = node <= retired;
      Tone tone = full ? Tone.BAD : there ? Tone.WARN : Tone.IDLE;
      cells.add(Piece.Cell.of("held" + i, there ? name(node) : "·", tone));
    }
    String title =
        "held back: %d of %d%s".formatted(retired - freed, HELD, full ? ", retire: full" : "");
    return new Piece.Cells("held", title, Piece.Cells.Form.ROW, 0, cells, List.of());
  }
}
