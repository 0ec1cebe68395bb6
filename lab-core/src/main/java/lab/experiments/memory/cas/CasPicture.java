package lab.experiments.memory.cas;

import static lab.experiments.memory.cas.CasProgram.A;
import static lab.experiments.memory.cas.CasProgram.X;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The shared number, what A holds in its registers, and how often it had to begin again. */
final class CasPicture {
  private final boolean compare;
  private final int interference;

  CasPicture(boolean compare, int interference) {
    this.compare = compare;
    this.interference = interference;
  }

  Stage of(ProgramState s) {
    return Stage.of(value(s), registers(s), attempts(s));
  }

  private static Piece value(ProgramState s) {
    Tone tone = CasMachine.lost(s) ? Tone.BAD : s.done(A) ? Tone.OK : Tone.BUSY;
    String label = Integer.toString(s.cell(CasProgram.VALUE));
    return new Piece.Cells(
        "memory",
        "shared value",
        Piece.Cells.Form.ROW,
        0,
        List.of(Piece.Cell.of("value", label, tone)),
        List.of());
  }

  private Piece registers(ProgramState s) {
    int held = s.done(A) ? CasProgram.NOTHING : s.register(A, CasProgram.HELD);
    int expected = s.register(A, CasProgram.EXPECTED);
    boolean reads = held >= CasProgram.READ;
    boolean same = s.cell(CasProgram.VALUE) == expected;
    List<Piece.Row> rows = new ArrayList<>();
    rows.add(row("expected", reads ? Tone.A : Tone.IDLE, "expected", reads, expected));
    boolean computed = held == CasProgram.COMPUTED;
    rows.add(
        row(
            "desired",
            computed ? Tone.A : Tone.IDLE,
            "desired",
            computed,
            s.register(A, CasProgram.DESIRED)));
    rows.add(
        Piece.Row.of(
            "same",
            !reads ? Tone.IDLE : same ? Tone.OK : Tone.WARN,
            "",
            "value == expected?",
            !reads ? "-" : same ? "yes" : compare ? "no: will retry" : "no: not looked at"));
    rows.add(
        new Piece.Row(
            "next",
            List.of("next", next(s, held)),
            s.done(A) ? Tone.GONE : Tone.BUSY,
            "",
            s.done(A) ? Optional.empty() : Optional.of("a." + verb(held))));
    return new Piece.Table("registers", "thread A", List.of("register", ""), rows);
  }

  private static Piece.Row row(String key, Tone tone, String name, boolean known, int value) {
    return Piece.Row.of(key, tone, "", name, known ? Integer.toString(value) : "-");
  }

  private String next(ProgramState s, int held) {
    if (s.done(A)) {
      return CasMachine.lost(s) ? "done, and an update is lost" : "done";
    }
    return switch (held) {
      case CasProgram.READ -> "compute";
      case CasProgram.COMPUTED -> compare ? "CAS" : "write without looking";
      default -> "read";
    };
  }

  private static String verb(int held) {
    return switch (held) {
      case CasProgram.READ -> "compute";
      case CasProgram.COMPUTED -> "cas";
      default -> "read";
    };
  }

  private Piece attempts(ProgramState s) {
    int writes = CasMachine.writes(s);
    Optional<String> inject =
        writes < interference && !s.done(X) ? Optional.of("x.write") : Optional.empty();
    return new Piece.Table(
        "attempts",
        "",
        List.of("", "so far"),
        List.of(
            new Piece.Row(
                "writes",
                List.of("X has written", "%d of %d".formatted(writes, interference)),
                Tone.B,
                "",
                inject),
            Piece.Row.of(
                "retries",
                CasMachine.failures(s) > 0 ? Tone.WARN : Tone.IDLE,
                "",
                "retries of A",
                Integer.toString(CasMachine.failures(s)))));
  }
}
