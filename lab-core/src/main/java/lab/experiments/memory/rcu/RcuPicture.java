package lab.experiments.memory.rcu;

import static lab.experiments.memory.rcu.RcuProgram.FREED;
import static lab.experiments.memory.rcu.RcuProgram.HELD;
import static lab.experiments.memory.rcu.RcuProgram.RETIRED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.experiments.memory.rcu.RcuProgram.Setup;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramPicture;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * The list with what hangs from the pointer and what has been unlinked, who holds what, and the
 * places for what is held back. Access by access, the code stands below it, and each cell of which
 * somebody may still read an old value.
 */
final class RcuPicture {
  private final RcuMachine machine;
  private final Setup setup;
  private final Function<ProgramState, Stage> code;

  RcuPicture(RcuMachine machine, MemoryModel model) {
    this.machine = machine;
    setup = machine.setup();
    code = ProgramPicture.of(machine.program(), model);
  }

  Stage of(ProgramState s) {
    List<Piece> pieces = new ArrayList<>(List.of(list(s), readers(s)));
    if (setup.grace()) {
      pieces.add(held(s));
    }
    if (!setup.whole()) {
      code.apply(s).pieces().stream().filter(RcuPicture::worthShowing).forEach(pieces::add);
    }
    return new Stage(pieces);
  }

  /** Code and store buffers; of the cells those of which there is more than one value. */
  private static boolean worthShowing(Piece piece) {
    return !(piece instanceof Piece.Cells cells)
        || cells.key().endsWith(".buffer")
        || (cells.cells().size() > 1 && !cells.key().equals("memory"));
  }

  private Piece list(ProgramState s) {
    int linked = s.cell(RcuProgram.POINTER);
    List<Piece.Node> nodes = new ArrayList<>();
    List<Piece.Edge> edges = new ArrayList<>();
    nodes.add(new Piece.Node("head", "head", 0, 0, Tone.BUSY, Optional.empty()));
    nodes.add(new Piece.Node("tail", "tail", 2, 0, Tone.IDLE, Optional.empty()));
    for (int node = 1; node <= setup.nodes(); node++) {
      boolean in = node == linked;
      boolean yet = node > s.register(machine.writer(), RETIRED) && !in && linked != 0;
      String label = name(node) + (isFreed(s, node) ? " (poison)" : yet ? " (next)" : "");
      nodes.add(
          new Piece.Node(
              name(node),
              label,
              in ? 1 : node,
              in ? 0 : yet ? 2 : 1,
              tone(s, node, in),
              Optional.empty()));
    }
    edges.add(
        new Piece.Edge("head.next", "head", linked == 0 ? "tail" : name(linked), "", Tone.OK));
    if (linked != 0) {
      edges.add(new Piece.Edge("linked.next", name(linked), "tail", "", Tone.OK));
    }
    return new Piece.Links("list", "list: linked, then unlinked", nodes, edges);
  }

  private Tone tone(ProgramState s, int node, boolean linked) {
    boolean held = false;
    for (int r = 0; r < setup.readers(); r++) {
      held |= s.register(r, RcuProgram.FOUND) == node;
    }
    if (isFreed(s, node)) {
      return held ? Tone.BAD : Tone.GONE;
    }
    return linked ? Tone.OK : held ? Tone.WARN : Tone.IDLE;
  }

  private boolean isFreed(ProgramState s, int node) {
    return RcuMachine.isFreed(setup, s, node);
  }

  private static String name(int node) {
    return "X" + node;
  }

  private Piece readers(ProgramState s) {
    List<Piece.Row> rows = new ArrayList<>();
    for (int r = 0; r < setup.readers(); r++) {
      int found = s.register(r, RcuProgram.FOUND);
      boolean pinned = s.register(r, RcuProgram.PINNED) != 0;
      boolean stalled = setup.stall() && s.done(r);
      int value = s.register(r, RcuProgram.VALUE);
      String holds =
          found != 0
              ? "holds " + name(found) + (isFreed(s, found) ? ", which has been freed" : "")
              : pinned ? "inside, holds nothing" : s.done(r) ? "has left" : "outside";
      rows.add(
          Piece.Row.of(
              "r" + (r + 1),
              isFreed(s, found) ? Tone.BAD : pinned ? Tone.A : Tone.IDLE,
              "",
              "reader " + (r + 1),
              holds + (stalled ? "; stalled for ever" : ""),
              value == 0 ? "-" : value == RcuProgram.POISON ? "poison" : "read " + value));
    }
    return new Piece.Table("readers", "", List.of("", "", ""), rows);
  }

  /** The places for retired nodes. */
  private Piece held(ProgramState s) {
    int w = machine.writer();
    int freed = s.register(w, FREED);
    int retired = s.register(w, RETIRED);
    boolean full = s.register(w, RcuProgram.REFUSED) != 0;
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
