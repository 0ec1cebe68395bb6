package lab.memorymodel.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.explore.Action;
import lab.memorymodel.Instruction;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.messages.Messages;
import lab.stage.Board;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * The picture of a program's state: per thread its code with the program counter and its registers,
 * then memory as the model has it. Under {@code tso} the store buffers stand between the two. Under
 * {@code java} each cell is its modification order, oldest first, and a thread's mark stands at the
 * oldest message that it may still read: everything from there on is readable to it.
 */
public final class ProgramPicture {
  private static final int WIDTH = 76;
  private static final String MEMORY = "memory";
  private static final List<Tone> THREADS = List.of(Tone.A, Tone.B, Tone.BUSY, Tone.IDLE);

  private final Program program;
  private final FlatState state;
  private final Layout layout;
  private final List<Action> possible = new ArrayList<>();

  private ProgramPicture(Program program, FlatState state) {
    this.program = program;
    this.state = state;
    layout = state.layout;
    layout.engine.steps(state, (action, next, story) -> possible.add(action));
  }

  /** For states of machines of this program, in either grain. */
  public static Function<ProgramState, Stage> of(Program program, MemoryModel model) {
    return state -> new ProgramPicture(program, (FlatState) state).draw(model);
  }

  private Stage draw(MemoryModel model) {
    List<Piece> pieces = new ArrayList<>();
    List<Board.Place> places = new ArrayList<>();
    // States of whole operations have memory only, whatever the model of the room is.
    boolean memoryOnly = state.words.length == layout.tail;
    boolean buffers = !memoryOnly && model == MemoryModel.TSO;
    for (int t = 0; t < layout.count; t++) {
      String name = layout.name(t);
      pieces.add(thread(t));
      if (buffers) {
        pieces.add(buffer(t));
      }
      places.add(Board.Place.at(t, name, tone(t), name, name + ".buffer"));
    }
    List<Piece> memory = new ArrayList<>();
    if (!memoryOnly && layout.engine instanceof JavaEngine java) {
      for (int x = 0; x < layout.cellCount; x++) {
        memory.add(messages(java.memory(), x));
      }
    } else {
      memory.add(memory());
    }
    String[] keys = memory.stream().map(Piece::key).toArray(String[]::new);
    Board.Place place = Board.Place.at(0, MEMORY, Tone.IDLE, keys).wide(layout.count).below(1);
    places.add(memory.size() > 1 ? place.called("memory, each cell oldest to newest") : place);
    pieces.addAll(memory);
    return new Stage(pieces).in(places.toArray(Board.Place[]::new));
  }

  /** The program that runs: in this very order, if the compiler has chosen one. */
  private Program ran() {
    return layout.engine instanceof JavaEngine java ? java.program(state) : program;
  }

  private Piece thread(int t) {
    String name = layout.name(t);
    List<Piece.Row> rows = new ArrayList<>();
    List<Program.Line> lines = ran().threads().get(t).lines();
    for (int i = 0; i < lines.size(); i++) {
      boolean here = state.pc(t) == i;
      if (lines.get(i).text().isEmpty() && !here) {
        continue; // The model's own, and no thread stops there.
      }
      Tone tone = here ? Tone.BUSY : Tone.IDLE;
      rows.add(
          Piece.Row.of(name + "." + i, tone, here ? ">" : "", List.of(lines.get(i).text()))
              .doing(here ? only(name) : Optional.empty()));
    }
    List<String> registers = program.threads().get(t).registers();
    if (!registers.isEmpty()) {
      StringBuilder text = new StringBuilder();
      for (int r = 0; r < registers.size(); r++) {
        text.append(r == 0 ? "" : "  ").append(registers.get(r));
        text.append(" = ").append(state.register(t, r));
      }
      rows.add(Piece.Row.of(name + ".registers", Tone.OK, "", text.toString()));
    }
    return new Piece.Table(name, condition(t), List.of("code"), rows);
  }

