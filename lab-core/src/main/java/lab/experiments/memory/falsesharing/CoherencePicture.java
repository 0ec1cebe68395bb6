package lab.experiments.memory.falsesharing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.memory.falsesharing.CoherenceMachine.Layout;
import lab.experiments.memory.falsesharing.CoherenceMachine.Owner;
import lab.experiments.memory.falsesharing.CoherenceMachine.State;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The lines with their owner, the state of each in each core, and what the writes have cost. */
final class CoherencePicture {
  private static final int WORDS = 8;

  private CoherencePicture() {}

  static Stage of(Layout layout, State s) {
    List<Piece> pieces = new ArrayList<>();
    if (layout == Layout.SHARED) {
      pieces.add(line("line0", "one line of 64 bytes", s.lineOfA(), CoherenceMachine.CORES, s));
    } else {
      pieces.add(line("line0", "line of a", s.lineOfA(), List.of(Owner.A), s));
      pieces.add(line("line1", "line of b", s.lineOfB(), List.of(Owner.B), s));
    }
    pieces.add(cores(layout, s));
    pieces.add(costs(s));
    return new Stage(pieces);
  }

  private static Piece line(String key, String title, Owner owner, List<Owner> writers, State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (Owner core : writers) {
      String word = core == Owner.A ? "a" : "b";
      cells.add(Piece.Cell.of(word, word, tone(owner)).doing(write(core, s)));
    }
    for (int i = writers.size(); i < WORDS; i++) {
      cells.add(Piece.Cell.of(key + "." + i, "", Tone.IDLE));
    }
    String who = owner == Owner.NOBODY ? "no owner" : "owner: core " + owner;
    return new Piece.Cells(key, title + ", " + who, Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  /** What a click on a core does, until the run has ended. */
  private static Optional<String> write(Owner core, State s) {
    return s.writes() < CoherenceMachine.WRITES
        ? Optional.of(CoherenceMachine.write(core).toString())
        : Optional.empty();
  }

  private static Tone tone(Owner owner) {
    return switch (owner) {
      case NOBODY -> Tone.IDLE;
      case A -> Tone.A;
      case B -> Tone.B;
    };
  }

  private static Piece cores(Layout layout, State s) {
    boolean shared = layout == Layout.SHARED;
    List<Piece.Row> rows = new ArrayList<>();
    for (Owner core : CoherenceMachine.CORES) {
      List<String> cells = new ArrayList<>(List.of("core " + core, mesi(s.lineOfA(), core)));
      if (!shared) {
        cells.add(mesi(s.lineOfB(), core));
      }
      cells.add(Integer.toString(core == Owner.A ? s.aWrites() : s.bWrites()));
      rows.add(Piece.Row.of("core" + core, tone(core), "", cells).doing(write(core, s)));
    }
    List<String> head =
        shared
            ? List.of("", "the line", "writes")
            : List.of("", "line of a", "line of b", "writes");
    return new Piece.Table("cores", "state of each line in each core", head, rows);
  }

  /** Without reads a line is modified in one core, or in none. */
  private static String mesi(Owner owner, Owner core) {
    return owner == core ? "Modified" : "Invalid";
  }

  private static Piece costs(State s) {
    return new Piece.Segments(
        "costs",
        "%d of %d writes".formatted(s.writes(), CoherenceMachine.WRITES),
        "in all",
        List.of(
            bar("transfers", "line transfers", s.transfers(), Tone.BAD),
            bar("cold", "cold fills", s.coldFills(), Tone.WARN),
            bar("silent", "silent", s.silent(), Tone.OK)));
  }

  private static Piece.Bar bar(String key, String label, int value, Tone tone) {
    return new Piece.Bar(
        key, label, List.of(new Piece.Segment(key + ".n", label, value, tone, false)));
  }
}