  private String condition(int t) {
    if (layout.engine instanceof JavaEngine java) {
      if (java.hoisted(state, t)) {
        return java.hung(state, t) ? "spins for ever" : "read taken out of the loop";
      }
    }
    boolean reordered = !accesses(ran(), t).equals(accesses(program, t));
    if (layout.ended(state.words, t)) {
      return reordered ? "reordered, done" : "done";
    }
    return reordered ? "reordered by the compiler" : "";
  }

  /** What others can notice, in order: where local instructions stand is nobody's business. */
  private static List<String> accesses(Program program, int t) {
    return program.threads().get(t).lines().stream()
        .filter(line -> !(line.instruction() instanceof Instruction.Local))
        .map(Program.Line::text)
        .toList();
  }

  /** The action of the thread, if it has exactly one besides its drain. */
  private Optional<String> only(String thread) {
    List<Action> own =
        possible.stream()
            .filter(a -> a.actor().equals(thread) && !a.verb().equals("drain"))
            .toList();
    return own.size() == 1 ? Optional.of(own.getFirst().toString()) : Optional.empty();
  }

  private Piece buffer(int t) {
    String name = layout.name(t);
    List<Piece.Cell> cells = new ArrayList<>();
    int at = layout.waiting[t];
    Action drain = Action.of(name, "drain");
    for (int i = 0; i < state.words[at]; i++) {
      String cell = layout.cellName(state.words[at + 1 + 2 * i]);
      String label = cell + "=" + state.words[at + 2 + 2 * i];
      boolean next = i == 0 && possible.contains(drain);
      Optional<String> action = next ? Optional.of(drain.toString()) : Optional.empty();
      cells.add(Piece.Cell.of(name + ".buffer." + i, label, Tone.BUSY).doing(action));
    }
    if (cells.isEmpty()) {
      cells.add(Piece.Cell.of(name + ".buffer.empty", "empty", Tone.IDLE));
    }
    return cells(name + ".buffer", "store buffer, oldest first", cells, List.of());
  }

  private Piece memory() {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int c = 0; c < layout.cellCount; c++) {
      String name = layout.cellName(c);
      cells.add(Piece.Cell.of(name, name + "=" + state.cell(c), Tone.OK));
    }
    return cells(MEMORY, "", cells, List.of());
  }

  private static Tone tone(int thread) {
    return THREADS.get(Math.min(thread, THREADS.size() - 1));
  }

  private Piece messages(Messages memory, int x) {
    String name = layout.cellName(x);
    int[] words = state.words;
    int count = memory.count(words, x);
    int oldest = count - 1;
    List<Piece.Mark> marks = new ArrayList<>();
    for (int t = 0; t < layout.count; t++) {
      if (!layout.ended(words, t)) {
        oldest = Math.min(oldest, memory.seen(words, t, x));
      }
      String cell = name + "@" + memory.seen(words, t, x);
      marks.add(new Piece.Mark(name + "." + layout.name(t), layout.name(t), cell, tone(t)));
    }
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Tone tone = i == count - 1 ? Tone.OK : i >= oldest ? Tone.WARN : Tone.GONE;
      cells.add(Piece.Cell.of(name + "@" + i, "" + memory.value(words, x, i), tone));
    }
    return cells(name, name, cells, marks);
  }

  /** A row, or a grid where a row would be wider than a terminal. */
  private static Piece cells(
      String key, String title, List<Piece.Cell> cells, List<Piece.Mark> marks) {
    int widest = cells.stream().mapToInt(c -> c.label().length()).max().orElse(0);
    int columns = Math.max(1, WIDTH / (widest + 5));
    Piece.Cells.Form form = cells.size() > columns ? Piece.Cells.Form.GRID : Piece.Cells.Form.ROW;
    return new Piece.Cells(key, title, form, columns, cells, marks);
  }
}
